namespace DeepKeras.Metrics;

/// <summary>The best specificity, TN / (TN + FP), where the sensitivity, TP / (TP + FN), reaches a bound. After <c>keras.metrics.SpecificityAtSensitivity</c>.</summary>
/// <param name="sensitivity">The bound, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The bound is outside 0 to 1.</exception>
public sealed partial class SpecificityAtSensitivity(double sensitivity) : OperatingPoint
{
    /// <summary>The bound, 0 to 1.</summary>
    public double Sensitivity { get; } = Rate(sensitivity);

    /// <inheritdoc/>
    public override Tensor Result() => BestWhere(Recalls, Sensitivity, Specificities);
}
