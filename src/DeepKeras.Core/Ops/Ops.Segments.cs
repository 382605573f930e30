using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The sums of the rows that a vector of integers sends to each of some segments; an empty one is 0.</summary>
    /// <param name="data">Rows along axis 0.</param>
    /// <param name="segmentIds">The segment of each row; what is not among the segments is left out.</param>
    /// <param name="numSegments">How many there are; null, for constant ids: one more than the largest.</param>
    /// <param name="sorted">Whether the ids ascend; the largest and the smallest of an empty segment are then 0, as in TensorFlow.</param>
    /// <exception cref="ShapeException">The number of segments is neither given nor to be known beforehand.</exception>
    public static Tensor SegmentSum(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false) =>
        Emit(new SegmentSum(Segments(segmentIds, numSegments)), data, segmentIds);

    /// <summary>The largest of the rows of each segment, equal ones sharing the gradient; of an empty one the dtype's least finite number. See <see cref="SegmentSum"/>.</summary>
    public static Tensor SegmentMax(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false) =>
        Extreme(ReduceKind.Max, data, segmentIds, numSegments, sorted);

    /// <summary>The smallest of the rows of each segment, equal ones sharing the gradient; of an empty one the dtype's greatest finite number. See <see cref="SegmentSum"/>.</summary>
    public static Tensor SegmentMin(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false) =>
        Extreme(ReduceKind.Min, data, segmentIds, numSegments, sorted);

    /// <summary>The products of the rows of each segment; of an empty one 1. See <see cref="SegmentSum"/>.</summary>
    public static Tensor SegmentProd(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false) =>
        Emit(new SegmentReduce(ReduceKind.Prod, Segments(segmentIds, numSegments)), data, segmentIds);

    private static Tensor Extreme(ReduceKind kind, Tensor data, Tensor segmentIds, int? numSegments, bool sorted)
    {
        int count = Segments(segmentIds, numSegments);
        Tensor result = Emit(new SegmentReduce(kind, count), data, segmentIds);
        return sorted ? Where(Emit(new SegmentSum(count), OnesLike(data, DType.Int32), segmentIds) > 0, result, 0) : result;
    }

    private static int Segments(Tensor ids, int? count)
    {
        if (count is int given)
        {
            return given;
        }

        if (ids.Node is not ConstantNode constant)
        {
            throw new ShapeException("num_segments: expected a number, since the segment ids are known only when the graph runs.");
        }

        int most = 0;
        for (int i = 0; i < constant.Value.Elements; i++)
        {
            most = Math.Max(most, (int)constant.Value[i] + 1);
        }

        return most;
    }
}
