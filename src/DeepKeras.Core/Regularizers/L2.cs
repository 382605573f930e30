namespace DeepKeras.Regularizers;

/// <summary>l2 · Σ x², which keeps weights small (Hoerl and Kennard, Ridge Regression, 1970). After <c>keras.regularizers.L2</c>.</summary>
/// <param name="l2">The factor, at least 0.</param>
public sealed partial class L2(double l2 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Value { get; } = Hyperparameter.NotNegative(l2);

    /// <inheritdoc/>
    public override Tensor Penalty(Tensor x) => Value * Ops.Sum(Ops.Square(x));
}
