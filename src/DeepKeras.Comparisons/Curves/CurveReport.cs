using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Reporting;

namespace DeepKeras.Comparisons;

/// <summary>Performance against the amount of data, measured: deep and shallow learners on nested subsets.</summary>
[TypeFormatterSource(typeof(NotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record CurveReport
{
    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The score's name.</summary>
    public required string Metric { get; init; }

    /// <summary>False for losses and errors.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>All rows of the data set.</summary>
    public required int Rows { get; init; }

    /// <summary>Training sizes, rising; the last one is the whole training part.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>How the rows were split, such as <c>5-fold, stratified</c>.</summary>
    public required string Splits { get; init; }

    /// <summary>The seed that all others follow from.</summary>
    public required int Seed { get; init; }

    /// <summary>The chance that an interval misses.</summary>
    public required double Alpha { get; init; }

    /// <summary>Every learner in the order given, the prior first.</summary>
    public required IReadOnlyList<LearnerCurve> Curves { get; init; }

    /// <summary>Every deep model against every shallow learner, and against the best at each size.</summary>
    public required IReadOnlyList<CurveCrossover> Crossovers { get; init; }

    /// <summary>The answer in a sentence: the deep model with the best end against the best shallow learner at each size.</summary>
    public required string Text { get; init; }

    /// <summary>What a reader should know, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The crossover that <see cref="Text"/> speaks of; null when there is none.</summary>
    public CurveCrossover? Main { get; init; }

    /// <summary>The figure alone, as SVG with its own style.</summary>
    public string ToSvg() => CurvePlot.Alone(this);

    /// <summary>The report as one HTML page that needs nothing else.</summary>
    public string ToHtml() => CurveHtml.Write(this);

    /// <summary>The report as plain text: the answer, a table of scores, the crossovers.</summary>
    /// <param name="width">The most columns a line takes.</param>
    public string ToText(int width = 120) => CurveText.Write(this, width);

    /// <summary>The report as JSON, indented.</summary>
    public string ToJson() => CurveJson.Write(this);

    /// <summary>Writes <see cref="ToHtml"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveHtml(string path) => WholeFile.Write(path, ToHtml());

    /// <summary>Writes <see cref="ToSvg"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveSvg(string path) => WholeFile.Write(path, ToSvg());

    /// <summary>Writes <see cref="ToJson"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveJson(string path) => WholeFile.Write(path, ToJson());
}
