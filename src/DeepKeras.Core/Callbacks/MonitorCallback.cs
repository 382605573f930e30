using DeepKeras.Metrics;

namespace DeepKeras.Callbacks;

/// <summary>A callback that watches one number of the logs and keeps its best. After <c>keras.callbacks.MonitorCallback</c>.</summary>
public abstract class MonitorCallback : Callback
{
    private static readonly string[] Rising =
    [
        "Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "TopKCategoricalAccuracy", "SparseTopKCategoricalAccuracy",
        "Precision", "Recall", "SensitivityAtSpecificity", "SpecificityAtSensitivity", "PrecisionAtRecall", "RecallAtPrecision", "AUC",
        "PearsonCorrelation", "ConcordanceCorrelation", "FBetaScore", "F1Score", "IoU", "BinaryIoU", "MeanIoU", "OneHotIoU", "OneHotMeanIoU",
        "CosineSimilarity", "R2Score",
    ];

    private static readonly string[] Falling =
    [
        "Hinge", "SquaredHinge", "CategoricalHinge", "KLDivergence", "Poisson", "BinaryCrossentropy", "CategoricalCrossentropy",
        "SparseCategoricalCrossentropy", "MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError",
        "MeanSquaredLogarithmicError", "RootMeanSquaredError", "LogCoshError", "MeanMetricWrapper",
    ];

    private bool? less;

    /// <summary>The name of the watched number in the logs.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Which way is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>The best so far; null before the first. A NaN that comes first stays, as in Keras.</summary>
    public double? Best { get; private protected set; }

    /// <summary>What an improvement must exceed; its sign does not count.</summary>
    private protected double LeastChange { get; init; }

    /// <summary>Finds out which way is better, unless that is known: at an epoch's end, when all metrics are there.</summary>
    /// <exception cref="ArgumentException">It does not follow from the metric.</exception>
    private protected void SetDirection() => less ??= Mode switch
    {
        MonitorMode.Min => true,
        MonitorMode.Max => false,
        _ => Infer(),
    };

    /// <summary>Whether a number is better than a former one; every number is better than none.</summary>
    private protected bool IsImprovement(double value, double? than)
    {
        if (than is not double reference)
        {
            return true;
        }

        SetDirection();
        return less!.Value ? value + Math.Abs(LeastChange) < reference : value - Math.Abs(LeastChange) > reference;
    }

    private bool Infer()
    {
        string name = Monitor.StartsWith("val_", StringComparison.Ordinal) ? Monitor["val_".Length..] : Monitor;
        if (name == "loss")
        {
            return true;
        }

        Metric? metric = Model.IsCompiled ? Model.Compiled.AllMetrics.FirstOrDefault(metric => metric.Name == name) : null;
        metric = metric is AutomaticAccuracy { Chosen: { } chosen } ? chosen : metric;
        return metric is AutomaticAccuracy ? false
            : metric is not null && Rising.Contains(metric.ClassName) ? false
            : metric is not null && Falling.Contains(metric.ClassName) ? true
            : throw new ArgumentException($"{GetType().Name}: whether more or less of {Monitor} is better cannot be told{(metric is null ? $" (the model has no metric \"{name}\")" : "")}; set Mode to Max or Min.");
    }
}
