using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The index of the largest element along an axis (null: of all in row-major order), the first among equals, as int32; NaN counts for nothing, −0 for less than 0.</summary>
    public static Tensor ArgMax(Tensor x, int? axis = null, bool keepDims = false) => IndexOf(true, x, axis, keepDims);

    /// <summary>The index of the smallest element along an axis (null: of all in row-major order), the first among equals, as int32; NaN counts for nothing, −0 for less than 0.</summary>
    public static Tensor ArgMin(Tensor x, int? axis = null, bool keepDims = false) => IndexOf(false, x, axis, keepDims);

    /// <summary>As <see cref="ArgMax"/>, and −1 where nothing is a number.</summary>
    public static Tensor NanArgMax(Tensor x, int? axis = null, bool keepDims = false) => OrNone(ArgMax(x, axis, keepDims), x, axis, keepDims);

    /// <summary>As <see cref="ArgMin"/>, and −1 where nothing is a number.</summary>
    public static Tensor NanArgMin(Tensor x, int? axis = null, bool keepDims = false) => OrNone(ArgMin(x, axis, keepDims), x, axis, keepDims);

    /// <summary>The index of the largest element along an axis as the engine finds it: NaN and −0 have no rule.</summary>
    internal static Tensor IndexOfLargest(Tensor x, int axis) => Emit(new ArgReduce(true, x.Shape.Axis(axis)), Number(x));

    /// <summary>The elements along an axis (null: as a vector) in ascending order.</summary>
    public static Tensor Sort(Tensor x, int? axis = -1)
    {
        x = axis is null || x.Shape.Rank == 0 ? Ravel(x) : x;
        Tensor sorted = EmitAll(new Sort(x.Shape.Axis(axis ?? 0), false), Number(x))[0];
        return Cast(sorted, x.DType);
    }

    /// <summary>Where the elements of <see cref="Sort"/> stood, as int32; equal ones keep their order.</summary>
    public static Tensor ArgSort(Tensor x, int? axis = -1)
    {
        x = axis is null || x.Shape.Rank == 0 ? Ravel(x) : x;
        return EmitAll(new Sort(x.Shape.Axis(axis ?? 0), false), Number(x))[1];
    }

    /// <summary>Indices by which the element of place kth stands where it does when sorted, smaller ones before it; here all are sorted.</summary>
    public static Tensor ArgPartition(Tensor x, int kth, int axis = -1)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        return size < 0 || (kth < size && kth >= -size) ? ArgSort(x, axis) : throw new ShapeException($"place {kth} is out of range for axis {axis} of shape {x.Shape}.");
    }

    /// <summary>The k largest elements along the last axis, descending, and where they were (int32).</summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, int k, bool sorted = true)
    {
        if (k == 0)
        {
            Tensor none = Slice(x, -1, 0, 0);
            return (none, ZerosLike(none, DType.Int32));
        }

        Tensor[] results = EmitAll(new TopK(k), x);
        return (results[0], results[1]);
    }

    /// <summary>Whether each target is among the k classes of the largest predictions; ties at the border count as in, a prediction that is not finite as out.</summary>
    /// <param name="targets">(batch) integers.</param>
    /// <param name="predictions">(batch, classes).</param>
    /// <param name="k">How many.</param>
    public static Tensor InTopK(Tensor targets, Tensor predictions, int k)
    {
        int classes = predictions.Shape[^1];
        targets = Cast(targets, DType.Int32);
        Tensor known = LogicalAnd(targets >= 0, targets < classes);
        Tensor own = Emit(new TakeAlongAxis(predictions.Shape.Rank - 1), predictions, ExpandDims(Where(known, targets, 0), -1));
        Tensor above = Sum(Cast(Greater(predictions, own), DType.Int32), [-1]);
        Tensor finite = LogicalAnd(IsFinite(Squeeze(own, -1)), LogicalNot(Any(IsNaN(predictions), [-1])));
        return LogicalAnd(LogicalAnd(known, finite), above < k);
    }

    /// <summary>Where values would be put into a sorted vector to keep it sorted, as int32.</summary>
    /// <param name="sortedSequence">An ascending vector of known size.</param>
    /// <param name="values">Any shape; NaN goes to the front.</param>
    /// <param name="side"><c>left</c>: before equal elements; <c>right</c>: after them.</param>
    public static Tensor SearchSorted(Tensor sortedSequence, Tensor values, string side = "left")
    {
        if (side is not ("left" or "right"))
        {
            throw new ArgumentException($"searchsorted's side is left or right; got \"{side}\".", nameof(side));
        }

        int size = sortedSequence.Shape[0];
        if (sortedSequence.Shape.Rank != 1 || size < 0)
        {
            throw new ShapeException($"searchsorted takes a vector of known size; got shape {sortedSequence.Shape}.");
        }

        (Tensor sequence, values) = Unify(Strong(sortedSequence), Strong(values));
        Tensor place = ZerosLike(values, DType.Int32);
        if (size == 0)
        {
            return place;
        }

        for (int step = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size + 1) / 2; step > 0; step /= 2)
        {
            Tensor next = place + step;
            Tensor element = Gather(sequence, Minimum(next, size) - 1, 0);
            Tensor before = side == "left" ? element < values : element <= values;
            place = Where(LogicalAnd(next <= size, before), next, place);
        }

        return place;
    }

    /// <summary>How many of the ascending bounds are not above each element, as int32.</summary>
    public static Tensor Digitize(Tensor x, Tensor bins) => SearchSorted(bins, x, "right");

    /// <summary>How often each integer 0, 1, … occurs along the last axis.</summary>
    /// <param name="x">(n) or (batch, n): integers, 0 or more.</param>
    /// <param name="weights">What each counts for; null: 1.</param>
    /// <param name="minLength">The least size of the result; it reaches to the largest integer.</param>
    public static Tensor Bincount(Tensor x, Tensor? weights = null, int minLength = 0)
    {
        x = Cast(x, DType.Int32);
        Tensor size = IsEmpty(x) ? Constant(DType.Int32, minLength) : Maximum(Max(x) + 1, minLength);
        Tensor same = Equal(ExpandDims(x, -1), Emit(new CountTo(), size));
        return weights is null ? Sum(Cast(same, DType.Int32), [-2])
            : Sum(Where(same, ExpandDims(weights, -1), Constant(weights.DType, 0)), [-2]);
    }

    /// <summary>How many elements lie in each of some intervals of equal width, and the intervals' bounds. The last holds its right bound.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="bins">How many intervals.</param>
    /// <param name="range">The first and the last bound; null: the least and the largest element.</param>
    public static (Tensor Counts, Tensor Edges) Histogram(Tensor x, int bins = 10, (double Low, double High)? range = null)
    {
        DType own = x.DType == DType.Bool ? DType.Int32 : x.DType;
        x = Ravel(Floating(x));
        Tensor low = range is { } given ? Constant(x.DType, given.Low) : IsEmpty(x) ? Constant(x.DType, 0) : Min(x);
        Tensor high = range is { } bounds ? Constant(x.DType, bounds.High) : IsEmpty(x) ? Constant(x.DType, 1) : Max(x);
        Tensor edges = Linspace(low, high, bins + 1, dtype: x.DType).Values;
        Tensor place = SearchSorted(edges, x, "right") - 1;
        place = Where(Equal(x, high), bins - 1, place);
        place = Where(LogicalOr(x < low, x > high), -1, place);
        return (Cast(SegmentSum(OnesLike(place), place, bins), own), Cast(edges, own));
    }

    /// <summary>The places of elements that differ from 0: a vector for each axis, as int32, in row-major order.</summary>
    public static IReadOnlyList<Tensor> Nonzero(Tensor x)
    {
        Tensor places = Emit(new NonZero(), Cast(x, DType.Bool));
        return [.. Enumerable.Range(0, x.Shape.Rank).Select(axis => At(places, 1, axis))];
    }

    /// <summary>Each element (or, along an axis, each slice) once.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="sorted">Whether they ascend; else they stand as they first appear.</param>
    /// <param name="returnIndex">Whether to tell where each first appears.</param>
    /// <param name="returnInverse">Whether to tell which of them each element is.</param>
    /// <param name="returnCounts">Whether to tell how often each appears.</param>
    /// <param name="axis">The axis; null: x as a vector.</param>
    /// <param name="size">How many are given: more are cut off, fewer are filled up; null: as many as there are.</param>
    /// <param name="fillValue">What fills up; null: 0.</param>
    public static (Tensor Values, Tensor? Index, Tensor? Inverse, Tensor? Counts) Unique(
        Tensor x,
        bool sorted = true,
        bool returnIndex = false,
        bool returnInverse = false,
        bool returnCounts = false,
        int? axis = null,
        int? size = null,
        double? fillValue = null)
    {
        Tensor slices = axis is int along ? MoveAxis(x, along, 0) : Ravel(x);
        int count = slices.Shape[0];
        Shape rest = slices.Shape[1..];
        Tensor rows = Reshape(Number(slices), count, rest.Aggregate(1, (product, next) => product * next));
        Tensor order = Positions(rows, 0);
        for (int column = rows.Shape[1] - 1; column >= 0; column--)
        {
            order = Gather(order, ArgSort(Gather(At(rows, 1, column), order, 0), 0), 0);
        }

        Tensor ascending = Gather(rows, order, 0);
        Tensor place = Positions(rows, 0);
        Tensor before = Gather(ascending, Maximum(place - 1, 0), 0);
        Tensor first = LogicalOr(Equal(place, 0), Any(NotEqual(ascending, before), [-1]));
        Tensor starts = At(Emit(new NonZero(), first), 1, 0);
        Tensor group = CumSum(Cast(first, DType.Int32), 0) - 1;
        Tensor inverse = Gather(group, ArgSort(order, 0), 0);
        Tensor index = Gather(order, starts, 0);
        Tensor counts = Concatenate([Slice(starts, 0, 1), Reshape(Constant(DType.Int32, count), 1)], 0);
        counts = Slice(counts, 0, 0, count) - starts;
        if (!sorted)
        {
            Tensor appearance = ArgSort(index, 0);
            index = Gather(index, appearance, 0);
            counts = Gather(counts, appearance, 0);
            inverse = Gather(ArgSort(appearance, 0), inverse, 0);
        }

        Tensor values = Gather(slices, index, 0);
        if (size is int wanted)
        {
            values = Slice(Concatenate([values, Full([wanted, .. rest], fillValue ?? 0, x.DType)], 0), 0, 0, wanted);
            index = Slice(Concatenate([index, Zeros([wanted], DType.Int32)], 0), 0, 0, wanted);
            counts = Slice(Concatenate([counts, Zeros([wanted], DType.Int32)], 0), 0, 0, wanted);
        }

        inverse = axis is null ? Reshape(inverse, [.. Enumerable.Range(0, x.Shape.Rank).Select(at => x.Shape[at])]) : inverse;
        values = axis is int back ? MoveAxis(values, 0, back) : values;
        return (values, returnIndex ? index : null, returnInverse ? inverse : null, returnCounts ? counts : null);
    }

    private static Tensor IndexOf(bool largest, Tensor x, int? axis, bool keepDims)
    {
        Tensor along = axis is null || x.Shape.Rank == 0 ? Ravel(x) : x;
        int place = along.Shape.Axis(axis ?? 0);
        along = Number(along);
        if (along.DType.IsFloating())
        {
            double least = along.DType switch { DType.Float64 => 2.2250738585072014e-308, DType.Float16 => 6.103515625e-05, _ => 1.1754943508222875e-38 };
            along = Where(LogicalAnd(Equal(along, 0), Signbit(along)), -least, along);
            along = Where(IsNaN(along), largest ? double.NegativeInfinity : double.PositiveInfinity, along);
        }

        Tensor index = Emit(new ArgReduce(largest, place), along);
        return !keepDims ? index : axis is null ? Reshape(index, [.. Enumerable.Repeat(1, x.Shape.Rank)]) : ExpandDims(index, place);
    }

    private static Tensor OrNone(Tensor index, Tensor x, int? axis, bool keepDims) =>
        x.DType.IsFloating() ? Where(All(IsNaN(x), axis is int along && x.Shape.Rank > 0 ? [along] : null, keepDims), -1, index) : index;
}
