using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>An activation function as a layer of its own. After <c>keras.layers.Activation</c>; in a list of layers it is <c>.Activation("relu")</c>.</summary>
/// <param name="activation">The function.</param>
[KerasName("Activation")]
[NoFluentMethod]
public sealed partial class ActivationLayer(Activation activation) : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Activation.Apply(x);
}
