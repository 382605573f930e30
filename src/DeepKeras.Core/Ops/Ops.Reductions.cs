using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The largest element over axes (null: all), NaN if one is; equal ones share the gradient.</summary>
    /// <param name="x">Any dtype.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="keepDims">Whether they stay with size 1.</param>
    /// <param name="initial">What counts as one more element, and is the result over nothing.</param>
    public static Tensor Max(Tensor x, int[]? axis = null, bool keepDims = false, double? initial = null) => Extreme(ReduceKind.Max, x, axis, keepDims, initial);

    /// <summary>The smallest element over axes (null: all), NaN if one is; equal ones share the gradient.</summary>
    /// <param name="x">Any dtype.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="keepDims">Whether they stay with size 1.</param>
    /// <param name="initial">What counts as one more element, and is the result over nothing.</param>
    public static Tensor Min(Tensor x, int[]? axis = null, bool keepDims = false, double? initial = null) => Extreme(ReduceKind.Min, x, axis, keepDims, initial);

    /// <summary>As <see cref="Max"/>.</summary>
    public static Tensor Amax(Tensor x, int[]? axis = null, bool keepDims = false) => Max(x, axis, keepDims);

    /// <summary>As <see cref="Min"/>.</summary>
    public static Tensor Amin(Tensor x, int[]? axis = null, bool keepDims = false) => Min(x, axis, keepDims);

    /// <summary>The product over axes (null: all); bool and integers under 32 bits count as (unsigned) ones of 32.</summary>
    public static Tensor Prod(Tensor x, int[]? axis = null, bool keepDims = false, DType? dtype = null) =>
        ReduceBy(ReduceKind.Prod, dtype is DType type ? Cast(x, type) : Widened(x), axis, keepDims);

    /// <summary>The biased variance over axes (null: all): the mean of the squared distance from the mean. Integers give float32.</summary>
    public static Tensor Var(Tensor x, int[]? axis = null, bool keepDims = false)
    {
        if (x.DType == DType.Complex64)
        {
            Tensor real = Var(Real(x), axis, keepDims) + Var(Imag(x), axis, keepDims);
            return ViewAsComplex(Stack([real, ZerosLike(real)], -1));
        }

        x = Floating(x);
        return Mean(Square(x - Mean(x, axis, keepDims: true)), axis, keepDims);
    }

    internal static Tensor Variance(Tensor x, int[]? axes = null, bool keepDims = false) => Var(x, axes, keepDims);

    /// <summary>The biased standard deviation over axes (null: all). Integers give float32.</summary>
    public static Tensor Std(Tensor x, int[]? axis = null, bool keepDims = false) => Sqrt(Var(x, axis, keepDims));

    /// <summary>ln Σ eˣ over axes (null: all), without overflow; over nothing −∞.</summary>
    public static Tensor LogSumExp(Tensor x, int[]? axis = null, bool keepDims = false)
    {
        x = Floating(x);
        if (IsEmpty(x))
        {
            return Log(Sum(Exp(x), axis, keepDims));
        }

        Tensor peak = StopGradient(Max(x, axis, keepDims: true));
        peak = Where(IsFinite(peak), peak, 0);
        Tensor result = Log(Sum(Exp(x - peak), axis, keepDims: true)) + peak;
        return keepDims ? result : ReduceBy(ReduceKind.Sum, result, axis, keepDims: false);
    }

    /// <summary>The largest less the smallest element over axes (null: all).</summary>
    public static Tensor Ptp(Tensor x, int[]? axis = null, bool keepDims = false) => Max(x, axis, keepDims) - Min(x, axis, keepDims);

    /// <summary>How many elements over axes (null: all) differ from 0, as int32.</summary>
    public static Tensor CountNonzero(Tensor x, int[]? axis = null) => Sum(Cast(Cast(x, DType.Bool), DType.Int32), axis);

    /// <summary>The mean over axes (null: all), each element counted by its weight.</summary>
    /// <param name="x">Any dtype but complex; integers give float32.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="weights">In the shape of x, or a vector along the one axis; null: all 1.</param>
    public static Tensor Average(Tensor x, int[]? axis = null, Tensor? weights = null)
    {
        if (weights is null)
        {
            return Mean(x, axis);
        }

        (x, weights) = Unify(x, weights, floating: true);
        if (axis is { Length: 1 } && weights.Shape.Rank == 1 && x.Shape.Rank > 1)
        {
            int[] shape = [.. Enumerable.Repeat(1, x.Shape.Rank)];
            shape[x.Shape.Axis(axis[0])] = -1;
            weights = Reshape(weights, shape);
        }

        weights = BroadcastLike(weights, x);
        return Sum(x * weights, axis) / Sum(weights, axis);
    }

    /// <summary>The sum of a diagonal; bool and integers under 32 bits count as (unsigned) ones of 32.</summary>
    public static Tensor Trace(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1) => Sum(Diagonal(x, offset, axis1, axis2), [-1]);

    /// <summary>The sum over axes (null: all) of what is a number.</summary>
    public static Tensor Nansum(Tensor x, int[]? axis = null, bool keepDims = false) => Sum(WithoutNaN(x, 0), axis, keepDims);

    /// <summary>The mean over axes (null: all) of what is a number; NaN where nothing is.</summary>
    public static Tensor Nanmean(Tensor x, int[]? axis = null, bool keepDims = false)
    {
        x = Floating(x);
        return Nansum(x, axis, keepDims) / Sum(Cast(LogicalNot(IsNaN(x)), x.DType), axis, keepDims);
    }

    /// <summary>The product over axes (null: all) of what is a number.</summary>
    public static Tensor Nanprod(Tensor x, int[]? axis = null, bool keepDims = false) => Prod(WithoutNaN(x, 1), axis, keepDims);

    /// <summary>The largest number over axes (null: all); NaN where nothing is one.</summary>
    public static Tensor Nanmax(Tensor x, int[]? axis = null, bool keepDims = false) => NanExtreme(true, x, axis, keepDims);

    /// <summary>The smallest number over axes (null: all); NaN where nothing is one.</summary>
    public static Tensor Nanmin(Tensor x, int[]? axis = null, bool keepDims = false) => NanExtreme(false, x, axis, keepDims);

    /// <summary>The biased variance over axes (null: all) of what is a number.</summary>
    public static Tensor Nanvar(Tensor x, int[]? axis = null, bool keepDims = false)
    {
        // What is no number is left out before anything is computed of it, so that no gradient passes through it.
        x = Floating(x);
        Tensor notNumber = IsNaN(x);
        Tensor apart = Where(notNumber, 0, Where(notNumber, 0, x) - Nanmean(x, axis, keepDims: true));
        return Sum(Square(apart), axis, keepDims) / Sum(Cast(LogicalNot(notNumber), x.DType), axis, keepDims);
    }

    /// <summary>The biased standard deviation over axes (null: all) of what is a number.</summary>
    public static Tensor Nanstd(Tensor x, int[]? axis = null, bool keepDims = false) => Sqrt(Nanvar(x, axis, keepDims));

    /// <summary>The middle element over axes (null: all), or the mean of the two in the middle; NaN if one is. Integers give float32.</summary>
    public static Tensor Median(Tensor x, int[]? axis = null, bool keepDims = false) => Quantile(x, 0.5, axis, "linear", keepDims);

    /// <summary>As <see cref="Median"/>, of what is a number.</summary>
    public static Tensor Nanmedian(Tensor x, int[]? axis = null, bool keepDims = false) => Nanquantile(x, 0.5, axis, "linear", keepDims);

    /// <summary>What a part q of the elements over axes (null: all) lies below; NaN if an element is. There is a gradient for q.</summary>
    /// <param name="x">Integers give float32.</param>
    /// <param name="q">In [0, 1]: a scalar, or an array, whose axes come first in the result.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="method">Between two elements: <c>linear</c>, <c>lower</c>, <c>higher</c>, <c>midpoint</c> or <c>nearest</c> (halves to the even place).</param>
    /// <param name="keepDims">Whether the axes stay with size 1.</param>
    public static Tensor Quantile(Tensor x, Tensor q, int[]? axis = null, string method = "linear", bool keepDims = false) =>
        Quantiles(x, Cast(Strong(q), DType.Float64), axis, method, keepDims, skipNaN: false);

    /// <summary>As <see cref="Quantile"/>, of what is a number.</summary>
    public static Tensor Nanquantile(Tensor x, Tensor q, int[]? axis = null, string method = "linear", bool keepDims = false) =>
        Quantiles(x, Cast(Strong(q), DType.Float64), axis, method, keepDims, skipNaN: true);

    /// <summary>As <see cref="Quantile"/>, with q in [0, 100].</summary>
    public static Tensor Percentile(Tensor x, Tensor q, int[]? axis = null, string method = "linear", bool keepDims = false) =>
        Quantiles(x, Cast(Strong(q), DType.Float64) / 100, axis, method, keepDims, skipNaN: false);

    /// <summary>As <see cref="Percentile"/>, of what is a number.</summary>
    public static Tensor Nanpercentile(Tensor x, Tensor q, int[]? axis = null, string method = "linear", bool keepDims = false) =>
        Quantiles(x, Cast(Strong(q), DType.Float64) / 100, axis, method, keepDims, skipNaN: true);

    private static Tensor Quantiles(Tensor x, Tensor q, int[]? axis, string method, bool keepDims, bool skipNaN)
    {
        if (method is not ("linear" or "lower" or "higher" or "midpoint" or "nearest"))
        {
            throw new ArgumentException($"a quantile's method is linear, lower, higher, midpoint or nearest; got \"{method}\".", nameof(method));
        }

        if (q.Shape.Rank > 1)
        {
            Tensor flat = Quantiles(x, Ravel(q), axis, method, keepDims, skipNaN);
            return Reshape(flat, [.. q.Shape, .. Enumerable.Range(1, flat.Shape.Rank - 1).Select(place => flat.Shape[place] < 0 ? ReshapeDims.Copy(place) : flat.Shape[place])]);
        }

        x = Floating(x);
        int rank = x.Shape.Rank;
        int[] reduced = axis is null ? [.. Enumerable.Range(0, rank)] : [.. axis.Select(x.Shape.Axis).Distinct().Order()];
        int[] kept = [.. Enumerable.Range(0, rank).Except(reduced)];
        Tensor rows = rank == 0 ? Reshape(x, 1) : Merged(Transpose(x, [.. kept, .. reduced]), kept.Length);
        Tensor sorted = Sort(rows, -1);
        Tensor notNumber = IsNaN(rows);
        Tensor count = skipNaN ? Sum(Cast(LogicalNot(notNumber), DType.Float64), [-1], keepDims: true)
            : Cast(Size(rows, -1), DType.Float64);
        bool single = q.Shape.Rank == 0;
        Tensor exact = Maximum((single ? Reshape(q, 1) : q) * (count - 1), 0);
        exact = exact.Shape.Rank < rows.Shape.Rank ? exact + Cast(ZerosLike(Slice(rows, -1, 0, 1)), DType.Float64) : exact;
        Tensor upper = Ceil(StopGradient(exact));
        Tensor lower = Floor(StopGradient(exact));
        Tensor Picked(Tensor place) => Emit(new TakeAlongAxis(rows.Shape.Rank - 1), sorted, Cast(place, DType.Int32));
        Tensor result;
        if (method == "linear")
        {
            Tensor below = Maximum(upper - 1, 0);
            Tensor above = Minimum(below + 1, Maximum(count - 1, 0));
            Tensor share = Cast(above - exact, x.DType);
            Tensor high = Picked(above);
            Tensor low = Picked(below);
            result = (high * (1 - share)) + (low * share);
        }
        else
        {
            result = method switch
            {
                "lower" => Picked(lower),
                "higher" => Picked(upper),
                "nearest" => Picked(Round(StopGradient(exact))),
                _ => (Picked(lower) + Picked(upper)) / 2,
            };
        }

        Tensor nothing = skipNaN ? Equal(count, 0) : Any(notNumber, [-1], keepDims: true);
        result = Where(nothing, double.NaN, result);
        if (keepDims)
        {
            foreach (int place in reduced)
            {
                result = ExpandDims(result, place);
            }
        }

        int last = result.Shape.Rank - 1;
        return single ? Squeeze(result, -1) : Transpose(result, [last, .. Enumerable.Range(0, last)]);
    }

    /// <summary>The axes from one on made one.</summary>
    private static Tensor Merged(Tensor x, int from)
    {
        int[] dims = [.. Enumerable.Range(0, from).Select(ReshapeDims.Copy), x.Shape.Skip(from).Any(size => size < 0) ? -1 : x.Shape.Skip(from).Aggregate(1, (product, size) => product * size)];
        return Emit(new Reshape(dims), x);
    }

    private static Tensor Extreme(ReduceKind kind, Tensor x, int[]? axis, bool keepDims, double? initial)
    {
        if (x.DType == DType.Bool)
        {
            return ReduceBy(kind == ReduceKind.Max ? ReduceKind.Any : ReduceKind.All, x, axis, keepDims);
        }

        if (initial is not double value)
        {
            return ReduceBy(kind, x, axis, keepDims);
        }

        Tensor start = Constant(x.DType, value);
        if (IsEmpty(x))
        {
            return BroadcastLike(start, Sum(x, axis, keepDims));
        }

        Tensor result = ReduceBy(kind, x, axis, keepDims);
        return kind == ReduceKind.Max ? Maximum(result, start) : Minimum(result, start);
    }

    private static Tensor NanExtreme(bool largest, Tensor x, int[]? axis, bool keepDims)
    {
        if (!x.DType.IsFloating())
        {
            return Extreme(largest ? ReduceKind.Max : ReduceKind.Min, x, axis, keepDims, null);
        }

        Tensor notNumber = IsNaN(x);
        Tensor result = Extreme(largest ? ReduceKind.Max : ReduceKind.Min, Where(notNumber, largest ? double.NegativeInfinity : double.PositiveInfinity, x), axis, keepDims, null);
        return Where(All(notNumber, axis, keepDims), double.NaN, result);
    }

    private static Tensor WithoutNaN(Tensor x, double instead) => x.DType.IsFloating() ? Where(IsNaN(x), instead, x) : x;

    private static bool IsEmpty(Tensor x) => x.Shape.Contains(0);

    private static Tensor Widened(Tensor x) => x.DType switch
    {
        DType.Bool or DType.Int8 or DType.Int16 => Cast(x, DType.Int32),
        DType.UInt8 or DType.UInt16 => Cast(x, DType.UInt32),
        _ => x,
    };
}
