using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>The first place where two JSON values differ.</summary>
internal static class JsonDifference
{
    /// <summary>
    /// Null: none. Keys' order does not count. What a layer was built for is compared where both have it: Keras leaves it out for layers
    /// that make nothing then, and does not need it for any.
    /// </summary>
    public static string? Between(JsonElement expected, JsonElement actual, string path = "$")
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: expected {Short(expected)}, got {Short(actual)}";
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    if (actual.TryGetProperty(property.Name, out JsonElement other))
                    {
                        if (Between(property.Value, other, $"{path}.{property.Name}") is { } difference)
                        {
                            return difference;
                        }
                    }
                    else if (property.Name != "build_config")
                    {
                        return $"{path}: lacks {property.Name}, which is {Short(property.Value)}";
                    }
                }

                foreach (JsonProperty property in actual.EnumerateObject())
                {
                    if (property.Name != "build_config" && !expected.TryGetProperty(property.Name, out _))
                    {
                        return $"{path}: has {property.Name}, {Short(property.Value)}, too much";
                    }
                }

                return null;
            case JsonValueKind.Array:
                if (expected.GetArrayLength() != actual.GetArrayLength())
                {
                    return $"{path}: expected {Short(expected)}, got {Short(actual)}";
                }

                return expected.EnumerateArray().Zip(actual.EnumerateArray()).Select((pair, i) => Between(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            default:
                return JsonElement.DeepEquals(expected, actual) ? null : $"{path}: expected {Short(expected)}, got {Short(actual)}";
        }
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 200 } text ? text[..200] + "…" : value.GetRawText();
}
