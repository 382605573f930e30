using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The sum over axes (null: all); bool and integers under 32 bits count as int32.</summary>
    public static Tensor Sum(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Sum, Widened(x), axes, keepDims);

    /// <summary>The mean over axes (null: all); integers give float32. Over nothing it is NaN.</summary>
    public static Tensor Mean(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Mean, Floating(x), axes, keepDims);

    /// <summary>The largest element over axes (null: all); equal ones share the gradient.</summary>
    public static Tensor Max(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Max, x, axes, keepDims);

    /// <summary>The smallest element over axes (null: all); equal ones share the gradient.</summary>
    public static Tensor Min(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Min, x, axes, keepDims);

    /// <summary>The product over axes (null: all); bool and integers under 32 bits count as int32.</summary>
    public static Tensor Prod(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Prod, Widened(x), axes, keepDims);

    /// <summary>Whether any element over axes (null: all) holds.</summary>
    public static Tensor Any(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.Any, Cast(x, DType.Bool), axes, keepDims);

    /// <summary>Whether every element over axes (null: all) holds.</summary>
    public static Tensor All(Tensor x, int[]? axes = null, bool keepDims = false) => ReduceBy(ReduceKind.All, Cast(x, DType.Bool), axes, keepDims);

    /// <summary>The biased variance over axes (null: all): the mean of the squared distance from the mean.</summary>
    public static Tensor Variance(Tensor x, int[]? axes = null, bool keepDims = false)
    {
        x = Floating(x);
        return Mean(Square(x - Mean(x, axes, keepDims: true)), axes, keepDims);
    }

    /// <summary>The index of the largest element along an axis, the first among equals, as int32.</summary>
    public static Tensor ArgMax(Tensor x, int axis = -1) => Emit(new ArgReduce(true, x.Shape.Axis(axis)), Number(x));

    /// <summary>The index of the smallest element along an axis, the first among equals, as int32.</summary>
    public static Tensor ArgMin(Tensor x, int axis = -1) => Emit(new ArgReduce(false, x.Shape.Axis(axis)), Number(x));

    /// <summary>The elements along an axis in ascending order, equal ones as they stood.</summary>
    public static Tensor Sort(Tensor x, int axis = -1) => EmitAll(new Sort(x.Shape.Axis(axis), false), x)[0];

    /// <summary>Where the elements of <see cref="Sort(Tensor, int)"/> stood, as int32.</summary>
    public static Tensor ArgSort(Tensor x, int axis = -1) => EmitAll(new Sort(x.Shape.Axis(axis), false), x)[1];

    /// <summary>The elements along an axis in descending order, and where they stood (int32).</summary>
    internal static (Tensor Values, Tensor Indices) SortDescending(Tensor x, int axis = -1)
    {
        Tensor[] results = EmitAll(new Sort(x.Shape.Axis(axis), true), x);
        return (results[0], results[1]);
    }

    /// <summary>The k largest elements along the last axis, descending, and where they were (int32).</summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, int k)
    {
        Tensor[] results = EmitAll(new TopK(k), x);
        return (results[0], results[1]);
    }

    /// <summary>ln Σ eˣ over axes (null: all), without overflow.</summary>
    public static Tensor LogSumExp(Tensor x, int[]? axes = null, bool keepDims = false)
    {
        Tensor peak = StopGradient(Max(x, axes, keepDims: true));
        peak = Where(IsFinite(peak), peak, 0);
        Tensor result = Log(Sum(Exp(x - peak), axes, keepDims: true)) + peak;
        return keepDims ? result : ReduceBy(ReduceKind.Sum, result, axes, keepDims: false);
    }

    private static Tensor Number(Tensor x) => x.DType == DType.Bool ? Cast(x, DType.Int32) : x;

    private static Tensor Widened(Tensor x) => x.DType is DType.Bool or DType.Int8 or DType.Int16 or DType.UInt8 ? Cast(x, DType.Int32) : x;

    private static Tensor ReduceBy(ReduceKind kind, Tensor x, int[]? axes, bool keepDims)
    {
        int[] sorted = axes is null ? [.. Enumerable.Range(0, x.Shape.Rank)] : [.. axes.Select(x.Shape.Axis).Distinct().Order()];
        return sorted.Length == 0 && kind != ReduceKind.Any && kind != ReduceKind.All ? x : Emit(new Reduce(kind, sorted, keepDims), x);
    }
}
