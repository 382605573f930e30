using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>Products summed over pairs of axes.</summary>
    /// <param name="x1">Any shape.</param>
    /// <param name="x2">Any shape.</param>
    /// <param name="axes">How many of the last axes of x1 go with as many of the first of x2.</param>
    public static Tensor Tensordot(Tensor x1, Tensor x2, int axes = 2) =>
        axes >= 0 && axes <= Math.Min(x1.Shape.Rank, x2.Shape.Rank) ? Tensordot(x1, x2, (Enumerable.Range(x1.Shape.Rank - axes, axes).ToArray(), Enumerable.Range(0, axes).ToArray()))
        : throw new ShapeException($"tensordot over {axes} axes does not fit shapes {x1.Shape} and {x2.Shape}.");

    /// <summary>Products summed over pairs of axes.</summary>
    /// <param name="x1">Any shape.</param>
    /// <param name="x2">Any shape.</param>
    /// <param name="axes">The axes of x1, and those of x2 that they go with.</param>
    public static Tensor Tensordot(Tensor x1, Tensor x2, (Axes First, Axes Second) axes) =>
        Cast(Contracted(x1, x2, [.. axes.First.Select(x1.Shape.Axis)], [.. axes.Second.Select(x2.Shape.Axis)]), ResultType(x1, x2));

    /// <summary>The last axis of x1 with the last but one of x2 (its only one, if it has one), and all other axes of both; a scalar multiplies.</summary>
    public static Tensor Dot(Tensor x1, Tensor x2) =>
        x1.Shape.Rank == 0 || x2.Shape.Rank == 0 ? x1 * x2 : Cast(Contracted(x1, x2, [x1.Shape.Rank - 1], [Math.Max(0, x2.Shape.Rank - 2)]), ResultType(x1, x2));

    /// <summary>The products of the elements of one with those of the other, both flattened: (n, m).</summary>
    public static Tensor Outer(Tensor x1, Tensor x2) => Reshape(x1, -1, 1) * Reshape(x2, 1, -1);

    /// <summary>The last axis of one with the last of the other; a scalar multiplies.</summary>
    public static Tensor Inner(Tensor x1, Tensor x2) =>
        x1.Shape.Rank == 0 || x2.Shape.Rank == 0 ? x1 * x2 : Cast(Contracted(x1, x2, [x1.Shape.Rank - 1], [x2.Shape.Rank - 1]), ResultType(x1, x2));

    /// <summary>The sum of the products of the elements of both, flattened.</summary>
    public static Tensor Vdot(Tensor x1, Tensor x2) => Dot(Reshape(x1, -1), Reshape(x2, -1));

    /// <summary>The vector at right angles to two vectors of 3 numbers. A vector of 2 lies in the plane; of two such just the third number is given.</summary>
    /// <param name="x1">Vectors along <paramref name="axisa"/>.</param>
    /// <param name="x2">Vectors along <paramref name="axisb"/>.</param>
    /// <param name="axisa">The axis of 2 or 3 numbers in x1.</param>
    /// <param name="axisb">The axis of 2 or 3 numbers in x2.</param>
    /// <param name="axisc">Where the 3 numbers stand in the result.</param>
    /// <param name="axis">For all three, if not null.</param>
    public static Tensor Cross(Tensor x1, Tensor x2, int axisa = -1, int axisb = -1, int axisc = -1, int? axis = null)
    {
        (x1, x2) = Unify(Moved(x1, axis ?? axisa, -1), Moved(x2, axis ?? axisb, -1));
        (int size1, int size2) = (x1.Shape[^1], x2.Shape[^1]);
        if (size1 is not (2 or 3) || size2 is not (2 or 3))
        {
            throw new ShapeException($"cross: expected vectors of 2 or 3 numbers, got {size1} and {size2} of them.");
        }

        Tensor Part(int i) => (Component(x1, (i + 1) % 3) * Component(x2, (i + 2) % 3)) - (Component(x1, (i + 2) % 3) * Component(x2, (i + 1) % 3));
        if (size1 == 2 && size2 == 2)
        {
            return Part(2);
        }

        return Moved(Stack([Part(0), Part(1), Part(2)], -1), -1, axis ?? axisc);

        static Tensor Component(Tensor x, int i) => i < x.Shape[^1] ? At(x, -1, i) : ZerosLike(At(x, -1, 0));
    }

    /// <summary>Each element of x1 times the whole of x2, in its place; sizes multiply.</summary>
    public static Tensor Kron(Tensor x1, Tensor x2)
    {
        int rank = Math.Max(x1.Shape.Rank, x2.Shape.Rank);
        Shape first = [.. Enumerable.Repeat(1, rank - x1.Shape.Rank), .. x1.Shape];
        Shape second = [.. Enumerable.Repeat(1, rank - x2.Shape.Rank), .. x2.Shape];
        int[] spread1 = [.. first.SelectMany(size => new[] { size, 1 })];
        int[] spread2 = [.. second.SelectMany(size => new[] { 1, size })];
        return Reshape(Reshape(x1, spread1) * Reshape(x2, spread2), [.. first.Zip(second, (a, b) => a < 0 || b < 0 ? -1 : a * b)]);
    }

    /// <summary>The distances of all points of x, (…, n, d), from all points of y, (…, m, d): (…, n, m).</summary>
    public static Tensor Cdist(Tensor x, Tensor y)
    {
        (x, y) = Unify(x, y, floating: true);
        return x.Shape.Rank >= 2 && y.Shape.Rank >= 2 ? Sqrt(Sum(Square(ExpandDims(x, -2) - ExpandDims(y, -3)), [-1]))
            : throw new ShapeException($"cdist: expected points as rows, (…, points, coordinates); got {x.Shape} and {y.Shape}.");
    }

    /// <summary>The correlation coefficients of the rows of x, (variables, observations), kept within −1 and 1.</summary>
    public static Tensor Corrcoef(Tensor x)
    {
        x = Wide(x);
        Tensor apart = x - Mean(x, [-1], keepDims: true);
        Tensor count = Cast(Size(x, -1), x.DType);
        Tensor covariance = MatMul(apart, apart, transposeA: false, transposeB: true) / (count - 1);
        Tensor deviation = Sqrt(MatrixDiagonal(covariance));
        return Clip(covariance / (ExpandDims(deviation, -1) * ExpandDims(deviation, -2)), -1.0, 1.0);
    }

    /// <summary>The sums of products of x1 with x2 as x2 slides along it.</summary>
    /// <param name="x1">A vector of n numbers.</param>
    /// <param name="x2">A vector of m numbers.</param>
    /// <param name="mode">
    /// <c>valid</c>: where both overlap whole (n − m + 1); <c>full</c>: where they overlap at all (n + m − 1); <c>same</c>: the middle max(n, m) of these.
    /// </param>
    /// <exception cref="ArgumentException">Another mode.</exception>
    public static Tensor Correlate(Tensor x1, Tensor x2, string mode = "valid")
    {
        (x1, x2) = Unify(x1, x2);
        DType type = x1.DType == DType.Int64 ? DType.Float64 : x1.DType.IsFloating() ? x1.DType : DType.Float32;
        (x1, x2) = (Cast(x1, type), Cast(x2, type));
        if (x1.Shape.Rank != 1 || x2.Shape.Rank != 1 || !x2.Shape.IsKnown)
        {
            throw new ShapeException($"correlate: expected two vectors, the second of known length; got {x1.Shape} and {x2.Shape}.");
        }

        (int n, int m) = (x1.Shape[0], x2.Shape[0]);
        int pad = mode switch
        {
            "valid" => 0,
            "same" or "full" => m - 1,
            _ => throw new ArgumentException($"mode: expected valid, same or full, got {mode}.", nameof(mode)),
        };
        Tensor line = Reshape(x1, 1, -1, 1);
        Tensor sums = Reshape(Emit(new Conv(new(1), new(1), new(pad, pad), 1), line, Reshape(x2, m, 1, 1)), -1);
        if (mode != "same")
        {
            return sums;
        }

        int length = Math.Max(n, m);
        int start = (n + m - 1 - length) / 2;
        return n >= 0 ? Slice(sums, 0, start, start + length) : throw new ShapeException("correlate: same needs vectors of known length.");
    }

    /// <summary>An axis moved to another place, the others as they stand.</summary>
    private static Tensor Moved(Tensor x, int from, int to)
    {
        List<int> axes = [.. Enumerable.Range(0, x.Shape.Rank)];
        (from, to) = (x.Shape.Axis(from), x.Shape.Axis(to));
        if (from == to)
        {
            return x;
        }

        axes.RemoveAt(from);
        axes.Insert(to, from);
        return Transpose(x, [.. axes]);
    }

    /// <summary>Products summed over pairs of axes, by one matrix product.</summary>
    private static Tensor Contracted(Tensor x1, Tensor x2, int[] axes1, int[] axes2)
    {
        if (axes1.Length != axes2.Length)
        {
            throw new ShapeException($"as many axes of {x1.Shape} as of {x2.Shape} are needed; got [{string.Join(", ", axes1)}] and [{string.Join(", ", axes2)}].");
        }

        string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        char[] first = letters[..x1.Shape.Rank].ToCharArray();
        char[] second = letters.Substring(x1.Shape.Rank, x2.Shape.Rank).ToCharArray();
        for (int i = 0; i < axes1.Length; i++)
        {
            second[axes2[i]] = first[axes1[i]];
        }

        string result = new([.. first.Where((_, i) => !axes1.Contains(i)), .. second.Where((_, i) => !axes2.Contains(i))]);
        return Einsum($"{new string(first)},{new string(second)}->{result}", x1, x2);
    }
}
