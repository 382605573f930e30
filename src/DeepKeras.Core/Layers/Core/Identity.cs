namespace DeepKeras.Layers;

/// <summary>The input itself. After <c>keras.layers.Identity</c>.</summary>
public sealed partial class Identity : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => x;
}
