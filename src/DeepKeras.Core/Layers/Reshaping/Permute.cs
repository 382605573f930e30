namespace DeepKeras.Layers;

/// <summary>The axes of a row in another order. After <c>keras.layers.Permute</c>.</summary>
/// <param name="dims">For each axis of the result the one it comes from, counted from 1 as the batch is axis 0: [2, 1] swaps two.</param>
public sealed partial class Permute(IReadOnlyList<int> dims) : Layer
{
    /// <summary>For each axis of the result the one it comes from, counted from 1.</summary>
    public IReadOnlyList<int> Dims { get; } = dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)) ? [.. dims]
        : throw new ArgumentException($"dims: expected each axis from 1 to {dims.Count} once, got ({string.Join(", ", dims)}).");

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => x.Shape.Rank == Dims.Count + 1 ? Ops.Transpose(x, [0, .. Dims])
        : throw new ShapeException($"expected {Dims.Count} axes after the batch, got {x.Shape}.");
}
