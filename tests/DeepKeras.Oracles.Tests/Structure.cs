using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>Nested lists and dictionaries of references.</summary>
internal static class Structure
{
    /// <summary>The references of a structure, a dictionary's by sorted key as TensorFlow flattens it.</summary>
    public static IEnumerable<JsonElement> Leaves(JsonElement structure) => structure.ValueKind switch
    {
        JsonValueKind.Array => structure.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object => structure.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).SelectMany(property => Leaves(property.Value)),
        _ => [structure],
    };
}
