namespace DeepKeras.Metrics;

/// <summary>The best precision, TP / (TP + FP), where the recall, TP / (TP + FN), reaches a bound. After <c>keras.metrics.PrecisionAtRecall</c>.</summary>
/// <param name="recall">The bound, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The bound is outside 0 to 1.</exception>
public sealed partial class PrecisionAtRecall(double recall) : OperatingPoint
{
    /// <summary>The bound, 0 to 1.</summary>
    public double Recall { get; } = Rate(recall);

    /// <inheritdoc/>
    public override Tensor Result() => BestWhere(Recalls, Recall, Precisions);
}
