using System.Text.Json;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>What an object made of a case's config writes holds all of that config; it may say more, where Keras loses a value.</summary>
internal static class WrittenConfig
{
    public static void AssertHolds(OracleCase test, KerasObject made)
    {
        JsonElement written = JsonDocument.Parse(ConfigJson.WriteConfig(made)).RootElement;
        foreach (JsonProperty property in test.Field("config").EnumerateObject())
        {
            Assert.That(written.TryGetProperty(property.Name, out JsonElement value), Is.True, $"the written config lacks {property.Name}");
            Assert.That(Same(property.Value, value), Is.True, $"the written config's {property.Name}: expected {property.Value}, got {value}");
        }
    }

    private static bool Same(JsonElement a, JsonElement b) => a.ValueKind switch
    {
        JsonValueKind.Number => b.ValueKind == JsonValueKind.Number && a.GetDouble() == b.GetDouble(),
        JsonValueKind.Array => b.ValueKind == JsonValueKind.Array && a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray(), Same).All(same => same),
        JsonValueKind.Object => b.ValueKind == JsonValueKind.Object && a.EnumerateObject().All(p => b.TryGetProperty(p.Name, out JsonElement value) && Same(p.Value, value)),
        JsonValueKind.Null => b.ValueKind == JsonValueKind.Null || (b.ValueKind == JsonValueKind.String && b.GetString() == "none"),
        _ => JsonElement.DeepEquals(a, b),
    };
}
