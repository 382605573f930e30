using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>The same numbers in another shape. After <c>keras.layers.Reshape</c>.</summary>
/// <param name="targetShape">The new shape of a row, without the batch axis; −1 stands once for what is left over.</param>
public sealed partial class Reshape(IReadOnlyList<int> targetShape) : Layer
{
    /// <summary>The new shape of a row.</summary>
    public IReadOnlyList<int> TargetShape { get; } = targetShape.All(size => size >= -1) && targetShape.Count(size => size == -1) <= 1 ? [.. targetShape]
        : throw new ArgumentException($"target_shape: expected sizes of 0 or more, and −1 at most once, got ({string.Join(", ", targetShape)}).");

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        // Where the row's size is known, so is what is left over.
        Shape row = x.Shape.WithoutBatch();
        if (!row.IsKnown || x.Shape[0] != Shape.Unknown)
        {
            return Ops.Reshape(x, [ReshapeDims.Copy(0), .. TargetShape]);
        }

        long given = TargetShape.Where(size => size >= 0).Aggregate(1L, (product, size) => product * size);
        int[] sizes = [.. TargetShape.Select(size => size >= 0 ? size : given == 0 ? 0 : (int)(row.Elements / given))];
        return sizes.Aggregate(1L, (product, size) => product * size) == row.Elements ? Ops.Reshape(x, [ReshapeDims.Copy(0), .. sizes])
            : throw new ShapeException($"rows of shape {row}, {row.Elements} numbers, cannot be reshaped to ({string.Join(", ", TargetShape)}).");
    }
}
