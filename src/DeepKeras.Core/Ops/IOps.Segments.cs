namespace DeepKeras.Operations;

internal partial interface IOps<T>
{
    T SegmentReduce(ReduceKind kind, T x, T segments, int count);
}
