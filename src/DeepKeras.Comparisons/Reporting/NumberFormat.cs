using System.Globalization;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Numbers as the reports print them: one more decimal than the region of practical equivalence needs.</summary>
internal sealed class NumberFormat(double rope)
{
    // Errors of very small targets: a row of zeros would say nothing.
    private readonly string digitsOf = rope is > 0 and < 1e-5 ? "G3" : $"F{(rope > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(rope)), 0, 6) : 3)}";

    public string Score(double value) => double.IsNaN(value) ? "–" : value.ToString(digitsOf, CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);

    /// <summary>A learner's mean score with its spread: over folds, or the interval that one test set gives an accuracy.</summary>
    public string ScoreOf(ComparisonReport report, LearnerResult learner) => $"{Score(learner.Mean)} {SpreadOf(report, learner)}".TrimEnd();

    /// <summary>The spread alone; empty where there is none.</summary>
    public string SpreadOf(ComparisonReport report, LearnerResult learner) =>
        learner.AccuracyInterval is { } interval && report.Metric == "accuracy" ? $"({Score(interval.Low)} to {Score(interval.High)})"
        : double.IsNaN(learner.Sd) ? string.Empty : $"± {Score(learner.Sd)}";

    public string Signed(double value)
    {
        string digits = Math.Abs(value).ToString(digitsOf, CultureInfo.InvariantCulture);
        bool zero = digits.All(c => c is '0' or '.');
        return zero ? $"±{digits}" : value < 0 ? $"−{digits}" : $"+{digits}";
    }

    /// <summary>A difference that is positive where the first is better: <c>+0.01 accuracy over</c>, <c>0.20 RMSE lower than</c>.</summary>
    public string Against(double gain, ComparisonReport report) => report.HigherIsBetter
        ? $"{Signed(gain)} {Metric(report.Metric)} over"
        : $"{Score(Math.Abs(gain))} {Metric(report.Metric)} {(gain >= 0 ? "lower than" : "higher than")}";

    public string Rope => rope.ToString("G3", CultureInfo.InvariantCulture);

    public static string P(double p) => p < 0.001 ? "< 0.001" : p.ToString(p < 0.01 ? "F3" : "F2", CultureInfo.InvariantCulture);

    // Never 1.00 or 0.00 for what is neither.
    public static string Share(double share) => share switch
    {
        1 => "1",
        0 => "0",
        > 0.995 => "> 0.99",
        < 0.005 => "< 0.01",
        _ => share.ToString("F2", CultureInfo.InvariantCulture),
    };

    public static string Seconds(double seconds) => double.IsNaN(seconds) ? "–" : Three(seconds);

    public static string Microseconds(double microseconds) => double.IsNaN(microseconds) ? "–" : Three(microseconds);

    public static string Milliseconds(double milliseconds) => double.IsNaN(milliseconds) ? "–" : Three(milliseconds);

    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => $"{Three(bytes / 1e3)} kB",
        < 1_000_000_000 => $"{Three(bytes / 1e6)} MB",
        _ => $"{Three(bytes / 1e9)} GB",
    };

    public static string Joules(double joules) => double.IsNaN(joules) ? "–" : Three(joules);

    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Size(LearnerResult learner) =>
        $"{Count(learner.Size)} {(learner.Size == 1 ? learner.SizeUnit.TrimEnd('s') : learner.SizeUnit)}";

    /// <summary>A score's name as prose has it.</summary>
    public static string Metric(string name) => name switch
    {
        "r2" => "R²",
        "roc auc" => "ROC AUC",
        "rmse" => "RMSE",
        "mse" => "MSE",
        "mae" => "MAE",
        "mcc" => "MCC",
        _ => name.Replace("f1", "F1", StringComparison.Ordinal),
    };

    private static string Three(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("F2", CultureInfo.InvariantCulture),
        >= 0.0005 => value.ToString("F3", CultureInfo.InvariantCulture),
        _ => "< 0.001",
    };
}
