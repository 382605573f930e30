using System.Runtime.InteropServices;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>What a comparison found, with every number behind it.</summary>
[TypeFormatterSource(typeof(NotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record ComparisonReport
{
    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>What was to be learnt.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>The target column's name.</summary>
    public required string Target { get; init; }

    /// <summary>The score's name, such as <c>accuracy</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>False for losses and errors.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of feature columns, before encoding.</summary>
    public required int Features { get; init; }

    /// <summary>The number of folds a repeat.</summary>
    public required int FoldCount { get; init; }

    /// <summary>The number of repeats.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed that all others follow from.</summary>
    public required int Seed { get; init; }

    /// <summary>How the rows were split, such as <c>5-fold x 2, stratified</c>.</summary>
    public required string Splits { get; init; }

    /// <summary>Every fold's sizes and seed.</summary>
    public required IReadOnlyList<ReportFold> Folds { get; init; }

    /// <summary>Every learner in the order given, the prior first.</summary>
    public required IReadOnlyList<LearnerResult> Learners { get; init; }

    /// <summary>Every deep model against every shallow learner; those that failed are in none.</summary>
    public required IReadOnlyList<PairResult> Comparisons { get; init; }

    /// <summary>The answer.</summary>
    public required ReportVerdict Verdict { get; init; }

    /// <summary>The difference that counts as too small to matter, in units of the score.</summary>
    public required double Rope { get; init; }

    /// <summary>The chance of a wrong call that was accepted.</summary>
    public required double Alpha { get; init; }

    /// <summary>How settings were chosen: <c>fixed</c>, or <c>equal budget</c> with the number of settings.</summary>
    public string Tuning { get; init; } = "fixed";

    /// <summary>How many seeds each deep model had on every fold.</summary>
    public int SeedsPerFold { get; init; } = 1;

    /// <summary>How many fits ran at once.</summary>
    public int ParallelFits { get; init; } = 1;

    /// <summary>The share of test rows, over all folds, whose features also stand in the fold's training part.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>SHA-256 over the data's values, names, classes and groups.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>The classes' names; empty for a number.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether there was one given test set instead of folds.</summary>
    public bool IsFixedTest { get; init; }

    /// <summary>The kind of data, such as <c>table</c>, <c>image</c>, <c>text</c> or <c>series</c>.</summary>
    public string DataKind { get; init; } = "table";

    /// <summary>What a reader should know before drawing conclusions, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where the data come from and under which licence; null when not known.</summary>
    public DatasetCard? Card { get; init; }

    /// <summary>The runtime, system and number of processors it ran on.</summary>
    public string Machine { get; init; } =
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors";

    /// <summary>The shallow learner with the best mean; null when none succeeded. Picked on these scores, so its mean is optimistic.</summary>
    public LearnerResult? BestShallow => Best(LearnerKind.Shallow);

    /// <summary>The deep model with the best mean; null when none succeeded. Picked on these scores, so its mean is optimistic.</summary>
    public LearnerResult? BestDeep => Best(LearnerKind.Deep);

    /// <summary>Learners that no other one beats in both mean score and median latency of one row, fastest first.</summary>
    public IReadOnlyList<LearnerResult> ParetoFront => Pareto.Front(this);

    /// <summary>The verdict in plain words, each sentence with the numbers it rests on.</summary>
    public IReadOnlyList<AdviceSentence> Advice => Advisor.Of(this);

    /// <summary>Deep against shallow over the number of rows; null where none was measured (<c>report with { Curve = ... }</c>).</summary>
    public CurveReport? Curve { get; init; }

    /// <summary>The report as JSON, indented.</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>The report as plain text: the verdict, a table of learners and one of pairs.</summary>
    /// <param name="width">The most columns a line takes; what of a table does not fit is left out and named.</param>
    public string ToText(int width = 120) => ReportText.Write(this, width);

    /// <summary>The report as Markdown.</summary>
    public string ToMarkdown() => ReportMarkdown.Write(this);

    /// <summary>The report as one HTML page that needs nothing else.</summary>
    public string ToHtml() => ReportHtml.Write(this);

    /// <summary>Writes <see cref="ToJson"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveJson(string path) => WholeFile.Write(path, ToJson());

    /// <summary>Writes <see cref="ToHtml"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveHtml(string path) => WholeFile.Write(path, ToHtml());

    /// <summary>Writes <see cref="ToMarkdown"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveMarkdown(string path) => WholeFile.Write(path, ToMarkdown());

    private LearnerResult? Best(LearnerKind kind)
    {
        IEnumerable<LearnerResult> candidates = Learners.Where(learner => learner.Kind == kind && learner.Succeeded);
        return HigherIsBetter ? candidates.MaxBy(learner => learner.Mean) : candidates.MinBy(learner => learner.Mean);
    }
}
