namespace DeepKeras.Tests.Operations;

/// <summary>What makes results comparable that are unique but for signs: done to the case's outputs before they were recorded.</summary>
internal static class OpPostprocess
{
    public static IReadOnlyList<Tensor> Apply(string name, IReadOnlyList<Tensor> outputs) => name switch
    {
        "qr_sign" => TurnQr(outputs[0], outputs[1]),
        "eigh_sign" => [outputs[0], Turn(outputs[1], LargestSigns(outputs[1]))],
        "svd_sign" => TurnSvd(outputs[0], outputs[1], outputs[2]),
        _ => throw new NoClassYetException($"postprocess {name}"),
    };

    /// <summary>Eigenvalues in the order of their real, then imaginary parts, both rounded to 4 decimals.</summary>
    public static (double Real, double Imaginary)[] Sorted(IEnumerable<(double Real, double Imaginary)> values) =>
        [.. values.OrderBy(value => Math.Round(value.Real, 4)).ThenBy(value => Math.Round(value.Imaginary, 4))];

    private static Tensor[] TurnQr(Tensor q, Tensor r)
    {
        int size = Math.Min(r.Shape[^2], r.Shape[^1]);
        Tensor square = Ops.Slice(Ops.Slice(r, -2, 0, size), -1, 0, size);
        Tensor signs = Ops.Sum(square * Eye(size), [-1]);
        signs = Ops.StopGradient(Ops.Where(signs < 0, -1.0, Ops.OnesLike(signs)));
        Tensor all = Filled(signs, q.Shape[^1]);
        return [q * Ops.ExpandDims(all, -2), r * Ops.ExpandDims(Filled(signs, r.Shape[^2]), -1)];
    }

    private static Tensor[] TurnSvd(Tensor u, Tensor s, Tensor v)
    {
        int rank = s.Shape[^1];
        Tensor left = LargestSigns(u);
        Tensor right = LargestSigns(Ops.Transpose(v, [.. Enumerable.Range(0, v.Shape.Rank - 2), v.Shape.Rank - 1, v.Shape.Rank - 2]));
        Tensor shared = Ops.Slice(left, -1, 0, rank);
        Tensor rows = right.Shape[^1] > rank ? Ops.Concatenate([shared, Ops.Slice(right, -1, rank)], -1) : shared;
        return [Turn(u, left), s, v * Ops.ExpandDims(rows, -1)];
    }

    private static Tensor Turn(Tensor columns, Tensor signs) => columns * Ops.ExpandDims(signs, -2);

    /// <summary>The sign of each column's entry of largest magnitude.</summary>
    private static Tensor LargestSigns(Tensor columns)
    {
        Tensor at = Ops.ExpandDims(Ops.ArgMax(Ops.Abs(columns), -2), -2);
        Tensor entry = Ops.Squeeze(Ops.TakeAlongAxis(columns, at, -2), -2);
        return Ops.StopGradient(Ops.Where(entry < 0, -1.0, Ops.OnesLike(entry)));
    }

    private static Tensor Filled(Tensor signs, int size) => size <= signs.Shape[^1] ? Ops.Slice(signs, -1, 0, size)
        : Ops.Pad(signs, [.. Enumerable.Repeat((0, 0), signs.Shape.Rank - 1), (0, size - signs.Shape[^1])], 1);

    private static Tensor Eye(int size)
    {
        var array = new HostArray(DType.Float32, [size, size]);
        for (int i = 0; i < size; i++)
        {
            array[(i * size) + i] = 1;
        }

        return Ops.Constant(array);
    }
}
