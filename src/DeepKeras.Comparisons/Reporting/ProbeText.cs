using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepKeras.Comparisons.Probes;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A probe in words, as a table and as JSON.</summary>
internal static class ProbeText
{
    /// <summary>Scores this near count as the same.</summary>
    private const double Near = 0.01;

    public static string Sentence(ProbeReport report)
    {
        string metric = NumberFormat.Metric(report.Metric);
        if (report.Layers.Count == 0)
        {
            return "The model has no layer to probe.";
        }

        double most = report.Layers.Max(layer => layer.Trained);
        ProbeLayer first = report.Layers.First(layer => layer.Trained >= most - Near);
        double gain = first.Trained - report.RawFeatures, training = first.Trained - first.Untrained;
        string where = gain > Near
            ? $"The target becomes linearly readable at {first.Name}: {metric} {Score(first.Trained)} there, {Score(report.RawFeatures)} on the raw features."
            : $"No layer makes the target more readable to a linear learner than the raw features are: {Score(report.RawFeatures)} on them, at most {Score(most)} on a layer.";
        string why = Math.Abs(training) <= Near
            ? $" The untrained network reaches {Score(first.Untrained)} at the same layer, so this is the architecture's doing, not training's."
            : $" The untrained network reaches {Score(first.Untrained)} at the same layer.";
        ProbeLayer last = report.Layers[^1];
        return where + why + (last == first ? string.Empty : $" At the last layer, {last.Name}, it is {Score(last.Trained)} trained and {Score(last.Untrained)} untrained.");
    }

    public static string Write(ProbeReport report, int width)
    {
        var text = new StringBuilder();
        ReportText.Wrap(text, report.Text, width);
        text.Append('\n');
        ReportText.Wrap(text, $"{report.Model} on {report.Dataset}: {NumberFormat.Count(report.Rows)} rows, {NumberFormat.Metric(report.Metric)} of {report.Settings}", width);
        text.Append('\n');
        List<string[]> rows = [["layer", "kind", "output", "trained", "untrained", "shuffled targets", "numbers"]];
        rows.Add(["(raw features)", "", "", Score(report.RawFeatures), "", "", ""]);
        rows.AddRange(report.Layers.Select(layer => (string[])[layer.Name, layer.Kind, layer.Shape, Score(layer.Trained), Score(layer.Untrained), Score(layer.Control), layer.Width.ToString(CultureInfo.InvariantCulture)]));
        rows.Add(["(prior)", "", "", Score(report.Prior), "", "", ""]);
        ReportText.Table(text, rows, width, ["output", "kind"]);
        foreach (string warning in report.Warnings)
        {
            text.Append('\n');
            ReportText.Wrap(text, $"Note: {warning}", width);
        }

        return text.ToString();
    }

    public static string Json(ProbeReport report) => JsonSerializer.Serialize(
        new JsonProbe(report.Model, report.Dataset, report.Metric, report.Rows, report.Settings, report.RawFeatures, report.Prior, report.Layers, report.Text, report.Warnings), ProbeJsonContext.Default.JsonProbe);

    public static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
}

internal sealed record JsonProbe(string Model, string Dataset, string Metric, int Rows, string Settings, double RawFeatures, double Prior, IReadOnlyList<ProbeLayer> Layers, string Text, IReadOnlyList<string> Warnings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(JsonProbe))]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
