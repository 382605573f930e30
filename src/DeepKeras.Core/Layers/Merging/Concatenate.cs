using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Its inputs one after the other along an axis; the other sizes are the same. After <c>keras.layers.Concatenate</c>.</summary>
/// <param name="axis">The axis; the batch is axis 0, negative ones count from the end.</param>
[NoFluentMethod]
public sealed partial class Concatenate(int axis = -1) : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context) => Ops.Concatenate(inputs, Axis);

    /// <summary>A step counts where any of its features does; an input without a mask counts everywhere.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs)
    {
        if (masks.All(mask => mask is null))
        {
            return [];
        }

        Tensor[] whole = [.. inputs.Select((input, i) => masks[i] is not { } mask ? Ops.OnesLike(input, DeepKeras.DType.Bool)
            : mask.Shape.Rank < input.Shape.Rank ? Ops.LogicalOr(Ops.ExpandDims(mask, -1), Ops.ZerosLike(input, DeepKeras.DType.Bool))
            : mask)];
        return [Ops.Any(Ops.Concatenate(whole, Axis), [-1])];
    }
}
