using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>Text, which stands in the JSON as nested lists.</summary>
internal static class OracleText
{
    public static HostArray Array(JsonElement nested)
    {
        var shape = new List<int>();
        for (JsonElement at = nested; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            shape.Add(at.GetArrayLength());
        }

        return HostArray.OfText([.. Leaves(nested)], shape.ToArray());
    }

    private static IEnumerable<string> Leaves(JsonElement nested) =>
        nested.ValueKind == JsonValueKind.Array ? nested.EnumerateArray().SelectMany(Leaves) : [nested.GetString()!];
}
