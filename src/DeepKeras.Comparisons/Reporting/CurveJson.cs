using System.Text.Json;
using System.Text.Json.Serialization;
using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A learning curve as JSON for machines. Fields may be added; those that are there stay.</summary>
internal static class CurveJson
{
    public static string Write(CurveReport report) => JsonSerializer.Serialize(Document(report), CurveJsonContext.Default.JsonCurve);

    public static JsonCurve Document(CurveReport report) => new(
        report.Dataset,
        report.Metric,
        report.HigherIsBetter,
        report.Rows,
        report.Sizes,
        report.Splits,
        report.Seed,
        report.Text,
        [.. report.Curves.Select(curve => new JsonLearnerCurve(
            curve.Name,
            curve.Kind == LearnerKind.Deep ? "deep" : "shallow",
            curve.Kind == LearnerKind.Prior,
            curve.Settings,
            [.. curve.Values.Select(value => new JsonCurveValue(value.Rows, value.Mean, double.IsNaN(value.Low) ? null : [value.Low, value.High], value.Scores))],
            curve.Law,
            curve.Failure))],
        [.. report.Crossovers.Select(crossover => new JsonCrossover(
            crossover.Deep, crossover.Shallow, crossover.Text, Place(crossover.Crossover?.At), Place(crossover.Crossover?.Low), Place(crossover.Crossover?.High), crossover.Crossover?.SignChanges))],
        report.Warnings);

    // A place outside the sizes measured has no number.
    private static JsonCrossing? Place(Crossing? crossing) => crossing is null ? null : new JsonCrossing(
        crossing.Place switch { CrossingPlace.Inside => "inside", CrossingPlace.BeforeGrid => "before", _ => "beyond" },
        crossing.Place == CrossingPlace.Inside ? crossing.N : null);
}

internal sealed record JsonCurve(
    string Dataset,
    string Metric,
    bool HigherIsBetter,
    int Rows,
    IReadOnlyList<int> Sizes,
    string Splits,
    int Seed,
    string Text,
    IReadOnlyList<JsonLearnerCurve> Curves,
    IReadOnlyList<JsonCrossover> Crossovers,
    IReadOnlyList<string> Warnings);

internal sealed record JsonLearnerCurve(string Name, string Kind, bool Prior, string Settings, IReadOnlyList<JsonCurveValue> Values, PowerLaw? PowerLaw, string? Failure);

internal sealed record JsonCurveValue(int Rows, double Mean, IReadOnlyList<double>? Band, IReadOnlyList<double> Scores);

internal sealed record JsonCrossover(string Deep, string Shallow, string Text, JsonCrossing? At, JsonCrossing? Low, JsonCrossing? High, int? SignChanges);

internal sealed record JsonCrossing(string Place, double? Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(JsonCurve))]
internal sealed partial class CurveJsonContext : JsonSerializerContext;
