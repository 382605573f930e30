using System.Globalization;
using System.Text;

namespace DeepKeras.Operations;

/// <summary>Operations on text, computed on the host.</summary>
internal static class TextComputation
{
    private const ulong CrossKey = 0xDECAFCAFFE;

    /// <exception cref="NotSupportedException">Text does not go through such an operation.</exception>
    public static HostArray Compute(Op op, HostArray[] x) => op switch
    {
        TextOf => HostArray.OfText([.. Enumerable.Range(0, (int)x[0].Elements).Select(i => Number(x[0], i).ToString(CultureInfo.InvariantCulture))], x[0].Shape),
        TextHash hash => Map(x[0], text => hash.Key is { } key ? SipHash.Of(Bytes(text), key) % (ulong)hash.Buckets : FarmHash.Fingerprint(Bytes(text)) % (ulong)hash.Buckets),
        CrossedHash cross => Crossed(x, (ulong)cross.Buckets),
        TextTokens tokens => tokens.Splitting == TextSplitting.None && x[0].Shape.Rank == 1 ? Cleaned(x[0], tokens) : Tokens.Dense(Tokens.Rows(x[0], tokens), tokens.Length),
        TableLookup lookup => lookup.Table.Find(x[0]),
        Required required => x[0].Bytes.Contains((byte)0) ? throw new UnmetRequirementException(required.Message) : x[1],
        Select => Chosen(x[0], x[1], x[2]),
        Gather gather => Picked(x[0], x[1], gather.Axis),
        Compare { Kind: CompareKind.Equal or CompareKind.NotEqual } compare => Compared(x[0], x[1], compare.Kind == CompareKind.Equal),
        Reshape reshape => x[0].Reshaped(Known(x[0], ShapeOps.Instance.Reshape(Type(x[0]), reshape.Dims).Shape)),
        ExpandDims expand => x[0].Reshaped(ShapeOps.Instance.ExpandDims(Type(x[0]), expand.Axis).Shape),
        Squeeze squeeze => x[0].Reshaped(ShapeOps.Instance.Squeeze(Type(x[0]), squeeze.Axis).Shape),
        Slice slice => Sliced(x[0], slice),
        Concat concat => Joined(x, concat.Axis),
        StopGradient => x[0],
        _ => throw new NotSupportedException($"text does not go through {op}; it is looked up, hashed, split, compared, sliced, picked, joined or reshaped."),
    };

    private static TensorType Type(HostArray array) => new(array.Type, array.Shape);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static long Number(HostArray array, int i) => array.Type == DType.Int64 ? array.As<long>()[i] : (long)array[i];

    private static HostArray Map(HostArray x, Func<string, ulong> function)
    {
        var result = new HostArray(DType.Int64, x.Shape);
        for (int i = 0; i < x.Elements; i++)
        {
            result.As<long>()[i] = (long)function(x.Texts[i]);
        }

        return result;
    }

    private static HostArray Crossed(HostArray[] x, ulong buckets)
    {
        var result = new HostArray(DType.Int64, x[0].Shape);
        for (int i = 0; i < result.Elements; i++)
        {
            ulong hash = CrossKey;
            foreach (HostArray column in x)
            {
                hash = FarmHash.Join(hash, column.Type == DType.String ? FarmHash.Fingerprint(Bytes(column.Texts[i])) : (ulong)column.As<long>()[i]);
            }

            result.As<long>()[i] = (long)(hash % buckets);
        }

        return result;
    }

    private static HostArray Cleaned(HostArray x, TextTokens op) => HostArray.OfText([.. Tokens.Rows(x, op).Select(row => row[0])], x.Shape);

    private static HostArray Compared(HostArray a, HostArray b, bool equal)
    {
        Shape shape = Shape.Broadcast(a.Shape, b.Shape);
        if (a.Elements != shape.Elements && a.Elements != 1 || b.Elements != shape.Elements && b.Elements != 1)
        {
            throw new NotSupportedException($"texts of shapes {a.Shape} and {b.Shape} are not compared; expected one shape, or a single text.");
        }

        var result = new HostArray(DType.Bool, shape);
        for (int i = 0; i < result.Elements; i++)
        {
            result.As<bool>()[i] = (a.Texts[a.Elements == 1 ? 0 : i] == b.Texts[b.Elements == 1 ? 0 : i]) == equal;
        }

        return result;
    }

    /// <summary>Texts or numbers that were fetched for texts' sake; each operand has the result's shape, or one element.</summary>
    private static HostArray Chosen(HostArray condition, HostArray a, HostArray b)
    {
        var result = new HostArray(a.Type, Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape)));
        foreach (HostArray operand in (HostArray[])[condition, a, b])
        {
            if (operand.Elements != result.Elements && operand.Elements != 1)
            {
                throw new NotSupportedException($"of texts of shape {result.Shape} none are chosen by {operand.Shape}; expected that shape, or a single element.");
            }
        }

        for (int i = 0; i < result.Elements; i++)
        {
            HostArray from = condition.As<bool>()[condition.Elements == 1 ? 0 : i] ? a : b;
            result.CopyFrom(from, from.Elements == 1 ? 0 : i, i, 1);
        }

        return result;
    }

    private static HostArray Picked(HostArray x, HostArray indices, int axis)
    {
        var result = new HostArray(x.Type, [.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]]);
        long inner = x.Shape[(axis + 1)..].Elements, outer = x.Shape[..axis].Elements;
        for (long o = 0; o < outer; o++)
        {
            for (int i = 0; i < indices.Elements; i++)
            {
                long place = Number(indices, i);
                if (place < 0 || place >= x.Shape[axis])
                {
                    throw new ArgumentException($"expected an index from 0 to {x.Shape[axis] - 1}, got {place}.");
                }

                result.CopyFrom(x, ((o * x.Shape[axis]) + place) * inner, ((o * indices.Elements) + i) * inner, inner);
            }
        }

        return result;
    }

    private static Shape Known(HostArray x, Shape shape)
    {
        long rest = shape.Where(size => size >= 0).Aggregate(1L, (product, size) => product * size);
        return shape.Select(size => size >= 0 ? size : (int)(x.Elements / Math.Max(rest, 1))).ToArray();
    }

    private static HostArray Sliced(HostArray x, Slice op)
    {
        (int start, _, int count) = Slice.Resolve(x.Shape[op.Axis], op.Start, op.End, op.Step);
        var result = new HostArray(x.Type, x.Shape.With(op.Axis, count));
        long inner = x.Shape[(op.Axis + 1)..].Elements;
        long outer = x.Shape[..op.Axis].Elements;
        for (long o = 0; o < outer; o++)
        {
            for (int i = 0; i < count; i++)
            {
                result.CopyFrom(x, ((o * x.Shape[op.Axis]) + start + (i * op.Step)) * inner, ((o * count) + i) * inner, inner);
            }
        }

        return result;
    }

    private static HostArray Joined(HostArray[] x, int axis)
    {
        int size = x.Sum(part => part.Shape[axis]);
        var result = new HostArray(x[0].Type, x[0].Shape.With(axis, size));
        long inner = result.Shape[(axis + 1)..].Elements;
        long outer = result.Shape[..axis].Elements;
        for (long o = 0; o < outer; o++)
        {
            long at = o * size;
            foreach (HostArray part in x)
            {
                long block = part.Shape[axis];
                result.CopyFrom(part, o * block * inner, at * inner, block * inner);
                at += block;
            }
        }

        return result;
    }
}
