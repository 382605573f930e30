using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
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

    /// <summary>The elements of one axis from <paramref name="start"/> to before <paramref name="end"/> (null: the end); negative ones count from the end.</summary>
    public static Tensor Slice(Tensor x, int axis, int start, int? end = null, int step = 1) =>
        Emit(new Slice(x.Shape.Axis(axis), start, end ?? Operations.Slice.ToEnd, step), x);

    /// <summary>The tensor at one position of an axis, without that axis.</summary>
    public static Tensor At(Tensor x, int axis, int index) => Squeeze(Slice(x, axis, index, index == -1 ? null : index + 1), axis);

    /// <summary>An axis the other way round.</summary>
    public static Tensor Flip(Tensor x, int axis) => Emit(new Flip(x.Shape.Axis(axis)), x);

    /// <summary>0, 1, … to the size of an axis, as int32.</summary>
    internal static Tensor Positions(Tensor x, int axis) => Emit(new IndexRange(x.Shape.Axis(axis)), x);
}
