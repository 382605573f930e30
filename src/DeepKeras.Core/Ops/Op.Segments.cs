namespace DeepKeras.Operations;

/// <summary>
/// The largest, smallest or product of the rows of x[0] that x[1] (a vector of integers) sends to each of <see cref="Segments"/> rows; others
/// are dropped. Of no row the largest is the dtype's least finite number, the smallest its greatest, the product 1.
/// </summary>
internal sealed record SegmentReduce(ReduceKind Kind, int Segments) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.SegmentReduce(Kind, x[0], x[1], Segments);
}
