using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Where data enter a model. Made by <see cref="Keras.Input"/> and <see cref="Sequential.Create(Shape, string?)"/>.</summary>
[NoFluentMethod]
public sealed partial class InputLayer([ConfigName("batch_shape")] Shape shape) : Layer
{
    /// <summary>The shape, batch included.</summary>
    public Shape Shape { get; } = shape;

    internal Tensor CreateTensor()
    {
        EnsureBuilt([Shape]);
        return Models.CallNode.Input(this, new TensorType(DType.ComputeDType, Shape));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => x;

    /// <inheritdoc/>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("dtype").Write(DType.Name);
        writer.Key("sparse").Write(false);
        writer.Key("ragged").Write(false);
        writer.Key("optional").Write(false);
    }

    /// <inheritdoc/>
    protected internal override void ReadBaseConfig(ConfigReader reader)
    {
        base.ReadBaseConfig(reader);
        reader.Ignore("sparse", "ragged", "optional");
    }

    /// <inheritdoc/>
    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
    }
}
