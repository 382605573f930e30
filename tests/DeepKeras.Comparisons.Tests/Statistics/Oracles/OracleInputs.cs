using System.Text.Json;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>The inputs of a case. It notes what was read, so that an input nobody heeds fails the test.</summary>
internal sealed class OracleInputs(JsonElement inputs)
{
    private readonly HashSet<string> read = [];

    public IEnumerable<string> Unread =>
        inputs.EnumerateObject().Select(property => property.Name).Where(name => !read.Contains(name));

    public bool Has(string name) => inputs.TryGetProperty(name, out _);

    public JsonElement Raw(string name)
    {
        read.Add(name);
        return inputs.GetProperty(name);
    }

    public double Number(string name) => Raw(name).GetDouble();

    public int Integer(string name) => Raw(name).GetInt32();

    public int? IntegerOrNull(string name) => Raw(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetInt32() : null;

    public bool Flag(string name) => Raw(name).GetBoolean();

    public string Text(string name) => Raw(name).GetString()!;

    public double[] Numbers(string name) => Numbers(Raw(name));

    public double[]? NumbersOrNull(string name) => Has(name) ? Numbers(name) : null;

    public int[] Integers(string name) => [.. Raw(name).EnumerateArray().Select(value => value.GetInt32())];

    public string[] Texts(string name) => [.. Raw(name).EnumerateArray().Select(value => value.GetString()!)];

    public double[][] Rows(string name) => [.. Raw(name).EnumerateArray().Select(Numbers)];

    /// <summary>A number, or a list of them.</summary>
    public FoldSizes Sizes()
    {
        JsonElement train = Raw("n_train");
        JsonElement test = Raw("n_test");
        return train.ValueKind == JsonValueKind.Array
            ? FoldSizes.Unequal([.. train.EnumerateArray().Select(v => v.GetInt32())], [.. test.EnumerateArray().Select(v => v.GetInt32())])
            : FoldSizes.Equal(train.GetInt32(), test.GetInt32());
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
