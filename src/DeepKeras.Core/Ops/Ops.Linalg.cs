using DeepKeras.Operations;

namespace DeepKeras;

// Matrices stand on the last two axes, and the axes before them are a batch. Integers count as float32.
public static partial class Ops
{
    /// <summary>The lower triangular L of x = L Lᵀ, (…, n, n); only the lower triangle of x is read. A matrix that is not positive definite is an error when the graph runs.</summary>
    /// <param name="x">Symmetric and positive definite, (…, n, n).</param>
    /// <param name="upper">Whether Lᵀ is given instead.</param>
    public static Tensor Cholesky(Tensor x, bool upper = false)
    {
        Tensor lower = Emit(new Cholesky(Required: true), Factored(x));
        return upper ? MatrixTranspose(lower) : lower;
    }

    /// <summary>The inverse of L Lᵀ, given L (or its transpose).</summary>
    /// <param name="x">A triangular factor, (…, n, n).</param>
    /// <param name="upper">Whether the factor is the upper triangular one.</param>
    public static Tensor CholeskyInverse(Tensor x, bool upper = false)
    {
        x = Factored(x);
        Tensor inverse = Emit(new TriangularSolve(!upper), x, IdentityLike(x));
        return MatMul(inverse, inverse, transposeA: !upper, transposeB: upper);
    }

    /// <summary>The determinant, (…), by way of its logarithm.</summary>
    public static Tensor Det(Tensor x)
    {
        (Tensor sign, Tensor log) = Slogdet(x);
        return sign * Exp(log);
    }

    /// <summary>The sign of the determinant (0 for a singular matrix) and ln |det|, both (…).</summary>
    public static (Tensor Sign, Tensor LogAbs) Slogdet(Tensor x)
    {
        Tensor[] results = EmitAll(new LogDeterminant(), Factored(x));
        return (results[0], results[1]);
    }

    /// <summary>ln det of a positive definite matrix, (…), by its Cholesky factor; NaN for others.</summary>
    public static Tensor Logdet(Tensor x)
    {
        Tensor factor = Emit(new Cholesky(Required: false), Factored(x));
        return 2 * Sum(Log(MatrixDiagonal(factor)), [-1]);
    }

    /// <summary>The inverse matrix. A singular one is an error when the graph runs.</summary>
    public static Tensor Inv(Tensor x)
    {
        x = Factored(x);
        return Emit(new Solve(), x, IdentityLike(x));
    }

    /// <summary>The x of a x = b.</summary>
    /// <param name="a">(…, n, n).</param>
    /// <param name="b">(…, n, k), or vectors (…, n).</param>
    public static Tensor Solve(Tensor a, Tensor b) => Solved(new Solve(), a, b);

    /// <summary>The x of a x = b for a triangular a, of which the other triangle is not read.</summary>
    /// <param name="a">(…, n, n).</param>
    /// <param name="b">(…, n, k), or vectors (…, n).</param>
    /// <param name="lower">Whether the lower triangle counts.</param>
    public static Tensor SolveTriangular(Tensor a, Tensor b, bool lower = false) => Solved(new TriangularSolve(lower), a, b);

    /// <summary>x = Q R with orthonormal columns in Q and an upper triangular R.</summary>
    /// <param name="x">(…, m, n).</param>
    /// <param name="mode"><c>reduced</c>: Q has min(m, n) columns; <c>complete</c>: m.</param>
    /// <exception cref="ArgumentException">Another mode.</exception>
    public static (Tensor Q, Tensor R) Qr(Tensor x, string mode = "reduced")
    {
        bool complete = mode switch
        {
            "reduced" => false,
            "complete" => true,
            _ => throw new ArgumentException($"mode: expected reduced or complete, got {mode}.", nameof(mode)),
        };
        Tensor[] results = EmitAll(new Qr(complete), Factored(x));
        return (results[0], results[1]);
    }

    /// <summary>x = U diag(S) Vᵀ. Gradients flow through U and Vᵀ only where they are not completed to square matrices.</summary>
    /// <param name="x">(…, m, n).</param>
    /// <param name="fullMatrices">Whether U is (…, m, m) and Vᵀ (…, n, n); else they have min(m, n) columns and rows.</param>
    /// <returns>U, the singular values in descending order, and Vᵀ.</returns>
    public static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor x, bool fullMatrices = true)
    {
        Tensor[] results = EmitAll(new Svd(fullMatrices), Factored(x));
        return (results[0], results[1], results[2]);
    }

    /// <summary>As <see cref="Svd(Tensor, bool)"/>, or the singular values alone.</summary>
    /// <param name="x">(…, m, n).</param>
    /// <param name="computeUv">Whether U and Vᵀ are given; else they are null.</param>
    /// <param name="fullMatrices">Whether U is (…, m, m) and Vᵀ (…, n, n).</param>
    public static (Tensor? U, Tensor S, Tensor? Vh) Svd(Tensor x, bool computeUv, bool fullMatrices = true)
    {
        (Tensor u, Tensor s, Tensor vh) = Svd(x, fullMatrices: computeUv && fullMatrices);
        return computeUv ? (u, s, vh) : (null, s, null);
    }

    /// <summary>The singular values of matrices (…, m, n) in descending order, (…, min(m, n)).</summary>
    public static Tensor SingularValues(Tensor x) => Svd(x, fullMatrices: false).S;

    /// <summary>The eigenvalues in ascending order, (…, n), and the eigenvectors as columns, (…, n, n), of a symmetric matrix, whose lower triangle is read.</summary>
    public static (Tensor Values, Tensor Vectors) Eigh(Tensor x)
    {
        x = Factored(x);

        // What is read is what takes gradients.
        Tensor lower = Where(LowerTriangle(x, -1), x, 0);
        Tensor symmetric = Where(LowerTriangle(x, 0), x, 0) + MatrixTranspose(lower);
        Tensor[] results = EmitAll(new Eigh(), symmetric);
        return (results[0], results[1]);
    }

    /// <summary>The eigenvalues, (…, n), and the eigenvectors as columns, (…, n, n), of any square matrix: real and imaginary parts, in no order.</summary>
    public static ((Tensor Real, Tensor Imag) Values, (Tensor Real, Tensor Imag) Vectors) Eig(Tensor x)
    {
        Tensor[] results = EmitAll(new Eig(), Factored(x));
        return ((results[0], results[1]), (results[2], results[3]));
    }

    /// <summary>
    /// L (below the diagonal of 1) and U in one matrix, and the place in it of each row of x (int32), for the factors that partial pivoting finds.
    /// </summary>
    public static (Tensor Lu, Tensor Permutation) LuFactor(Tensor x)
    {
        Tensor[] results = EmitAll(new Lu(), Factored(x));
        return (results[0], ArgSort(results[1]));
    }

    /// <summary>The matrix that takes x's range back and the rest to 0 (Moore and Penrose), (…, n, m).</summary>
    /// <param name="x">(…, m, n).</param>
    /// <param name="rcond">Singular values up to this share of the largest count as 0; null: 10 max(m, n) times the dtype's precision.</param>
    public static Tensor Pinv(Tensor x, double? rcond = null)
    {
        x = Factored(x);
        (Tensor u, Tensor s, Tensor vh) = Svd(x, fullMatrices: false);
        double share = rcond ?? (10 * Larger(x) * Precision(x.DType));
        Tensor kept = s > share * Max(s, [-1], keepDims: true);
        Tensor inverse = Where(kept, 1 / Where(kept, s, 1), 0);
        return MatMul(MatrixTranspose(vh) * ExpandDims(inverse, -2), MatrixTranspose(u));
    }

    /// <summary>How many singular values are above a bound, (…), int32.</summary>
    /// <param name="x">(…, m, n).</param>
    /// <param name="tol">The bound; null: the largest singular value times max(m, n) times the dtype's precision.</param>
    public static Tensor MatrixRank(Tensor x, double? tol = null)
    {
        x = Factored(x);
        Tensor s = SingularValues(x);
        Tensor bound = tol is double given ? given : Larger(x) * Precision(x.DType) * Max(s, [-1], keepDims: true);
        return Sum(Cast(s > bound, DType.Int32), [-1]);
    }

    /// <summary>The x that makes |a x − b| smallest, and of these the shortest one.</summary>
    /// <param name="a">(m, n).</param>
    /// <param name="b">(m) or (m, k).</param>
    /// <param name="rcond">Singular values below this share of the largest count as 0; null: max(m, n) times the dtype's precision.</param>
    public static Tensor Lstsq(Tensor a, Tensor b, double? rcond = null)
    {
        (a, b) = Unify(Factored(a), Factored(b));
        if (a.Shape.Rank != 2 || b.Shape.Rank is not (1 or 2))
        {
            throw new ShapeException($"lstsq: expected a matrix and one right side or several, (m, n) and (m) or (m, k); got {a.Shape} and {b.Shape}.");
        }

        Tensor right = b.Shape.Rank == 1 ? ExpandDims(b, -1) : b;
        (Tensor u, Tensor s, Tensor vh) = Svd(a, fullMatrices: false);
        double share = rcond is double given ? (given < 0 ? Precision(a.DType) : given) : Larger(a) * Precision(a.DType);
        Tensor kept = s >= share * Slice(s, 0, 0, 1);
        Tensor inverse = Where(kept, 1 / Where(kept, s, 1), 0);
        Tensor x = MatMul(vh, ExpandDims(inverse, -1) * MatMul(u, right, transposeA: true, transposeB: false), transposeA: true, transposeB: false);
        return b.Shape.Rank == 1 ? Squeeze(x, -1) : x;
    }

    /// <summary>The rows and columns of each matrix exchanged.</summary>
    internal static Tensor MatrixTranspose(Tensor x)
    {
        int rank = x.Shape.Rank;
        return Transpose(x, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
    }

    /// <summary>The diagonal of each square matrix, (…, n).</summary>
    internal static Tensor MatrixDiagonal(Tensor x)
    {
        Tensor places = ExpandDims(Positions(x, -1), 1);
        int rank = x.Shape.Rank;
        for (int axis = 0; axis < rank - 2; axis++)
        {
            places = ExpandDims(places, 0);
        }

        return Squeeze(TakeAlongAxis(x, places, -1), -1);
    }

    /// <summary>Where an element of a matrix stands on the diagonal moved up by so many, or below it: (rows, columns).</summary>
    internal static Tensor LowerTriangle(Tensor x, int diagonal) => ExpandDims(Positions(x, -2), 1) + diagonal >= ExpandDims(Positions(x, -1), 0);

    /// <summary>For each square matrix the one that changes nothing.</summary>
    private static Tensor IdentityLike(Tensor x) =>
        x.Shape.Rank >= 2 ? BroadcastLike(Cast(Equal(ExpandDims(Positions(x, -2), 1), ExpandDims(Positions(x, -1), 0)), x.DType), x)
        : throw new ShapeException($"expected a matrix on the last two axes, got shape {x.Shape}.");

    private static Tensor Solved(Op op, Tensor a, Tensor b)
    {
        (a, b) = Unify(Factored(a), Factored(b));
        bool vectors = b.Shape.Rank == a.Shape.Rank - 1;
        Tensor result = Emit(op, a, vectors ? ExpandDims(b, -1) : b);
        return vectors ? Squeeze(result, -1) : result;
    }

    /// <summary>The operand in single or double precision, the only ones in which matrices are factored.</summary>
    private static Tensor Factored(Tensor x) => x.DType is DType.Float32 or DType.Float64 ? x : Cast(x, DType.Float32);

    private static int Larger(Tensor x) => x.Shape[^1] >= 0 && x.Shape[^2] >= 0 ? Math.Max(x.Shape[^1], x.Shape[^2])
        : throw new ShapeException($"the sides of the matrices must be known; got shape {x.Shape}.");

    private static double Precision(DType type) => type == DType.Float64 ? 2.220446049250313e-16 : 1.1920928955078125e-7;
}
