namespace DeepKeras.Constraints;

/// <summary>max(w, 0). After <c>keras.constraints.NonNeg</c>.</summary>
public sealed partial class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Tensor Project(Tensor weight) => Ops.Maximum(weight, 0);
}
