namespace DeepKeras.Metrics;

/// <summary>The best recall, TP / (TP + FN), where the precision, TP / (TP + FP), reaches a bound. After <c>keras.metrics.RecallAtPrecision</c>.</summary>
/// <param name="precision">The bound, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The bound is outside 0 to 1.</exception>
public sealed partial class RecallAtPrecision(double precision) : OperatingPoint
{
    /// <summary>The bound, 0 to 1.</summary>
    public double Precision { get; } = Rate(precision);

    /// <inheritdoc/>
    public override Tensor Result() => BestWhere(Precisions, Precision, Recalls);
}
