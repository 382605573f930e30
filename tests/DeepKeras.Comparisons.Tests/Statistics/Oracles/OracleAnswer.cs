using System.Collections;
using System.Globalization;
using System.Text.Json;
using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>What the library gives for a case, by the oracle's field names, and its comparison with what is expected.</summary>
internal sealed class OracleAnswer : Dictionary<string, object?>
{
    /// <summary>Every disagreement, empty when the case passes.</summary>
    public IEnumerable<string> Disagreements(OracleCase @case) => Compare("", @case.Expected, this, @case.Rtol, @case.Atol);

    private static IEnumerable<string> Compare(string path, JsonElement expected, object? actual, double rtol, double atol)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null: // undefined: nothing to compare
                return [];
            case JsonValueKind.Object when actual is IDictionary<string, object?> fields:
                return expected.EnumerateObject().SelectMany(property =>
                    fields.TryGetValue(property.Name, out object? value)
                        ? Compare($"{path}/{property.Name}", property.Value, value, rtol, atol)
                        : [$"{path}/{property.Name}: unknown expected field"]);
            case JsonValueKind.Array when actual is IReadOnlyDictionary<string, Func<bool>> properties:
                return Holding(path, expected, properties);
            case JsonValueKind.Array when actual is Mentions mentions:
                return expected.EnumerateArray().Select(word => word.GetString()!).Where(word => !mentions.Words.Contains(word))
                    .Select(word => $"{path}: the message does not mention {word}");
            case JsonValueKind.Array when actual is TableAnswer table:
                return Items(path, [.. expected.EnumerateArray()], [.. expected.EnumerateArray().Select(table.Row)], rtol, atol);
            case JsonValueKind.Array when actual is IEnumerable and not string:
                return Items(path, [.. expected.EnumerateArray()], [.. ((IEnumerable)actual).Cast<object?>()], rtol, atol);
            case JsonValueKind.Number when actual is double or int:
                return Number(path, expected.GetDouble(), Convert.ToDouble(actual, CultureInfo.InvariantCulture), rtol, atol);
            case JsonValueKind.String when actual is double value:
                return Equal(path, expected.GetString(), value switch
                {
                    double.NaN => "NaN",
                    double.PositiveInfinity => "Infinity",
                    double.NegativeInfinity => "-Infinity",
                    _ => value.ToString(CultureInfo.InvariantCulture),
                });
            case JsonValueKind.String when actual is string:
                return Equal(path, expected.GetString(), actual);
            case JsonValueKind.True or JsonValueKind.False when actual is bool:
                return Equal(path, expected.GetBoolean(), actual);
            default:
                return [$"{path}: expected {expected}, got {actual ?? "null"} ({actual?.GetType().Name})"];
        }
    }

    private static IEnumerable<string> Holding(
        string path, JsonElement expected, IReadOnlyDictionary<string, Func<bool>> properties) =>
        expected.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => !properties.TryGetValue(name, out Func<bool>? holds) || !holds())
            .Select(name => $"{path}: '{name}' {(properties.ContainsKey(name) ? "does not hold" : "is an unknown property")}");

    private static IEnumerable<string> Items(string path, JsonElement[] expected, object?[] actual, double rtol, double atol) =>
        expected.Length != actual.Length
            ? [$"{path}: expected {expected.Length} items, got {actual.Length}"]
            : expected.SelectMany((item, i) => Compare($"{path}[{i}]", item, actual[i], rtol, atol));

    private static IEnumerable<string> Number(string path, double expected, double actual, double rtol, double atol) =>
        Math.Abs(actual - expected) <= atol + rtol * Math.Abs(expected)
            ? []
            : [$"{path}: expected {expected:R}, got {actual:R}, relative difference {Math.Abs(actual - expected) / Math.Abs(expected):E1}"];

    private static IEnumerable<string> Equal<T>(string path, T expected, object? actual) =>
        Equals(expected, actual) ? [] : [$"{path}: expected {expected}, got {actual}"];
}
