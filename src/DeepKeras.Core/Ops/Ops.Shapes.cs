using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The same elements in another shape.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="shape">The new shape; −1 stands once for what is left over.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public static Tensor Reshape(Tensor x, params int[] shape) => Emit(new Reshape(shape), x);

    /// <summary>The axes in another order.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="permutation">For each axis of the result, the axis it comes from; none: reversed.</param>
    public static Tensor Transpose(Tensor x, params int[] permutation)
    {
        int[] axes = permutation.Length == 0 ? [.. Enumerable.Range(0, x.Shape.Rank).Reverse()] : [.. permutation.Select(x.Shape.Axis)];
        return axes.Distinct().Count() == axes.Length ? Emit(new Transpose(axes), x)
            : throw new ShapeException($"[{string.Join(", ", permutation)}] is no permutation of the axes of {x.Shape}.");
    }

    /// <summary>A new axis of size 1.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">Where it stands in the result; negative ones count from the end.</param>
    public static Tensor ExpandDims(Tensor x, int axis)
    {
        int place = axis < 0 ? axis + x.Shape.Rank + 1 : axis;
        return place >= 0 && place <= x.Shape.Rank ? Emit(new ExpandDims(place), x)
            : throw new ShapeException($"a new axis {axis} is out of range for shape {x.Shape}.");
    }

    /// <summary>Without an axis of size 1.</summary>
    public static Tensor Squeeze(Tensor x, int axis) => Emit(new Squeeze(x.Shape.Axis(axis)), x);

    /// <summary>Repeated along axes of size 1 to a shape.</summary>
    public static Tensor BroadcastTo(Tensor x, Shape shape) => Emit(new BroadcastTo(shape), x);

    /// <summary>Repeated to the shape of another tensor.</summary>
    internal static Tensor BroadcastLike(Tensor x, Tensor like) => Emit(new BroadcastLike(), x, like);

    /// <summary>One after the other along an axis.</summary>
    public static Tensor Concatenate(IReadOnlyList<Tensor> tensors, int axis = -1)
    {
        DType type = tensors.Select(tensor => tensor.DType).Aggregate(DTypeExtensions.Promote);
        return tensors.Count == 1 ? tensors[0] : Emit(new Concat(tensors[0].Shape.Axis(axis)), [.. tensors.Select(tensor => Cast(tensor, type))]);
    }

    /// <summary>One after the other along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int axis = 0) => Concatenate([.. tensors.Select(tensor => ExpandDims(tensor, axis))], axis);

    /// <summary>The elements of one axis from <paramref name="start"/> to before <paramref name="end"/> (null: the end); negative ones count from the end.</summary>
    public static Tensor Slice(Tensor x, int axis, int start, int? end = null, int step = 1) =>
        Emit(new Slice(x.Shape.Axis(axis), start, end ?? Operations.Slice.ToEnd, step), x);

    /// <summary>The tensor at one position of an axis, without that axis.</summary>
    public static Tensor At(Tensor x, int axis, int index) => Squeeze(Slice(x, axis, index, index == -1 ? null : index + 1), axis);

    /// <summary>More elements around: for each axis (before, after).</summary>
    public static Tensor Pad(Tensor x, IReadOnlyList<(int Before, int After)> widths, double value = 0) =>
        Emit(new Pad(widths.SelectMany(width => new[] { width.Before, width.After }).ToArray(), PadMode.Constant, value), x);

    /// <summary>An axis the other way round.</summary>
    public static Tensor Flip(Tensor x, int axis) => Emit(new Flip(x.Shape.Axis(axis)), x);

    /// <summary>Repeated whole, so many times along each axis.</summary>
    public static Tensor Tile(Tensor x, params int[] repeats) =>
        repeats.Length == x.Shape.Rank ? Emit(new Tile(repeats), x)
        : throw new ShapeException($"[{string.Join(", ", repeats)}] does not give one count an axis of {x.Shape}.");

    /// <summary>The size along an axis, as an int32 scalar that is known when data arrive.</summary>
    public static Tensor Size(Tensor x, int axis) => Emit(new SizeOf(x.Shape.Axis(axis)), x);

    /// <summary>0, 1, … to the size of an axis, as int32.</summary>
    internal static Tensor Positions(Tensor x, int axis) => Emit(new IndexRange(x.Shape.Axis(axis)), x);

    /// <summary>Slices along an axis, picked by integers; the axis is replaced by their shape.</summary>
    public static Tensor Take(Tensor x, Tensor indices, int axis = 0) => Emit(new Gather(x.Shape.Axis(axis)), x, indices);

    /// <summary>Elements along an axis, picked by integers of the same rank.</summary>
    public static Tensor TakeAlongAxis(Tensor x, Tensor indices, int axis = -1) => Emit(new TakeAlongAxis(x.Shape.Axis(axis)), x, indices);

    /// <summary>A new last axis with 1 at the given integer; integers out of range give zeros.</summary>
    public static Tensor OneHot(Tensor x, int depth, DType type = DType.Float32) => Emit(new OneHot(depth, type), x);
}
