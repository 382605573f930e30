namespace DeepKeras.Operations;

// Operations on how numbers are stored, and those whose results' sizes depend on values.

/// <summary>Complex numbers as pairs (real, imaginary) along a new last axis.</summary>
internal sealed record ViewAsReal : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.ViewAsReal(x[0]);
}

/// <summary>The pairs (real, imaginary) along the last axis as complex numbers.</summary>
internal sealed record ViewAsComplex : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.ViewAsComplex(x[0]);
}

/// <summary>The same bytes as elements of another type; the last axis is longer or shorter by the ratio of the sizes.</summary>
internal sealed record Bitcast(DType Type) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Bitcast(x[0], Type);
}

/// <summary>The places where x[0] (bool) holds, in row-major order: int32 (count, rank of x[0]). The count is known when the graph is run.</summary>
internal sealed record NonZero : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.NonZero(x[0]);
}

/// <summary>0, 1, … to before x[0], an int32 scalar. The count is known when the graph is run.</summary>
internal sealed record CountTo : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.CountTo(x[0]);
}
