namespace DeepKeras.Layers;

/// <summary>The first of two inputs less the second. After <c>keras.layers.Subtract</c>.</summary>
public sealed partial class Subtract : Merge
{
    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        base.Build(inputs);
        if (inputs.Count != 2)
        {
            throw new ShapeException($"expected 2 inputs, got {inputs.Count}.");
        }
    }

    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs) => inputs[0].Value - inputs[1].Value;
}
