namespace DeepKeras.Operations;

// Matrices stand on the last two axes; the axes before them are a batch.

/// <summary>The lower triangular L of x[0] = L Lᵀ, of whose entries only the lower triangle is read.</summary>
/// <param name="Required">Whether a matrix that is not positive definite is an error of the engine; else its L is NaN.</param>
internal sealed record Cholesky(bool Required) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Cholesky(x[0], Required);
}

/// <summary>The sign of the determinant of x[0] (0 for a singular matrix), and ln of its absolute value.</summary>
internal sealed record LogDeterminant : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.LogDeterminant(x[0]);
}

/// <summary>The X of x[0] X = x[1]; both have the same batch axes. A singular matrix is an error of the engine.</summary>
internal sealed record Solve : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Solve(x[0], x[1]);
}

/// <summary>The X of x[0] X = x[1], of whose x[0] only one triangle is read; both have the same batch axes.</summary>
internal sealed record TriangularSolve(bool Lower) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TriangularSolve(x[0], x[1], Lower);
}

/// <summary>x[0] = Q R: Q with orthonormal columns, as many as the smaller side or, <see cref="Complete"/>, as rows; R upper triangular.</summary>
internal sealed record Qr(bool Complete) : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.Qr(x[0], Complete);
}

/// <summary>x[0] = U diag(S) Vᵀ: U, S (descending) and Vᵀ; <see cref="Full"/> completes U and V to square matrices.</summary>
internal sealed record Svd(bool Full) : Op
{
    public override int OutputCount => 3;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1], y[2]) = ops.Svd(x[0], Full);
}

/// <summary>The eigenvalues of the symmetric x[0] in ascending order, and the eigenvectors as columns. The lower triangle is read.</summary>
internal sealed record Eigh : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.Eigh(x[0]);
}

/// <summary>The eigenvalues and the eigenvectors (columns) of x[0]: the values' real and imaginary parts, then the vectors'.</summary>
internal sealed record Eig : Op
{
    public override int OutputCount => 4;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1], y[2], y[3]) = ops.Eig(x[0]);
}

/// <summary>
/// x[0] with its rows in another order = L U: L (below the diagonal of 1) and U in one matrix, and for each of its rows the row of x[0] (int32).
/// </summary>
internal sealed record Lu : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.Lu(x[0]);
}

/// <summary>The discrete Fourier transform of x[0] + i x[1] along the last axis, or the inverse, divided by the length; real and imaginary part.</summary>
internal sealed record Fft(bool Inverse) : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.Fft(x[0], x[1], Inverse);
}
