using DeepKeras.Layers;
using DeepKeras.Models;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras;

public partial class Model
{
    private bool isConnected;

    /// <summary>
    /// A model with a <c>Call</c> of its own: the class adds its layers in its constructor by <c>AddLayer</c>, and overrides
    /// <see cref="Layer.Call(Tensor, CallContext)"/>. The weights are made when the first data come, or by <see cref="BuildFor(Shape, DType)"/>.
    /// </summary>
    protected Model()
    {
    }

    /// <summary>Whether the model computes by a <c>Call</c> of its class, rather than along its connections.</summary>
    internal virtual bool HasOwnCall => !isConnected;

    /// <summary>Makes the weights for rows of a shape, as <c>build</c> in Keras; a model that has them already stays as it is.</summary>
    /// <param name="rowShape">The shape of one row, without the batch axis.</param>
    /// <param name="dtype">The dtype of the input.</param>
    /// <exception cref="ShapeException">The shape does not fit.</exception>
    public void BuildFor(Shape rowShape, DType dtype = DeepKeras.DType.Float32) => BuildFor([rowShape.WithBatch(Shape.Unknown)], [dtype]);

    /// <summary>Makes the weights of a model of several inputs.</summary>
    /// <param name="rowShapes">The shapes of one row of each, without the batch axis; all are float32.</param>
    /// <exception cref="ShapeException">A shape does not fit.</exception>
    public void BuildFor(IReadOnlyList<Shape> rowShapes) =>
        BuildFor([.. rowShapes.Select(shape => shape.WithBatch(Shape.Unknown))], [.. rowShapes.Select(_ => DeepKeras.DType.Float32)]);

    /// <summary>Makes the weights for inputs of the given shapes, batch included.</summary>
    internal void BuildFor(IReadOnlyList<Shape> shapes, IReadOnlyList<DType> types)
    {
        if (!HasOwnCall)
        {
            EnsureBuilt(shapes);
            return;
        }

        if (Inputs.Count > 0)
        {
            return;
        }

        Rescope();
        DType TypeOf(int i) => types[i].IsFloating() ? DeepKeras.DType.Float32 : types[i];
        InputLayer[] entries = [.. shapes.Select((shape, i) => new InputLayer(shape) { Name = $"input_{i + 1}", DType = TypeOf(i) })];
        Tensor[] inputs = [.. entries.Select(entry => entry.CreateTensor())];
        IReadOnlyList<Tensor> outputs = CallNode.Record(this, inputs, null);
        SetSeed((ulong)seed);
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <inheritdoc/>
    private protected override void LayerAdded(Layer layer)
    {
        if (HasOwnCall)
        {
            LayerNames.MakeUnique(InnerLayers);
        }
    }

    /// <inheritdoc/>
    protected internal override void ReadEnvelope(ConfigReader reader)
    {
        if (!HasOwnCall || !reader.TryTake("build_config", out ConfigValue build) || !build.IsObject
            || !build.AsObject().TryTake("input_shape", out ConfigValue shape) || !shape.IsList)
        {
            return;
        }

        IReadOnlyList<ConfigValue> items = [.. shape.AsList()];
        Shape[] shapes = items.Count > 0 && items.All(item => item.IsList) ? [.. items.Select(item => item.AsValue<Shape>())] : [shape.AsValue<Shape>()];
        BuildFor(shapes, [.. shapes.Select(_ => DeepKeras.DType.Float32)]);
    }
}
