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

    /// <summary>Wall seconds of each fit that ran alone, preprocessing included: all of them, or the first fold's where fits ran at once. Empty when the learner failed.</summary>
    public required IReadOnlyList<double> TrainSeconds { get; init; }

    /// <summary>Wall microseconds to predict a row of the test part, preprocessing included, for each fit that was timed; empty when the learner failed.</summary>
    public required IReadOnlyList<double> PredictMicrosecondsPerRow { get; init; }

    /// <summary>The size of the largest of the fitted models, in <see cref="SizeUnit"/>.</summary>
    public required long Size { get; init; }

    /// <summary><c>parameters</c> or <c>nodes</c>.</summary>
    public required string SizeUnit { get; init; }

    /// <summary>
    /// [seed][fold]: every run's score. One row where the learner ran with one seed; <see cref="Scores"/> are the means over seeds. Empty when the
    /// learner failed.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> SeedScores { get; init; } = [];

    /// <summary>How the variance of one run divides between folds, seeds and the rest; null with one seed.</summary>
    public VarianceComponents? Variance { get; init; }

    /// <summary>The mean of every score of the task over folds and seeds, by name; a score that is not defined for this learner is not there.</summary>
    public IReadOnlyDictionary<string, double> OtherScores { get; init; } = new Dictionary<string, double>();

    /// <summary>CPU seconds of the whole process during each timed fit.</summary>
    public IReadOnlyList<double> CpuSeconds { get; init; } = [];

    /// <summary>Latency, throughput, memory and file size; null when the learner failed.</summary>
    public FitCost? Cost { get; init; }

    /// <summary>The settings that the search inside each training part chose, by fold; empty where nothing was tuned.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>[truth, prediction]: rows over all folds, of the first seed; null for a number, and beyond 30 classes.</summary>
    public int[,]? Confusion { get; init; }

    /// <summary>How often probabilities came true, over all folds, of the first seed; null where there are none.</summary>
    public IReadOnlyList<CalibrationBin>? Calibration { get; init; }

    /// <summary>Wilson's 95 % interval of the accuracy on a fixed test set of classes, which leaves out the variance of training; null elsewhere.</summary>
    public ProportionInterval? AccuracyInterval { get; init; }

    /// <summary>Each row's predicted class on a fixed test set; null elsewhere.</summary>
    internal IReadOnlyList<int>? RowLabels { get; init; }

    /// <summary>Each row's absolute error on a fixed test set; null elsewhere.</summary>
    internal IReadOnlyList<double>? RowErrors { get; init; }

    /// <summary>An estimate of the energy of one training, in joules: its median CPU seconds times 10 W. NaN when the learner failed.</summary>
    public double EnergyJoules => Median(CpuSeconds) * CostMeter.WattsPerBusyCore;

    /// <summary>Why the learner failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether every fold has a score.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The mean score; NaN when the learner failed.</summary>
    public double Mean => Succeeded ? Moments.Mean(Scores) : double.NaN;

    /// <summary>The standard deviation over folds; NaN when the learner failed, and on one fold.</summary>
    public double Sd => Succeeded && Scores.Count > 1 ? Moments.Sd(Scores) : double.NaN;

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
