using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>Einstein's sum of an input and a kernel: which axes are multiplied, summed, and kept. An ellipsis has become letters of its own.</summary>
internal sealed class EinsumEquation
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private readonly string text;
    private readonly string x;
    private readonly string k;
    private readonly string y;

    /// <summary>Letters that an ellipsis at the front stands for; they have no kernel axes.</summary>
    private readonly int elidedInFront;
    private readonly int elidedBehind;

    private EinsumEquation(string text, string x, string k, string y, int elidedInFront, int elidedBehind) =>
        (this.text, this.x, this.k, this.y, this.elidedInFront, this.elidedBehind) = (text, x, k, y, elidedInFront, elidedBehind);

    /// <exception cref="ShapeException">It is no such equation, or does not fit an input of that rank.</exception>
    public static EinsumEquation Parse(string text, int rank)
    {
        string[] sides = text.Replace(" ", "").Split("->");
        string[] operands = sides[0].Split(',');
        if (sides.Length != 2 || operands.Length != 2)
        {
            throw Wrong("two operands and a result");
        }

        (string x, string k, string y) = (operands[0], operands[1], sides[1]);
        bool front = x.StartsWith("...", StringComparison.Ordinal);
        bool behind = !front && x.EndsWith("...", StringComparison.Ordinal);
        if (front != y.StartsWith("...", StringComparison.Ordinal) || behind != y.EndsWith("...", StringComparison.Ordinal))
        {
            throw Wrong("\"...\" at the same end of the input and the result");
        }

        (x, y) = (x.Replace("...", ""), y.Replace("...", ""));
        int elided = rank - x.Length;
        if (elided < 0 || (elided > 0 && !front && !behind))
        {
            throw new ShapeException($"the equation \"{text}\" names {x.Length} axes of the input, which has {rank}.");
        }

        string free = new([.. Letters.Where(letter => !$"{x}{k}{y}".Contains(letter)).Take(elided)]);
        (x, y) = front ? (free + x, free + y) : (x + free, y + free);
        foreach (string axes in new[] { x, k, y })
        {
            if (axes.Any(letter => !char.IsAsciiLetter(letter)) || axes.Distinct().Count() != axes.Length)
            {
                throw Wrong("each axis a letter of its own");
            }
        }

        return y.All(letter => x.Contains(letter) || k.Contains(letter)) && k.All(letter => x.Contains(letter) || y.Contains(letter)) && x.Length > 0
            ? new(text, x, k, y, front ? elided : 0, behind ? elided : 0)
            : throw Wrong("every letter of the result in an operand, and every letter of the kernel in the input or the result");

        ShapeException Wrong(string expected) => new($"the equation \"{text}\" is none of the forms ab,bc->ac, ...b,bc->...c and ab...,bc->ac...: expected {expected}.");
    }

    /// <summary>The output's whole shape: the batch, what an ellipsis stands for, and the given sizes.</summary>
    /// <exception cref="ShapeException">The given sizes contradict the input's.</exception>
    public Shape Output(Shape input, Shape given)
    {
        int[] elided = elidedInFront > 0 ? [.. input[1..elidedInFront]] : [.. input[(input.Rank - elidedBehind)..]];
        Shape output = elidedInFront > 0 ? [input[0], .. elided, .. given] : [input[0], .. given, .. elided];
        if (output.Rank != y.Length)
        {
            throw new ShapeException($"expected an output shape of {y.Length - 1 - elided.Length} sizes for the equation \"{text}\", got {given}.");
        }

        for (int i = 0; i < y.Length; i++)
        {
            int axis = x.IndexOf(y[i]);
            if (axis >= 0 && output[i] != Shape.Unknown && input[axis] != output[i])
            {
                throw new ShapeException($"axis {y[i]} of \"{text}\" has size {input[axis]} in the input {input}, but {output[i]} in the output shape {given}.");
            }
        }

        return output;
    }

    /// <summary>The kernel's shape, and which of its axes are summed and which stay.</summary>
    public (Shape Shape, int[] Summed, int[] Kept) Kernel(Shape input, Shape output)
    {
        int[] sizes = [.. k.Select(letter => y.Contains(letter) && output[y.IndexOf(letter)] != Shape.Unknown ? output[y.IndexOf(letter)] : input[x.IndexOf(letter)])];
        int[] kept = [.. Enumerable.Range(0, k.Length).Where(i => y.Contains(k[i]))];
        return (sizes, [.. Enumerable.Range(0, k.Length).Except(kept)], kept);
    }

    /// <summary>The bias's shape: from its first letter on, 1 along axes that are not its own.</summary>
    /// <exception cref="ShapeException">A letter is not in the result.</exception>
    public Shape Bias(Shape output, string axes)
    {
        if (axes.Length == 0 || axes.Any(letter => y.IndexOf(letter) < 0))
        {
            throw new ShapeException($"bias_axes: expected letters of the result of \"{text}\", got \"{axes}\".");
        }

        int first = axes.Min(letter => y.IndexOf(letter));
        return Enumerable.Range(first, y.Length - first).Select(i => axes.Contains(y[i]) ? output[i] : 1).ToArray();
    }

    /// <summary>The sum, as one matrix product.</summary>
    public Tensor Apply(Tensor input, Tensor kernel)
    {
        // Letters of the input alone that the result lacks are summed first.
        int[] gone = [.. Enumerable.Range(0, x.Length).Where(i => !k.Contains(x[i]) && !y.Contains(x[i]))];
        Tensor a = gone.Length == 0 ? input : Ops.Sum(input, gone);
        string axes = new([.. x.Where((_, i) => !gone.Contains(i))]);

        string both = new([.. k.Where(letter => x.Contains(letter) && y.Contains(letter))]);
        string summed = new([.. k.Where(letter => x.Contains(letter) && !y.Contains(letter))]);
        string rows = new([.. axes.Where(letter => !k.Contains(letter))]);
        string columns = new([.. k.Where(letter => !x.Contains(letter))]);
        int Size(string letters) => letters.Aggregate(1, (product, letter) => product * kernel.Shape[k.IndexOf(letter)]);

        // (both, rows, summed) · (both, summed, columns). Rows may have several unknown sizes: they are made one axis only where they must.
        Tensor left = Ops.Transpose(a, [.. (both + rows + summed).Select(letter => axes.IndexOf(letter))]);
        Tensor right = Ops.Reshape(Ops.Transpose(kernel, [.. (both + summed + columns).Select(letter => k.IndexOf(letter))]),
            both.Length == 0 ? [Size(summed), Size(columns)] : [Size(both), Size(summed), Size(columns)]);
        int[] rowSizes = [.. rows.Select(letter => a.Shape[axes.IndexOf(letter)])];
        int[] restored;
        Tensor product;
        if (both.Length == 0)
        {
            int[] copies = [.. Enumerable.Range(0, rows.Length).Select(ReshapeDims.Copy)];
            product = Ops.MatMul(Ops.Reshape(left, [.. copies, Size(summed)]), right);
            restored = copies;
        }
        else
        {
            int unknown = rowSizes.Count(size => size < 0);
            if (unknown > 1)
            {
                throw new ShapeException($"the equation \"{text}\" multiplies along {both} and keeps {unknown} unknown sizes; one at most is supported, got {input.Shape}.");
            }

            product = Ops.MatMul(Ops.Reshape(left, Size(both), ReshapeDims.Rest, Size(summed)), right);
            restored = [.. both.Select(letter => kernel.Shape[k.IndexOf(letter)]), .. rowSizes];
        }

        Tensor whole = Ops.Reshape(product, [.. restored, .. columns.Select(letter => kernel.Shape[k.IndexOf(letter)])]);
        return Ops.Transpose(whole, [.. y.Select(letter => (both + rows + columns).IndexOf(letter))]);
    }
}
