using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>
    /// Sums of products, by Einstein's convention: a letter an axis; letters that the result lacks are summed over. <c>"bij,bjk->bik"</c> multiplies
    /// batches of matrices, <c>"ii->i"</c> takes a diagonal, <c>"..."</c> stands for all other axes. Without <c>-></c> the result has the letters
    /// that occur once, in the order of the alphabet. Each pair of operands is one matrix product.
    /// </summary>
    /// <param name="subscripts">The letters of each operand, and of the result.</param>
    /// <param name="operands">As many as the letters say.</param>
    /// <exception cref="ArgumentException">The subscripts do not fit the operands.</exception>
    public static Tensor Einsum(string subscripts, params IReadOnlyList<Tensor> operands)
    {
        (string[] inputs, string output) = EinsumLetters(subscripts, operands);
        DType type = operands.Select(operand => operand.DType).Aggregate(DTypeExtensions.Promote);
        DType result = type == DType.Int8 && operands.Count > 1 ? DType.Int32 : type;
        DType compute = result == DType.Bool ? DType.Int32 : result;
        var terms = new List<(Tensor Value, string Letters)>();
        for (int i = 0; i < inputs.Length; i++)
        {
            terms.Add(Diagonals(Cast(operands[i], compute), inputs[i], subscripts));
        }

        while (terms.Count > 1)
        {
            string wanted = output + string.Concat(terms.Skip(2).Select(term => term.Letters));
            (Tensor Value, string Letters) product = PairProduct(terms[0], terms[1], wanted);
            terms.RemoveRange(0, 2);
            terms.Insert(0, product);
        }

        (Tensor value, string letters) = Summed(terms[0], output);
        return Cast(Ordered(value, letters, output), result);
    }

    /// <summary>The letters with the ellipsis spelled out by capital-free spare ones, so that all axes have a name.</summary>
    private static (string[] Inputs, string Output) EinsumLetters(string subscripts, IReadOnlyList<Tensor> operands)
    {
        string[] sides = subscripts.Replace(" ", string.Empty, StringComparison.Ordinal).Split("->");
        string[] inputs = sides[0].Split(',');
        if (sides.Length > 2 || inputs.Length != operands.Count)
        {
            throw new ArgumentException($"einsum: \"{subscripts}\" does not name {operands.Count} operands.", nameof(subscripts));
        }

        int most = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            int named = inputs[i].Replace("...", string.Empty, StringComparison.Ordinal).Length;
            int others = operands[i].Shape.Rank - named;
            if (others < 0 || (others > 0 && !inputs[i].Contains("...", StringComparison.Ordinal)))
            {
                throw new ArgumentException($"einsum: \"{inputs[i]}\" does not fit shape {operands[i].Shape}.", nameof(subscripts));
            }

            most = Math.Max(most, others);
        }

        // The axes of the ellipsis are counted from the last.
        string spare = new([.. Enumerable.Range(0, most).Select(i => (char)('\u0100' + i))]);
        for (int i = 0; i < inputs.Length; i++)
        {
            int others = operands[i].Shape.Rank - inputs[i].Replace("...", string.Empty, StringComparison.Ordinal).Length;
            inputs[i] = inputs[i].Replace("...", spare[(most - others)..], StringComparison.Ordinal);
        }

        string all = string.Concat(inputs);
        string output = sides.Length == 2 ? sides[1].Replace("...", spare, StringComparison.Ordinal)
            : spare + new string([.. all.Except(spare).Where(letter => all.Count(other => other == letter) == 1).Order()]);
        return output.All(all.Contains) && output.Distinct().Count() == output.Length ? (inputs, output)
            : throw new ArgumentException($"einsum: the result of \"{subscripts}\" must name axes of the operands, each once.", nameof(subscripts));
    }

    /// <summary>Axes of one letter become their diagonal.</summary>
    private static (Tensor Value, string Letters) Diagonals(Tensor x, string letters, string subscripts)
    {
        for (int i = 0; i < letters.Length; i++)
        {
            int other;
            while ((other = letters.IndexOf(letters[i], i + 1)) > 0)
            {
                if (x.Shape[i] != x.Shape[other] || x.Shape[i] < 0)
                {
                    throw new ArgumentException($"einsum: \"{subscripts}\" takes a diagonal of axes {i} and {other} of shape {x.Shape}, whose sizes must be equal and known.", nameof(subscripts));
                }

                // Both axes side by side at the end, as a square matrix.
                int[] order = [.. Enumerable.Range(0, letters.Length).Where(axis => axis != i && axis != other), i, other];
                letters = new string([.. order.Select(axis => letters[axis])])[..^1];
                x = MatrixDiagonal(Transpose(x, order));
                i = -1;
                break;
            }
        }

        return (x, letters);
    }

    private static (Tensor Value, string Letters) Summed((Tensor Value, string Letters) term, string kept)
    {
        int[] axes = [.. Enumerable.Range(0, term.Letters.Length).Where(axis => !kept.Contains(term.Letters[axis], StringComparison.Ordinal))];
        return axes.Length == 0 ? term : (Cast(Sum(term.Value, axes), term.Value.DType), new string([.. term.Letters.Where(letter => kept.Contains(letter, StringComparison.Ordinal))]));
    }

    private static (Tensor Value, string Letters) PairProduct((Tensor Value, string Letters) a, (Tensor Value, string Letters) b, string wanted)
    {
        a = Summed(a, wanted + b.Letters);
        b = Summed(b, wanted + a.Letters);

        // A size of 1 in one operand where the other has more is repeated: it counts as no axis of that operand.
        string inner = new([.. a.Letters.Where(letter => b.Letters.Contains(letter, StringComparison.Ordinal) && !wanted.Contains(letter, StringComparison.Ordinal))]);
        bool repeats = inner.Any(letter => SizeOfLetter(a, letter) != SizeOfLetter(b, letter) && (SizeOfLetter(a, letter) == 1 || SizeOfLetter(b, letter) == 1));
        string batch = new([.. a.Letters.Where(letter => b.Letters.Contains(letter, StringComparison.Ordinal) && wanted.Contains(letter, StringComparison.Ordinal))]);
        string rows = new([.. a.Letters.Where(letter => !b.Letters.Contains(letter, StringComparison.Ordinal))]);
        string columns = new([.. b.Letters.Where(letter => !a.Letters.Contains(letter, StringComparison.Ordinal))]);
        string letters = batch + rows + columns;
        if (inner.Length == 0 || repeats)
        {
            string order = batch + rows + columns + inner;
            Tensor product = Spread(a, order) * Spread(b, order);
            return Summed((product, order), letters);
        }

        Tensor left = Merged(Ordered(a.Value, a.Letters, batch + rows + inner), batch.Length, rows.Length, inner.Length);
        Tensor right = Merged(Ordered(b.Value, b.Letters, batch + inner + columns), batch.Length, inner.Length, columns.Length);
        Tensor result = Emit(new MatMul(false, false), left, right);
        if (rows.Length == 1 && columns.Length == 1)
        {
            return (result, letters);
        }

        int[] sizes =
        [
            .. Enumerable.Range(0, batch.Length).Select(ReshapeDims.Copy),
            .. rows.Select(letter => SizeOfLetter(a, letter)),
            .. columns.Select(letter => SizeOfLetter(b, letter)),
        ];
        return sizes.Count(size => size == -1) <= 1 ? (Emit(new Reshape(sizes), result), letters)
            : throw new ShapeException($"einsum: of the axes \"{rows + columns}\" of {a.Value.Shape} and {b.Value.Shape} at most one may have an unknown size.");
    }

    private static int SizeOfLetter((Tensor Value, string Letters) term, char letter) => term.Value.Shape[term.Letters.IndexOf(letter, StringComparison.Ordinal)];

    /// <summary>The axes in the order of the letters, with axes of size 1 for those that are missing.</summary>
    private static Tensor Spread((Tensor Value, string Letters) term, string order)
    {
        string present = new([.. order.Where(letter => term.Letters.Contains(letter, StringComparison.Ordinal))]);
        Tensor x = Ordered(term.Value, term.Letters, present);
        for (int axis = 0; axis < order.Length; axis++)
        {
            x = present.Contains(order[axis], StringComparison.Ordinal) ? x : ExpandDims(x, axis);
        }

        return x;
    }

    /// <summary>The axes in another order.</summary>
    private static Tensor Ordered(Tensor x, string letters, string order) =>
        letters == order ? x : Transpose(x, [.. order.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal))]);

    /// <summary>The axes after the first few made two, of so many each.</summary>
    private static Tensor Merged(Tensor x, int batch, int first, int second)
    {
        if (first == 1 && second == 1)
        {
            return x;
        }

        Shape shape = x.Shape;
        int rows = Product(shape.Slice(batch, first));
        int columns = Product(shape.Slice(batch + first, second));
        return rows >= 0 || columns >= 0 ? Reshape(x, [.. Enumerable.Range(0, batch).Select(ReshapeDims.Copy), rows, columns])
            : throw new ShapeException($"einsum: of the axes of {shape} that are multiplied at most one may have an unknown size.");

        static int Product(Shape sizes) => sizes.IsKnown ? (int)sizes.Elements : Shape.Unknown;
    }
}
