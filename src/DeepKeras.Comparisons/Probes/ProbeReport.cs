using DeepKeras.Comparisons.Probes;
using DeepKeras.Comparisons.Reporting;

namespace DeepKeras.Comparisons;

/// <summary>Layer by layer: how much of the target a shallow learner can read off, against the raw features.</summary>
/// <remarks>
/// Alain and Bengio, "Understanding intermediate layers using linear classifier probes", 2016; Hewitt and Liang, "Designing and Interpreting
/// Probes with Control Tasks", 2019.
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record ProbeReport
{
    /// <summary>The model's name, or its file's.</summary>
    public required string Model { get; init; }

    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The score of the probes: accuracy, or R² for a number.</summary>
    public required string Metric { get; init; }

    /// <summary>The rows used.</summary>
    public required int Rows { get; init; }

    /// <summary>The probe's settings, in a line.</summary>
    public required string Settings { get; init; }

    /// <summary>The same probe on the raw features.</summary>
    public required double RawFeatures { get; init; }

    /// <summary>Class shares or the mean: what can be said without looking.</summary>
    public required double Prior { get; init; }

    /// <summary>The layers from the input on; those that only pass numbers on are left out.</summary>
    public required IReadOnlyList<ProbeLayer> Layers { get; init; }

    /// <summary>Where the representation becomes linearly separable, in a sentence or two with their numbers.</summary>
    public required string Text { get; init; }

    /// <summary>What a reader should know, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Figures with their captions, as SVG: filters, activations, a 2-D projection; those that fit the model.</summary>
    public required IReadOnlyList<ProbeFigure> Figures { get; init; }

    /// <summary>The report as one HTML page that needs nothing else.</summary>
    public string ToHtml() => ProbeHtml.Write(this);

    /// <summary>The report as plain text.</summary>
    /// <param name="width">The most columns a line takes.</param>
    public string ToText(int width = 120) => ProbeText.Write(this, width);

    /// <summary>Every number as JSON, indented; the figures are not in it.</summary>
    public string ToJson() => ProbeText.Json(this);

    /// <summary>Writes <see cref="ToHtml"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveHtml(string path) => WholeFile.Write(path, ToHtml());

    /// <summary>Writes <see cref="ToJson"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveJson(string path) => WholeFile.Write(path, ToJson());
}
