namespace DeepKeras.Regularizers;

/// <summary>l1 · Σ |x|, which draws weights to 0 (Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996). After <c>keras.regularizers.L1</c>.</summary>
/// <param name="l1">The factor, at least 0.</param>
public sealed partial class L1(double l1 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Value { get; } = Hyperparameter.NotNegative(l1);

    /// <inheritdoc/>
    public override Tensor Penalty(Tensor x) => Value * Ops.Sum(Ops.Abs(x));
}
