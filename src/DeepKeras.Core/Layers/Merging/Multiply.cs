namespace DeepKeras.Layers;

/// <summary>The product of its inputs; masked elements count as 1, and where every input is masked it is 0. After <c>keras.layers.Multiply</c>.</summary>
public sealed partial class Multiply : Merge
{
    private protected override Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs)
    {
        Tensor product = inputs.Select(input => input.Mask is null ? input.Value : Ops.Where(input.Mask, input.Value, 1)).Aggregate(Ops.Multiply);
        return inputs.Any(input => input.Mask is null) ? product
            : Ops.Where(inputs.Select(input => input.Mask!).Aggregate(Ops.LogicalOr), product, 0);
    }
}
