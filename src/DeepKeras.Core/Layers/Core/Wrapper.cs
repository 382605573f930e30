using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A layer around another, whose weights are this one's too. One of your own derives from it and changes what goes in or comes out. After
/// <c>keras.layers.Wrapper</c>.
/// </summary>
/// <param name="layer">The layer inside.</param>
[NoFluentMethod]
public abstract class Wrapper(Layer layer) : Layer
{
    /// <summary>The layer inside.</summary>
    public Layer Layer { get; } = layer;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => Layer.SupportsMasking;

    /// <summary>Builds the layer inside for the same shapes.</summary>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        AddHeldLayer(Layer);
        Layer.EnsureBuilt(inputs);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Layer.Apply(x);
}
