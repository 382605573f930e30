using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The sum over axes (null: all); bool and integers under 32 bits count as int32.</summary>
    public static Tensor Sum(Tensor x, int[]? axis = null, bool keepDims = false) => ReduceBy(ReduceKind.Sum, Widened(x), axis, keepDims);

    /// <summary>The mean over axes (null: all); integers give float32. Over nothing it is NaN.</summary>
    public static Tensor Mean(Tensor x, int[]? axis = null, bool keepDims = false) => ReduceBy(ReduceKind.Mean, Floating(x), axis, keepDims);

    /// <summary>Whether any element over axes (null: all) holds.</summary>
    public static Tensor Any(Tensor x, int[]? axis = null, bool keepDims = false) => ReduceBy(ReduceKind.Any, Cast(x, DType.Bool), axis, keepDims);

    /// <summary>Whether every element over axes (null: all) holds.</summary>
    public static Tensor All(Tensor x, int[]? axis = null, bool keepDims = false) => ReduceBy(ReduceKind.All, Cast(x, DType.Bool), axis, keepDims);

    /// <summary>The elements along an axis in descending order, and where they stood (int32).</summary>
    internal static (Tensor Values, Tensor Indices) SortDescending(Tensor x, int axis = -1)
    {
        Tensor[] results = EmitAll(new Sort(x.Shape.Axis(axis), true), x);
        return (results[0], results[1]);
    }

    private static Tensor Number(Tensor x) => x.DType == DType.Bool ? Cast(x, DType.Int32) : x;

    private static Tensor ReduceBy(ReduceKind kind, Tensor x, int[]? axes, bool keepDims)
    {
        int[] sorted = axes is null ? [.. Enumerable.Range(0, x.Shape.Rank)] : [.. axes.Select(x.Shape.Axis).Distinct().Order()];
        return sorted.Length == 0 && kind != ReduceKind.Any && kind != ReduceKind.All ? x : Emit(new Reduce(kind, sorted, keepDims), x);
    }
}
