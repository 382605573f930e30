using DeepKeras.Saving;

namespace DeepKeras.Constraints;

/// <summary>
/// Shortens vectors that are longer than a bound (Srivastava et al., Dropout, 2014). As Keras's, it shrinks every vector by 1 part in 10⁷ of its
/// length besides. After <c>keras.constraints.MaxNorm</c>.
/// </summary>
/// <param name="maxValue">The bound, at least 0.</param>
/// <param name="axis">The axes of a vector.</param>
public sealed partial class MaxNorm(double maxValue = 2, [Default(0)] NormAxes? axis = null) : Constraint
{
    /// <summary>The bound.</summary>
    public double MaxValue { get; } = Hyperparameter.NotNegative(maxValue);

    /// <inheritdoc/>
    public override Tensor Project(Tensor weight)
    {
        Tensor norms = Axis.Norms(weight);
        return weight * (Ops.Clip(norms, 0, MaxValue) / (Epsilon + norms));
    }
}
