using System.Globalization;
using System.Text.Json;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>
/// One case: its fields, its arrays, its tolerance. It keeps count of the fields that were read and of what was compared, so that no case
/// passes half-run: a field that nobody read is a failure, and so is a case that compared nothing.
/// </summary>
internal sealed class OracleCase
{
    private readonly JsonElement json;
    private readonly HashSet<string> read = ["name", "kind", "note", "tolerance", "config_omits"];
    private int compared;

    public OracleCase(OracleGroup group, JsonElement json)
    {
        this.json = json;
        Group = group;
        if (json.TryGetProperty("tolerance", out JsonElement tolerance))
        {
            Rtol = tolerance.TryGetProperty("rtol", out JsonElement rtol) ? rtol.GetDouble() : Rtol;
            Atol = tolerance.TryGetProperty("atol", out JsonElement atol) ? atol.GetDouble() : Atol;
        }
    }

    public OracleGroup Group { get; }

    public string Name => json.GetProperty("name").GetString()!;

    public string FullName => $"{Group.Name}/{Name}";

    public string Kind => json.GetProperty("kind").GetString()!;

    public double Rtol { get; } = 1e-5;

    public double Atol { get; } = 1e-6;

    // ---- fields ----------------------------------------------------------------------------------------------------------

    /// <summary>A field that must be there.</summary>
    public JsonElement Field(string name) =>
        TryField(name, out JsonElement value) ? value : throw new InvalidDataException($"{FullName} has no field {name}.");

    /// <summary>A field if it is there; null counts as there.</summary>
    public bool TryField(string name, out JsonElement value)
    {
        read.Add(name);
        return json.TryGetProperty(name, out value);
    }

    /// <summary>Whether a field is there and is not null.</summary>
    public bool Has(string name) => TryField(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => Field(name).GetString()!;

    public bool Flag(string name, bool otherwise = false) => TryField(name, out JsonElement value) ? value.GetBoolean() : otherwise;

    /// <summary>Fields that say something a person may want to know, not the runner.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            read.Add(name);
        }
    }

    /// <summary>A number; non-finite ones are strings in the files.</summary>
    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    /// <summary>A shape, its unknown sizes null in the files.</summary>
    public static Shape ShapeOf(JsonElement value) =>
        Shape.Create([.. value.EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Null ? Shape.Unknown : size.GetInt32())]);

    // ---- arrays ----------------------------------------------------------------------------------------------------------

    /// <summary>An array by its reference; null: none.</summary>
    public HostArray? Array(JsonElement reference) => reference.ValueKind == JsonValueKind.Null ? null : Group.Read(reference.GetString()!);

    /// <summary>The array of a field; null where the field is missing or null.</summary>
    public HostArray? Array(string field) => TryField(field, out JsonElement value) ? Array(value) : null;

    /// <summary>The arrays of a field, none where it is missing; null for each that is null.</summary>
    public IReadOnlyList<HostArray?> Arrays(string field) => Has(field) ? [.. Field(field).EnumerateArray().Select(Array)] : [];

    // ---- objects ---------------------------------------------------------------------------------------------------------

    /// <summary>The object of the case's <c>class_name</c> and <c>config</c>.</summary>
    /// <exception cref="NoClassYetException">The class, or one that its config names, does not exist yet.</exception>
    public T Create<T>()
        where T : KerasObject => Create<T>(Text("class_name"), Field("config"));

    /// <summary>An object of its class name and config.</summary>
    /// <exception cref="NoClassYetException">The class, or one that its config names, does not exist yet.</exception>
    public static T Create<T>(string className, JsonElement config)
        where T : KerasObject
    {
        Missing.Require<T>(className);
        Missing.RequireAllIn(config);
        return KerasRegistry.Create<T>(className, new ConfigReader(config, className));
    }

    /// <summary>An object of <c>{class_name, config, …}</c> or a name.</summary>
    /// <exception cref="NoClassYetException">The class, or one that its config names, does not exist yet.</exception>
    public static T Create<T>(JsonElement serialized)
        where T : KerasObject
    {
        if (serialized.ValueKind == JsonValueKind.String)
        {
            Missing.Require<T>(serialized.GetString()!);
        }
        else
        {
            Missing.RequireAllIn(serialized);
        }

        return KerasRegistry.Read<T>(new ConfigValue(serialized, ""));
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------------

    /// <summary>Same dtype, same shape, and every element within the tolerance: |actual − expected| ≤ atol + rtol · |expected|; NaN equals NaN.</summary>
    public void AssertClose(string what, HostArray expected, HostArray actual)
    {
        Assert.That(actual.Type, Is.EqualTo(expected.Type), $"{what}: dtype");
        AssertValues(what, expected, actual);
    }

    /// <summary>As <see cref="AssertClose(string, HostArray, HostArray)"/>, whatever the dtypes.</summary>
    public void AssertValues(string what, HostArray expected, HostArray actual)
    {
        compared++;
        Assert.That(actual.Shape.ToString(), Is.EqualTo(expected.Shape.ToString()), $"{what}: shape");
        if (expected.Type == DType.String)
        {
            Assert.That(actual.Texts.ToArray(), Is.EqualTo(expected.Texts.ToArray()), what);
            return;
        }

        Closeness.Assert(what, expected.Elements, i => expected[i], i => actual[i], Rtol, Atol, expected.Shape);
    }

    /// <summary>A number within the tolerance.</summary>
    public void AssertClose(string what, double expected, double actual)
    {
        compared++;
        Closeness.Assert(what, 1, _ => expected, _ => actual, Rtol, Atol, Shape.Scalar);
    }

    /// <summary>Anything else that must be equal.</summary>
    public void AssertEqual<T>(string what, T expected, T actual)
    {
        compared++;
        Assert.That(actual, Is.EqualTo(expected), what);
    }

    /// <summary>Fails where a field was not read, or nothing was compared.</summary>
    public void AssertComplete()
    {
        string[] unread = [.. json.EnumerateObject().Select(property => property.Name).Where(name => !read.Contains(name))];
        Assert.That(unread, Is.Empty, "fields of the case that its kind did not read");
        Assert.That(OracleFields.Unknown(json), Is.Empty, "fields inside the case that the runner does not know");
        Assert.That(compared, Is.GreaterThan(0), "numbers that were compared");
    }

    public override string ToString() => FullName;
}
