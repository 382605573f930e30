using static DeepKeras.Operations.ShapeRules;

namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public TensorType Cholesky(TensorType x, bool required) => Square(x, nameof(Cholesky));

    public (TensorType Sign, TensorType Log) LogDeterminant(TensorType x)
    {
        TensorType one = x with { Shape = Square(x, nameof(LogDeterminant)).Shape.Slice(0, x.Shape.Rank - 2) };
        return (one, one);
    }

    public TensorType Solve(TensorType a, TensorType b) => Solved(a, b, nameof(Solve));

    public TensorType TriangularSolve(TensorType a, TensorType b, bool lower) => Solved(a, b, nameof(TriangularSolve));

    public (TensorType Q, TensorType R) Qr(TensorType x, bool complete)
    {
        (int rows, int columns) = Sides(x, nameof(Qr));
        int inner = complete ? rows : Smaller(rows, columns);
        return (x with { Shape = x.Shape.With(-1, inner) }, x with { Shape = x.Shape.With(-2, inner) });
    }

    public (TensorType U, TensorType S, TensorType V) Svd(TensorType x, bool full)
    {
        (int rows, int columns) = Sides(x, nameof(Svd));
        int inner = Smaller(rows, columns);
        return (
            x with { Shape = x.Shape.With(-1, full ? rows : inner) },
            x with { Shape = [.. x.Shape.Slice(0, x.Shape.Rank - 2), inner] },
            x with { Shape = x.Shape.With(-2, full ? columns : inner) });
    }

    public (TensorType Values, TensorType Vectors) Eigh(TensorType x) => (Square(x, nameof(Eigh)) with { Shape = x.Shape.WithoutLast() }, x);

    public (TensorType Real, TensorType Imaginary, TensorType RealVectors, TensorType ImaginaryVectors) Eig(TensorType x)
    {
        TensorType values = Square(x, nameof(Eig)) with { Shape = x.Shape.WithoutLast() };
        return (values, values, x, x);
    }

    public (TensorType Factors, TensorType Rows) Lu(TensorType x)
    {
        Sides(x, nameof(Lu));
        return (x, new(DType.Int32, x.Shape.WithoutLast()));
    }

    public (TensorType Real, TensorType Imaginary) Fft(TensorType real, TensorType imaginary, bool inverse)
    {
        Factored(real, nameof(Fft));
        SameType(nameof(Fft), real, imaginary);
        return real.Shape.Rank > 0 && real.Shape.IsCompatibleWith(imaginary.Shape) ? (real, real)
            : throw new ShapeException($"a Fourier transform takes real and imaginary parts of one shape with an axis; got {real.Shape} and {imaginary.Shape}.");
    }

    /// <summary>Matrices are factored in single or double precision.</summary>
    private static TensorType Factored(TensorType x, string place) => Require(x, x.Type is DType.Float32 or DType.Float64, place, "float32 or float64");

    private static (int Rows, int Columns) Sides(TensorType x, string place)
    {
        Factored(x, place);
        return x.Shape.Rank >= 2 ? (x.Shape[^2], x.Shape[^1]) : throw new ShapeException($"{place}: expected a matrix on the last two axes, got shape {x.Shape}.");
    }

    private static int Smaller(int rows, int columns) => rows < 0 || columns < 0 ? Shape.Unknown : Math.Min(rows, columns);

    private static TensorType Square(TensorType x, string place)
    {
        (int rows, int columns) = Sides(x, place);
        return rows == columns || rows < 0 || columns < 0 ? x : throw new ShapeException($"{place}: expected a square matrix on the last two axes, got shape {x.Shape}.");
    }

    private static TensorType Solved(TensorType a, TensorType b, string place)
    {
        Square(a, place);
        SameType(place, a, b);
        bool fits = b.Shape.Rank == a.Shape.Rank && a.Shape.WithoutLast().IsCompatibleWith(b.Shape.WithoutLast());
        return fits ? b : throw new ShapeException($"{place}: a right side of shape {b.Shape} does not fit a matrix of shape {a.Shape}.");
    }
}
