namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The length of vectors, or the size of matrices, by one of several norms. Integers count as float32.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="ord">
    /// For vectors p: (Σ |x|ᵖ)^(1/p), ±∞: the largest or smallest |x|, 0: how many are not 0. For matrices 1, −1: the largest, smallest sum of |x| in a
    /// column; ±∞: in a row; 2, −2: the largest, smallest singular value; <c>nuc</c>: their sum; <c>fro</c>. Null: the root of the sum of squares.
    /// </param>
    /// <param name="axis">The axis of the vectors, or the two of the matrices (rows, columns); null: all.</param>
    /// <param name="keepdims">Whether the axes stay, with size 1.</param>
    /// <exception cref="ArgumentException">There is no such norm of vectors or matrices, or the axes are neither one nor two.</exception>
    public static Tensor Norm(Tensor x, NormOrder? ord = null, Axes? axis = null, bool keepdims = false)
    {
        x = x.DType == DType.Int64 ? Cast(x, DType.Float32) : Floating(x);
        int[] axes = axis is null ? [.. Enumerable.Range(0, x.Shape.Rank)] : [.. axis.Select(x.Shape.Axis)];
        if (ord is null && axes.Length <= 2)
        {
            return Sqrt(Sum(Square(x), axes, keepdims));
        }

        return axes.Length switch
        {
            1 => VectorNorm(x, ord!.Value, axes, keepdims),
            2 => MatrixNorm(x, ord!.Value, axes[0], axes[1], keepdims),
            _ => throw new ArgumentException($"axis: a norm is taken over one or two axes, got [{string.Join(", ", axes)}] of shape {x.Shape}.", nameof(axis)),
        };
    }

    private static Tensor VectorNorm(Tensor x, NormOrder ord, int[] axes, bool keepdims) => ord.Power switch
    {
        2 => Sqrt(Sum(Square(x), axes, keepdims)),
        0 => Sum(Cast(NotEqual(x, 0), x.DType), axes, keepdims),
        double.PositiveInfinity => Max(Abs(x), axes, keepdims),
        double.NegativeInfinity => Min(Abs(x), axes, keepdims),
        double.NaN => throw new ArgumentException($"ord: there is no norm {ord} of vectors."),
        double p => Power(Sum(Power(Abs(x), p), axes, keepdims), 1 / p),
    };

    private static Tensor MatrixNorm(Tensor x, NormOrder ord, int rows, int columns, bool keepdims)
    {
        if (ord == NormOrder.Frobenius)
        {
            return Sqrt(Sum(Square(x), [rows, columns], keepdims));
        }

        Tensor result = ord.Power switch
        {
            1 => Max(Sum(Abs(x), [rows], keepDims: true), [columns], keepDims: true),
            -1 => Min(Sum(Abs(x), [rows], keepDims: true), [columns], keepDims: true),
            double.PositiveInfinity => Max(Sum(Abs(x), [columns], keepDims: true), [rows], keepDims: true),
            double.NegativeInfinity => Min(Sum(Abs(x), [columns], keepDims: true), [rows], keepDims: true),
            2 => Max(Spectrum(), [-1]),
            -2 => Min(Spectrum(), [-1]),
            double.NaN => Sum(Spectrum(), [-1]),
            _ => throw new ArgumentException($"ord: there is no norm {ord} of matrices; expected 1, -1, 2, -2, inf, -inf, fro or nuc."),
        };
        (int first, int second) = (Math.Min(rows, columns), Math.Max(rows, columns));
        bool gone = result.Shape.Rank < x.Shape.Rank;
        return gone && keepdims ? ExpandDims(ExpandDims(result, first), second)
            : !gone && !keepdims ? Squeeze(Squeeze(result, second), first)
            : result;

        Tensor Spectrum()
        {
            int[] order = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => axis != rows && axis != columns), rows, columns];
            return SingularValues(Transpose(x, order));
        }
    }
}
