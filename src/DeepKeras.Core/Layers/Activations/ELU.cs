namespace DeepKeras.Layers;

/// <summary>x above 0, α (eˣ − 1) below (Clevert et al., Fast and accurate deep network learning by exponential linear units, 2015). After <c>keras.layers.ELU</c>.</summary>
/// <param name="alpha">Minus the limit far below 0.</param>
public sealed partial class ELU(double alpha = 1) : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Elu(x, Alpha);
}
