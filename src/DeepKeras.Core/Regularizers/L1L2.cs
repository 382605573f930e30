using DeepKeras.Saving;

namespace DeepKeras.Regularizers;

/// <summary>l1 · Σ |x| + l2 · Σ x² (Zou and Hastie, the elastic net, 2005). After <c>keras.regularizers.L1L2</c>.</summary>
/// <param name="l1">The factor of the absolute values, at least 0.</param>
/// <param name="l2">The factor of the squares, at least 0.</param>
[KerasAlias("l1_l2")]
public sealed partial class L1L2(double l1 = 0, double l2 = 0) : Regularizer
{
    /// <summary>The factor of the absolute values.</summary>
    public double L1 { get; } = Hyperparameter.NotNegative(l1);

    /// <summary>The factor of the squares.</summary>
    public double L2 { get; } = Hyperparameter.NotNegative(l2);

    /// <inheritdoc/>
    public override Tensor Penalty(Tensor x) => (L1, L2) switch
    {
        (0, 0) => Ops.Constant(x.DType, 0),
        (_, 0) => L1 * Ops.Sum(Ops.Abs(x)),
        (0, _) => L2 * Ops.Sum(Ops.Square(x)),
        _ => (L1 * Ops.Sum(Ops.Abs(x))) + (L2 * Ops.Sum(Ops.Square(x))),
    };
}
