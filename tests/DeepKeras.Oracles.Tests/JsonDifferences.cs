using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>Where two JSON values differ; the order of keys and how a number is written do not count.</summary>
internal static class JsonDifferences
{
    public static IEnumerable<string> Of(JsonElement expected, JsonElement actual, string path = "")
    {
        if (expected.ValueKind == JsonValueKind.Number && actual.ValueKind == JsonValueKind.Number)
        {
            return expected.GetDouble() == actual.GetDouble() ? [] : [$"{path}: expected {expected}, got {actual}"];
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            return [$"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}"];
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => Objects(expected, actual, path),
            JsonValueKind.Array when expected.GetArrayLength() == actual.GetArrayLength() =>
                expected.EnumerateArray().Zip(actual.EnumerateArray()).SelectMany((pair, i) => Of(pair.First, pair.Second, $"{path}[{i}]")),
            _ => JsonElement.DeepEquals(expected, actual) ? [] : [$"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}"],
        };
    }

    private static IEnumerable<string> Objects(JsonElement expected, JsonElement actual, string path)
    {
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(property.Name, out JsonElement other))
            {
                yield return $"{path}.{property.Name}: expected {property.Value.GetRawText()}, is missing";
                continue;
            }

            foreach (string difference in Of(property.Value, other, $"{path}.{property.Name}"))
            {
                yield return difference;
            }
        }

        foreach (JsonProperty property in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(property.Name, out _))
            {
                yield return $"{path}.{property.Name}: expected nothing, got {property.Value.GetRawText()}";
            }
        }
    }
}
