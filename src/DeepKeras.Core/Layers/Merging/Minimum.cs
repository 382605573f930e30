namespace DeepKeras.Layers;

/// <summary>The smallest of its inputs, element by element; among equals the first takes the gradient. After <c>keras.layers.Minimum</c>.</summary>
public sealed partial class Minimum : Merge
{
    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs) => Fold(inputs, Ops.Minimum);
}
