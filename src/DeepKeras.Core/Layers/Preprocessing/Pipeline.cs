using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Layers, one after the other. After <c>keras.layers.Pipeline</c>.</summary>
/// <param name="layers">The layers, one or more.</param>
public sealed partial class Pipeline(IReadOnlyList<Layer> layers) : Layer
{
    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers { get; } = layers.Count > 0 ? [.. layers] : throw new ArgumentException("layers: expected a layer at least, got none.");

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<Operations.TensorType> types = [.. inputs.Select(shape => new Operations.TensorType(DType.ComputeDType, shape))];
        AddLayers(Layers, "_pipeline_layers");
        foreach (Layer layer in Layers)
        {
            types = layer.ComputeOutputTypes(types);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        var training = new Dictionary<string, object?> { ["training"] = context.Training };
        return Layers.Aggregate(inputs, (tensors, layer) => layer.ApplyAll(tensors, training));
    }

    /// <summary>Keras's class takes a name alone.</summary>
    protected internal override void WriteBaseConfig(ConfigWriter writer) => writer.Key("name").Write(Name);
}
