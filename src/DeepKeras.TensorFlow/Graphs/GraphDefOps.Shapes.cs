using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Operations that move elements about, and the arithmetic of sizes that are not known while the graph is written.</summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput Reshape(NodeOutput x, AxisList dims)
    {
        var sizes = new Dim[dims.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = ReshapeDims.CopiedAxis(dims[i]) is int axis ? SizeAt(x, axis) : new Dim(dims[i]);
        }

        return Reshaped(x, ShapeOps.Instance.Reshape(x.Type, dims).Shape, sizes);
    }

    public NodeOutput Transpose(NodeOutput x, AxisList permutation) =>
        graph.Add("Transpose", ShapeOps.Instance.Transpose(x.Type, permutation), [x, graph.Ints(permutation.Span)], Attr.Type("T", x.DType), Attr.Type("Tperm", DType.Int32));

    public NodeOutput BroadcastLike(NodeOutput x, NodeOutput like) =>
        x.Shape.IsKnown && x.Shape.Equals(like.Shape) ? x : Broadcasted(x, like.Shape, ShapeVector(like));

    public NodeOutput BroadcastTo(NodeOutput x, Shape shape)
    {
        if (x.Shape.IsKnown && x.Shape.Equals(shape))
        {
            return x;
        }

        // An open size is the operand's own.
        int offset = shape.Rank - x.Shape.Rank;
        return Broadcasted(x, shape, Vector([.. shape.Select((size, axis) => size >= 0 ? new Dim(size) : SizeAt(x, axis - offset))]));
    }

    public NodeOutput ExpandDims(NodeOutput x, int axis) =>
        graph.Add("ExpandDims", ShapeOps.Instance.ExpandDims(x.Type, axis), [x, graph.Int(axis)], Attr.Type("T", x.DType), Attr.Type("Tdim", DType.Int32));

    public NodeOutput Squeeze(NodeOutput x, int axis) =>
        graph.Add("Squeeze", ShapeOps.Instance.Squeeze(x.Type, axis), [x], Attr.Type("T", x.DType), Attr.Ints("squeeze_dims", axis));

    public NodeOutput Concat(ReadOnlySpan<NodeOutput> x, int axis)
    {
        var types = new TensorType[x.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = x[i].Type;
        }

        return x.Length == 1 ? x[0]
            : graph.Add("ConcatV2", ShapeOps.Instance.Concat(types, axis), [.. x, graph.Int(axis)], Attr.Int("N", x.Length), Attr.Type("T", x[0].DType), Attr.Type("Tidx", DType.Int32));
    }

    public NodeOutput Slice(NodeOutput x, int axis, int start, int end, int step)
    {
        axis = x.Shape.Axis(axis);
        int[] begins = new int[x.Shape.Rank];
        int[] ends = new int[x.Shape.Rank];
        int[] steps = new int[x.Shape.Rank];
        Array.Fill(steps, 1);
        int others = ((1 << x.Shape.Rank) - 1) & ~(1 << axis);
        (begins[axis], ends[axis], steps[axis]) = (start, end == Operations.Slice.ToEnd ? 0 : end, step);
        return graph.Add(
            "StridedSlice",
            ShapeOps.Instance.Slice(x.Type, axis, start, end, step),
            [x, graph.Ints(begins), graph.Ints(ends), graph.Ints(steps)],
            Attr.Type("T", x.DType),
            Attr.Type("Index", DType.Int32),
            Attr.Int("begin_mask", others),
            Attr.Int("end_mask", end == Operations.Slice.ToEnd ? others | (1 << axis) : others),
            Attr.Int("ellipsis_mask", 0),
            Attr.Int("new_axis_mask", 0),
            Attr.Int("shrink_axis_mask", 0));
    }

    public NodeOutput Pad(NodeOutput x, AxisList pads, PadMode mode, double value)
    {
        TensorType type = ShapeOps.Instance.Pad(x.Type, pads, mode, value);
        if (!pads.Span.ContainsAnyExcept(0))
        {
            return x;
        }

        NodeOutput counts = graph.Constant(HostArray.Of(pads.Span, [pads.Count / 2, 2]));
        // MirrorPad refuses an axis of no elements, even one that is not padded; what comes of nothing is nothing.
        return mode != PadMode.Constant && !(type.Shape.IsKnown && type.Shape.Elements == 0)
            ? graph.Add("MirrorPad", type, [x, counts], Attr.Type("T", x.DType), Attr.Type("Tpaddings", DType.Int32), Attr.Text("mode", mode == PadMode.Reflect ? "REFLECT" : "SYMMETRIC"))
            : value == 0 ? graph.Add("Pad", type, [x, counts], Attr.Type("T", x.DType), Attr.Type("Tpaddings", DType.Int32))
            : graph.Add("PadV2", type, [x, counts, graph.Number(x.DType, value)], Attr.Type("T", x.DType), Attr.Type("Tpaddings", DType.Int32));
    }

    public NodeOutput Flip(NodeOutput x, int axis) =>
        graph.Add("ReverseV2", x.Type, [x, graph.Ints(x.Shape.Axis(axis))], Attr.Type("Tidx", DType.Int32), Attr.Type("T", x.DType));

    public NodeOutput Tile(NodeOutput x, AxisList repeats) =>
        graph.Add("Tile", ShapeOps.Instance.Tile(x.Type, repeats), [x, graph.Ints(repeats.Span)], Attr.Type("T", x.DType), Attr.Type("Tmultiples", DType.Int32));

    public NodeOutput SizeOf(NodeOutput x, int axis) => Scalar(SizeAt(x, x.Shape.Axis(axis)));

    public NodeOutput IndexRange(NodeOutput x, int axis) =>
        graph.Add("Range", ShapeOps.Instance.IndexRange(x.Type, axis), [graph.Int(0), SizeOf(x, axis), graph.Int(1)], Attr.Type("Tidx", DType.Int32));

    public NodeOutput Gather(NodeOutput x, NodeOutput indices, int axis) =>
        Gathered(x, Index(indices), axis, 0, ShapeOps.Instance.Gather(x.Type, indices.Type, axis));

    public NodeOutput TakeAlongAxis(NodeOutput x, NodeOutput indices, int axis)
    {
        TensorType type = ShapeOps.Instance.TakeAlongAxis(x.Type, indices.Type, axis);
        int last = x.Shape.Rank - 1;
        indices = Index(indices);
        if (axis != last)
        {
            AxisList permutation = SwapWithLast(x.Shape.Rank, axis);
            return Transpose(TakeAlongAxis(Transpose(x, permutation), Transpose(indices, permutation), last), permutation);
        }

        NodeOutput source = StretchedBut(x, indices, last);
        NodeOutput picked = StretchedBut(indices, x, last);
        return Gathered(source, picked, last, last, type);
    }

    public NodeOutput SegmentSum(NodeOutput x, NodeOutput segments, int count)
    {
        // Negative segments are dropped; those beyond the last are an error on a processor.
        segments = Index(segments);
        NodeOutput inside = Compare(CompareKind.Less, segments, graph.Number(segments.DType, count));
        NodeOutput kept = Select(inside, segments, graph.Number(segments.DType, -1));
        return graph.Add(
            "UnsortedSegmentSum",
            ShapeOps.Instance.SegmentSum(x.Type, segments.Type, count),
            [x, kept, graph.Int(count)],
            Attr.Type("T", x.DType),
            Attr.Type("Tindices", segments.DType),
            Attr.Type("Tnumsegments", DType.Int32));
    }

    public NodeOutput OneHot(NodeOutput x, int depth, DType type)
    {
        x = Index(x);
        return graph.Add(
            "OneHot",
            ShapeOps.Instance.OneHot(x.Type, depth, type),
            [x, graph.Int(depth), graph.Number(type, 1), graph.Number(type, 0)],
            Attr.Type("T", type),
            Attr.Type("TI", x.DType),
            Attr.Int("axis", -1));
    }

    /// <summary>Indices are int32 or int64.</summary>
    private NodeOutput Index(NodeOutput x) => x.DType is DType.Int32 or DType.Int64 ? x : Cast(x, DType.Int32);

    private NodeOutput Gathered(NodeOutput x, NodeOutput indices, int axis, int batches, TensorType type) =>
        graph.Add(
            "GatherV2",
            type,
            [x, indices, graph.Int(axis)],
            Attr.Int("batch_dims", batches),
            Attr.Type("Tparams", x.DType),
            Attr.Type("Tindices", indices.DType),
            Attr.Type("Taxis", DType.Int32));

    /// <summary>The tensor repeated to the sizes of another on all axes but one.</summary>
    private NodeOutput StretchedBut(NodeOutput x, NodeOutput other, int axis)
    {
        var sizes = new Dim[x.Shape.Rank];
        int[] known = new int[sizes.Length];
        bool same = true;
        for (int i = 0; i < sizes.Length; i++)
        {
            NodeOutput from = i == axis || x.Shape[i] != 1 ? x : other;
            known[i] = from.Shape[i];
            sizes[i] = SizeAt(from, i);
            same &= from == x;
        }

        return same ? x : Broadcasted(x, known, Vector(sizes));
    }

    private NodeOutput Broadcasted(NodeOutput x, Shape shape, NodeOutput sizes) =>
        graph.Add("BroadcastTo", x.Type with { Shape = shape }, [x, sizes], Attr.Type("T", x.DType), Attr.Type("Tidx", DType.Int32));

    private NodeOutput Reshaped(NodeOutput x, Shape shape, Dim[] sizes)
    {
        // One open size is what is left over, so that nothing need be computed.
        if (shape.IsKnown)
        {
            sizes = [.. shape.Select(size => new Dim(size))];
        }
        else if (shape.Count(size => size < 0) == 1)
        {
            sizes = [.. shape.Select(size => new Dim(size))];
        }

        return graph.Add("Reshape", x.Type with { Shape = shape }, [x, Vector(sizes)], Attr.Type("T", x.DType), Attr.Type("Tshape", DType.Int32));
    }

    private NodeOutput Reshaped(NodeOutput x, Shape shape) => Reshaped(x, shape, [.. shape.Select(size => new Dim(size))]);

    /// <summary>The sizes of a tensor as a vector of int32.</summary>
    private NodeOutput ShapeVector(NodeOutput x)
    {
        if (x.Shape.IsKnown)
        {
            return graph.Ints([.. x.Shape]);
        }

        if (!shapes.TryGetValue(x, out NodeOutput? vector))
        {
            vector = graph.Add("Shape", new(DType.Int32, [x.Shape.Rank]), [x], Attr.Type("T", x.DType), Attr.Type("out_type", DType.Int32));
            shapes.Add(x, vector);
        }

        return vector;
    }

    /// <summary>The size along an axis, computed if it is not known.</summary>
    private Dim SizeAt(NodeOutput x, int axis)
    {
        if (x.Shape[axis] >= 0)
        {
            return new(x.Shape[axis]);
        }

        return new(graph.Add(
            "StridedSlice",
            new(DType.Int32, Shape.Scalar),
            [ShapeVector(x), graph.Ints(axis), graph.Ints(axis + 1), graph.Ints(1)],
            Attr.Type("T", DType.Int32),
            Attr.Type("Index", DType.Int32),
            Attr.Int("begin_mask", 0),
            Attr.Int("end_mask", 0),
            Attr.Int("ellipsis_mask", 0),
            Attr.Int("new_axis_mask", 0),
            Attr.Int("shrink_axis_mask", 1)));
    }

    private NodeOutput Scalar(Dim size) => size.Computed ?? graph.Int(size.Known);

    private NodeOutput Vector(params ReadOnlySpan<Dim> sizes)
    {
        int[] known = new int[sizes.Length];
        var parts = new NodeOutput[sizes.Length];
        bool computed = false;
        for (int i = 0; i < sizes.Length; i++)
        {
            known[i] = sizes[i].Known;
            computed |= sizes[i].Computed is not null;
        }

        if (!computed)
        {
            return graph.Ints(known);
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            parts[i] = Scalar(sizes[i]);
        }

        return graph.Add("Pack", new(DType.Int32, [parts.Length]), parts, Attr.Int("N", parts.Length), Attr.Type("T", DType.Int32), Attr.Int("axis", 0));
    }

    /// <summary>A size times and plus whole numbers.</summary>
    private Dim Affine(Dim size, int factor, int offset)
    {
        if (size.Computed is not { } value)
        {
            return new((size.Known * factor) + offset);
        }

        value = factor == 1 ? value : Binary("Mul", value, graph.Int(factor));
        return new(offset == 0 ? value : Binary("AddV2", value, graph.Int(offset)));
    }

    /// <summary>A size, known or computed.</summary>
    private readonly record struct Dim(int Known, NodeOutput? Computed = null)
    {
        public Dim(NodeOutput computed)
            : this(Shape.Unknown, computed)
        {
        }
    }
}
