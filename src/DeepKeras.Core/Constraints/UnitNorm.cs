using DeepKeras.Saving;

namespace DeepKeras.Constraints;

/// <summary>Gives every vector length 1; a zero vector stays zero. After <c>keras.constraints.UnitNorm</c>.</summary>
/// <param name="axis">The axes of a vector.</param>
public sealed partial class UnitNorm([Default(0)] NormAxes? axis = null) : Constraint
{
    /// <inheritdoc/>
    public override Tensor Project(Tensor weight) => weight / (Epsilon + Axis.Norms(weight));
}
