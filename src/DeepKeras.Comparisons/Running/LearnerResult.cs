using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons;

/// <summary>What one learner did on the folds.</summary>
public sealed record LearnerResult
{
    /// <summary>The learner's name.</summary>
    public required string Name { get; init; }

    /// <summary>Prior, shallow or deep.</summary>
    public required LearnerKind Kind { get; init; }

    /// <summary>The settings, in a line.</summary>
    public required string Settings { get; init; }

    /// <summary>The score of each fold; empty when the learner failed, since a mean over the folds that worked would mislead.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Wall seconds of each fit, preprocessing included; empty when the learner failed.</summary>
    public required IReadOnlyList<double> TrainSeconds { get; init; }

    /// <summary>Wall microseconds to predict a row of the test part, preprocessing included, for each fold; empty when the learner failed.</summary>
    public required IReadOnlyList<double> PredictMicrosecondsPerRow { get; init; }

    /// <summary>The size of the largest of the fitted models, in <see cref="SizeUnit"/>.</summary>
    public required long Size { get; init; }

    /// <summary><c>parameters</c> or <c>nodes</c>.</summary>
    public required string SizeUnit { get; init; }

    /// <summary>Why the learner failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether every fold has a score.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The mean score; NaN when the learner failed.</summary>
    public double Mean => Succeeded ? Moments.Mean(Scores) : double.NaN;

    /// <summary>The standard deviation over folds; NaN when the learner failed.</summary>
    public double Sd => Succeeded ? Moments.Sd(Scores) : double.NaN;

    /// <summary>The median over folds of <see cref="TrainSeconds"/>; NaN when the learner failed.</summary>
    public double MedianTrainSeconds => Median(TrainSeconds);

    /// <summary>The median over folds of <see cref="PredictMicrosecondsPerRow"/>; NaN when the learner failed.</summary>
    public double MedianPredictMicrosecondsPerRow => Median(PredictMicrosecondsPerRow);

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
