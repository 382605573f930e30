namespace DeepKeras.Metrics;

/// <summary>The best sensitivity, TP / (TP + FN), where the specificity, TN / (TN + FP), reaches a bound. After <c>keras.metrics.SensitivityAtSpecificity</c>.</summary>
/// <param name="specificity">The bound, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The bound is outside 0 to 1.</exception>
public sealed partial class SensitivityAtSpecificity(double specificity) : OperatingPoint
{
    /// <summary>The bound, 0 to 1.</summary>
    public double Specificity { get; } = Rate(specificity);

    /// <inheritdoc/>
    public override Tensor Result() => BestWhere(Specificities, Specificity, Recalls);
}
