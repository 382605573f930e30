namespace DeepKeras.Layers;

/// <summary>The largest of its inputs, element by element; among equals the first takes the gradient. After <c>keras.layers.Maximum</c>.</summary>
public sealed partial class Maximum : Merge
{
    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs) => Fold(inputs, Ops.Maximum);
}
