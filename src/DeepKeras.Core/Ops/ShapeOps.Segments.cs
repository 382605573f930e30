namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public TensorType SegmentReduce(ReduceKind kind, TensorType x, TensorType segments, int count) =>
        kind is ReduceKind.Max or ReduceKind.Min or ReduceKind.Prod ? SegmentSum(x, segments, count)
        : throw new ShapeException($"segments are reduced to their largest, smallest or product; got {kind}.");
}
