using System.Text.Json;
using System.Text.Json.Serialization;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The report as JSON for machines. Fields may be added; those that are there stay.</summary>
internal static class ReportJson
{
    public static string Write(ComparisonReport report) => JsonSerializer.Serialize(Document(report), ReportJsonContext.Default.JsonReport);

    private static JsonReport Document(ComparisonReport report) => new(
        report.Dataset,
        report.Task.ToString().ToLowerInvariant(),
        report.Target,
        report.Metric,
        report.HigherIsBetter,
        report.Rows,
        report.Features,
        report.FoldCount,
        report.Repeats,
        report.Seed,
        report.Splits,
        report.Rope,
        report.Alpha,
        report.Tuning,
        [.. report.Folds.Select(fold => new JsonFold(fold.Repeat, fold.Index, fold.TrainRows, fold.TestRows, fold.Seed))],
        [.. report.Learners.Select(Learner)],
        [.. report.Comparisons.Select(Pair)],
        new JsonVerdict(Kind(report.Verdict.Kind), report.Verdict.Text, report.Verdict.Deep, report.Verdict.Shallow),
        report.Warnings,
        report.Machine,
        report.SeedsPerFold,
        report.ParallelFits,
        report.DuplicateShare,
        report.DataHash,
        report.DataKind,
        report.Classes,
        [.. report.ParetoFront.Select(learner => learner.Name)],
        [.. report.Advice.Select(sentence => new JsonAdvice(sentence.Topic, sentence.Text, sentence.Evidence))]);

    private static JsonLearner Learner(LearnerResult learner) => new(
        learner.Name,
        learner.Kind == LearnerKind.Deep ? "deep" : "shallow",
        learner.Kind == LearnerKind.Prior,
        learner.Settings,
        learner.Scores,
        Finite(learner.Mean),
        Finite(learner.Sd),
        Finite(learner.MedianTrainSeconds),
        Finite(learner.MedianPredictMicrosecondsPerRow),
        learner.Succeeded ? learner.Size : null,
        learner.SizeUnit,
        learner.TrainSeconds,
        learner.PredictMicrosecondsPerRow,
        learner.Failure,
        learner.SeedScores,
        learner.Variance is { } v ? new JsonVariance(v.Fold, v.Seed, v.Residual) : null,
        learner.OtherScores,
        learner.Cost is { } cost ? new JsonCost(cost.LatencyP50, cost.LatencyP99, cost.RowsPerSecond, cost.PeakBytes, cost.FileBytes, Finite(learner.EnergyJoules)) : null,
        learner.Chosen,
        Rows(learner.Confusion),
        learner.Calibration,
        learner.AccuracyInterval is { } interval ? [interval.Low, interval.High] : null);

    private static JsonPair Pair(PairResult pair) => new(
        pair.Deep,
        pair.Shallow,
        pair.Difference,
        pair.Judged is { } judged ? [judged.Test.Low, judged.Test.High] : null,
        pair.Judged?.Test.P,
        pair.Judged?.PHolm,
        pair.Judged is { } j ? new JsonProbabilities(j.Posterior.PLeft, j.Posterior.PRope, j.Posterior.PRight) : null,
        pair.Judged?.Test.SmallestCallableDifference,
        pair.PSign,
        pair.FoldDifferences,
        pair.Judged?.IsDegenerate ?? false,
        pair.McNemar is { } m ? new JsonMcNemar(m.OnlyARight, m.OnlyBRight, m.PMid, m.PExact) : null,
        pair.PErrors,
        pair.Judged is { } v ? Kind(v.Verdict) : "undecided");

    private static string Kind(VerdictKind kind) => kind switch
    {
        VerdictKind.DepthPaid => "depth-paid",
        VerdictKind.ShallowBetter => "shallow-better",
        VerdictKind.DepthDidNotPay => "depth-did-not-pay",
        _ => "undecided",
    };

    private static string Kind(PairVerdict verdict) => verdict switch
    {
        PairVerdict.DeepBetter => "deep-better",
        PairVerdict.ShallowBetter => "shallow-better",
        PairVerdict.Equivalent => "equivalent",
        PairVerdict.ShallowNotWorse => "shallow-not-worse",
        PairVerdict.DeepNotWorse => "deep-not-worse",
        _ => "undecided",
    };

    private static int[][]? Rows(int[,]? matrix) => matrix is null ? null
        : [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToArray())];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

internal sealed record JsonReport(
    string Dataset,
    string Task,
    string Target,
    string Metric,
    bool HigherIsBetter,
    int Rows,
    int Features,
    int Folds,
    int Repeats,
    int Seed,
    string Splits,
    double Rope,
    double Alpha,
    string Tuning,
    IReadOnlyList<JsonFold> FoldDetails,
    IReadOnlyList<JsonLearner> Learners,
    IReadOnlyList<JsonPair> Comparisons,
    JsonVerdict Verdict,
    IReadOnlyList<string> Warnings,
    string Machine,
    int SeedsPerFold,
    int ParallelFits,
    double DuplicateShare,
    string DataSha256,
    string DataKind,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> ParetoFront,
    IReadOnlyList<JsonAdvice> Advice);

internal sealed record JsonFold(int Repeat, int Index, int TrainRows, int TestRows, int Seed);

internal sealed record JsonLearner(
    string Name,
    string Kind,
    bool Prior,
    string Settings,
    IReadOnlyList<double> Scores,
    double? Mean,
    double? Sd,
    double? TrainSeconds,
    double? PredictMicrosecondsPerRow,
    long? Parameters,
    string SizeUnit,
    IReadOnlyList<double> TrainSecondsPerFold,
    IReadOnlyList<double> PredictMicrosecondsPerRowPerFold,
    string? Failure,
    IReadOnlyList<IReadOnlyList<double>> SeedScores,
    JsonVariance? Variance,
    IReadOnlyDictionary<string, double> AllScores,
    JsonCost? Cost,
    IReadOnlyList<string> Chosen,
    IReadOnlyList<int[]>? Confusion,
    IReadOnlyList<CalibrationBin>? Calibration,
    IReadOnlyList<double>? AccuracyInterval);

internal sealed record JsonPair(
    string Deep,
    string Shallow,
    double Difference,
    IReadOnlyList<double>? Interval,
    double? P,
    double? PHolm,
    JsonProbabilities? Probabilities,
    double? SmallestCallableDifference,
    double PSign,
    IReadOnlyList<double> FoldDifferences,
    bool Degenerate,
    JsonMcNemar? McNemar,
    double? PErrors,
    string Verdict);

internal sealed record JsonMcNemar(int OnlyDeepRight, int OnlyShallowRight, double PMid, double PExact);

internal sealed record JsonVariance(double Fold, double Seed, double Residual);

internal sealed record JsonCost(double LatencyP50Milliseconds, double LatencyP99Milliseconds, double RowsPerSecond, long PeakBytes, long FileBytes, double? EnergyJoulesEstimate);

internal sealed record JsonAdvice(string Topic, string Text, IReadOnlyDictionary<string, double> Evidence);

internal sealed record JsonProbabilities(double ShallowBetter, double Equal, double DeepBetter);

internal sealed record JsonVerdict(string Kind, string Text, string? Deep, string? Shallow);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(JsonReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
