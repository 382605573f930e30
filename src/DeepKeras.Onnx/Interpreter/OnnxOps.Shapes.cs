using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>The same elements, or some of them, in another shape.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Reshape(OnnxValue x, AxisList dims)
    {
        Shape shape = Out[0].Shape;
        if (shape.Equals(x.Shape) && shape.Count(size => size < 0) <= 1)
        {
            return x;
        }

        var sizes = new (long Size, OnnxValue? Of, int Axis)[shape.Rank];
        int open = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            // 0 copies the size of the same axis.
            int? copied = ReshapeDims.CopiedAxis(dims[i]);
            sizes[i] = shape[i] >= 0 ? (shape[i], null, 0)
                : copied == i ? (0, null, 0)
                : copied is int axis ? (0, x, axis)
                : (-1, null, 0);
            open += sizes[i].Of is null && sizes[i].Size != -1 ? 0 : 1;
        }

        if (open == 1)
        {
            int left = Array.FindIndex(sizes, size => size.Of is not null || size.Size == -1);
            sizes[left] = (-1, null, 0);
        }

        // An empty axis is a size of 0, not a copy.
        bool empty = shape.Any(size => size == 0);
        if (empty)
        {
            sizes = [.. sizes.Select((size, i) => size is { Size: 0, Of: null } && shape[i] < 0 ? (0L, x, i) : size)];
        }

        return Result(graph.Add("Reshape", [x.Name, ShapeVector(sizes)], empty ? [("allowzero", (object)1)] : []));
    }

    public OnnxValue Transpose(OnnxValue x, AxisList permutation)
    {
        int rank = permutation.Count;
        if (x.Transposed is var (source, before) && Composed(before, permutation) is { } both)
        {
            return IsIdentity(both) ? source : OnnxValue.TransposeOf(graph, Out[0], source, both);
        }

        if (IsIdentity(permutation))
        {
            return x;
        }

        bool toFirst = rank >= 3 && Layouts.Longs(permutation.Span).AsSpan().SequenceEqual(Layouts.ToFirst(rank));
        bool toLast = rank >= 3 && Layouts.Longs(permutation.Span).AsSpan().SequenceEqual(Layouts.ToLast(rank));
        if (toFirst && x.IsChannelsFirst)
        {
            return OnnxValue.Later(graph, Out[0], () => x.ChannelsFirst, null, false);
        }

        return toLast && !x.IsChannelsFirst
            ? OnnxValue.Later(graph, Out[0], null, () => x.Name, true)
            : OnnxValue.TransposeOf(graph, Out[0], x, permutation);
    }

    public OnnxValue BroadcastLike(OnnxValue x, OnnxValue like) => Result(Expanded(x.Name, x.DType, ShapeOf(like)));

    /// <summary>A size that is not known stays what the operand's is.</summary>
    public OnnxValue BroadcastTo(OnnxValue x, Shape shape) => Result(Expanded(x.Name, x.DType, graph.Longs([.. shape.Select(size => size < 0 ? 1L : size)])));

    public OnnxValue ExpandDims(OnnxValue x, int axis) => Result(Add("Unsqueeze", x.Name, graph.Longs(axis)));

    public OnnxValue Squeeze(OnnxValue x, int axis) => Result(Add("Squeeze", x.Name, graph.Longs(axis)));

    public OnnxValue Concat(ReadOnlySpan<OnnxValue> x, int axis)
    {
        int rank = x[0].Shape.Rank;
        bool first = rank >= 3;
        foreach (OnnxValue part in x)
        {
            first &= part.IsChannelsFirst;
        }

        string[] names = new string[x.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = first ? x[i].ChannelsFirst : x[i].Name;
        }

        return Made(graph.Add("Concat", names, ("axis", first ? Layouts.First(axis, rank) : axis)), first);
    }

    public OnnxValue Slice(OnnxValue x, int axis, int start, int end, int step)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        return Made(Sliced(name, place(axis), start, end == Operations.Slice.ToEnd ? long.MaxValue : end, step), first);
    }

    public OnnxValue Pad(OnnxValue x, AxisList pads, PadMode mode, double value)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        int rank = x.Shape.Rank;
        if (mode == PadMode.Symmetric)
        {
            for (int axis = 0; axis < rank; axis++)
            {
                name = Mirrored(name, place(axis), pads[2 * axis], pads[(2 * axis) + 1]);
            }

            return Made(name, first);
        }

        long[] widths = new long[2 * rank];
        for (int axis = 0; axis < rank; axis++)
        {
            widths[place(axis)] = pads[2 * axis];
            widths[rank + place(axis)] = pads[(2 * axis) + 1];
        }

        return Made(Padded(name, x.DType, widths, mode, value), first);
    }

    public OnnxValue Flip(OnnxValue x, int axis)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        return Made(Backward(name, place(axis)), first);
    }

    public OnnxValue Tile(OnnxValue x, AxisList repeats)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        long[] counts = new long[repeats.Count];
        for (int axis = 0; axis < counts.Length; axis++)
        {
            counts[place(axis)] = repeats[axis];
        }

        return Made(Add("Tile", name, graph.Longs(counts)), first);
    }

    public OnnxValue SizeOf(OnnxValue x, int axis) => x.Shape[axis] >= 0
        ? OnnxValue.Of(graph, HostArray.Scalar(x.Shape[axis]))
        : Result(As(Add("Squeeze", SizeVector(x, axis)), DType.Int64, DType.Int32));

    public OnnxValue IndexRange(OnnxValue x, int axis)
    {
        if (x.Shape[axis] >= 0)
        {
            return OnnxValue.Of(graph, HostArray.Of<int>([.. Enumerable.Range(0, x.Shape[axis])], [x.Shape[axis]]));
        }

        string size = As(Add("Squeeze", SizeVector(x, axis)), DType.Int64, DType.Int32);
        return Result(Add("Range", graph.Scalar(DType.Int32, 0), size, graph.Scalar(DType.Int32, 1)));
    }

    private string Expanded(string x, DType type, string shape) => In(type, Kernels.Any, type, t => Add("Expand", As(x, type, t), shape));

    private string Sliced(string x, int axis, long start, long end, long step) =>
        Add("Slice", x, graph.Longs(start), graph.Longs(end), graph.Longs(axis), graph.Longs(step));

    private string Backward(string x, int axis) => Sliced(x, axis, -1, long.MinValue, -1);

    private string Padded(string x, DType type, long[] widths, PadMode mode, double value) =>
        In(type, Kernels.Arithmetic | Kernels.Int8 | Kernels.UInt8 | Kernels.Bool, type, t => mode == PadMode.Constant
            ? Add("Pad", As(x, type, t), graph.Longs(widths), graph.Scalar(t, value))
            : graph.Add("Pad", [As(x, type, t), graph.Longs(widths)], ("mode", "reflect")));

    /// <summary>The array between its own mirror images, the edge repeated.</summary>
    private string Mirrored(string x, int axis, int before, int after)
    {
        if (before + after == 0)
        {
            return x;
        }

        List<string> parts = [x];
        if (before > 0)
        {
            parts.Insert(0, Backward(Sliced(x, axis, 0, before, 1), axis));
        }

        if (after > 0)
        {
            parts.Add(Backward(Sliced(x, axis, -after, long.MaxValue, 1), axis));
        }

        return graph.Add("Concat", [.. parts], ("axis", axis));
    }

    private static AxisList? Composed(AxisList first, AxisList second)
    {
        int[] both = new int[first.Count];
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = first[second[i]];
        }

        return new AxisList(both);
    }

    private static bool IsIdentity(AxisList permutation)
    {
        for (int i = 0; i < permutation.Count; i++)
        {
            if (permutation[i] != i)
            {
                return false;
            }
        }

        return true;
    }
}
