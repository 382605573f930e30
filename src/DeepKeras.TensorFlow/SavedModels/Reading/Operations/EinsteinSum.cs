namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Einstein's sums of one or two tensors whose shapes are known, as matrix products.</summary>
internal static class EinsteinSum
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static Tensor Translate(string equation, Tensor[] operands)
    {
        string[] sides = equation.Replace(" ", "").Split("->");
        string[] names = sides[0].Split(',');
        if (sides.Length != 2 || names.Length != operands.Length || names.Length is < 1 or > 2)
        {
            throw new ShapeException($"the equation \"{equation}\" does not name {operands.Length} operands and a result.");
        }

        string free = new([.. Letters.Where(letter => !equation.Contains(letter))]);
        int elided = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Contains("..."))
            {
                int count = operands[i].Shape.Rank - names[i].Length + 3;
                if (count < 0 || count > free.Length)
                {
                    throw new ShapeException($"the equation \"{equation}\" does not fit shape {operands[i].Shape}.");
                }

                elided = Math.Max(elided, count);
                names[i] = names[i].Replace("...", free[..count]);
            }

            if (names[i].Length != operands[i].Shape.Rank || names[i].Distinct().Count() != names[i].Length)
            {
                throw new ShapeException($"the equation \"{equation}\" does not fit shape {operands[i].Shape}.");
            }
        }

        string result = sides[1].Replace("...", free[..elided]);
        if (names.Length == 1)
        {
            (Tensor x, string left) = Summed(operands[0], names[0], result);
            return Turned(x, left, result);
        }

        return Product(Summed(operands[0], names[0], names[1] + result), Summed(operands[1], names[1], names[0] + result), result);
    }

    private static Tensor Product((Tensor X, string Axes) a, (Tensor X, string Axes) b, string result)
    {
        string both = new([.. a.Axes.Where(axis => b.Axes.Contains(axis) && result.Contains(axis))]);
        string inner = new([.. a.Axes.Where(axis => b.Axes.Contains(axis) && !result.Contains(axis))]);
        string rows = new([.. a.Axes.Where(axis => !b.Axes.Contains(axis))]);
        string columns = new([.. b.Axes.Where(axis => !a.Axes.Contains(axis))]);
        Tensor left = Turned(a.X, a.Axes, both + rows + inner), right = Turned(b.X, b.Axes, both + inner + columns);
        Shape l = left.Shape, r = right.Shape;
        int depth = both.Length;
        Tensor x = Ops.Reshape(left, [.. l.Take(depth), Size(l, depth, rows.Length), Size(l, depth + rows.Length, inner.Length)]);
        Tensor y = Ops.Reshape(right, [.. r.Take(depth), Size(r, depth, inner.Length), Size(r, depth + inner.Length, columns.Length)]);
        Tensor z = Ops.MatMul(x, y);
        Tensor whole = Ops.Reshape(z, [.. z.Shape.Take(depth), .. l.Skip(depth).Take(rows.Length), .. r.Skip(depth + inner.Length)]);
        return Turned(whole, both + rows + columns, result);
    }

    private static int Size(Shape shape, int from, int count) => shape.Skip(from).Take(count).Aggregate(1, (a, b) => checked(a * b));

    /// <summary>The sum over axes that are in nothing else.</summary>
    private static (Tensor X, string Axes) Summed(Tensor x, string axes, string wanted)
    {
        int[] alone = [.. Enumerable.Range(0, axes.Length).Where(i => !wanted.Contains(axes[i]))];
        return alone.Length == 0 ? (x, axes) : (Ops.Sum(x, alone), new([.. axes.Where(wanted.Contains)]));
    }

    private static Tensor Turned(Tensor x, string axes, string order)
    {
        if (axes.Length != order.Length || order.Any(axis => !axes.Contains(axis)))
        {
            throw new ShapeException($"the axes {axes} cannot become {order}.");
        }

        return axes == order ? x : Ops.Transpose(x, [.. order.Select(axis => axes.IndexOf(axis))]);
    }
}
