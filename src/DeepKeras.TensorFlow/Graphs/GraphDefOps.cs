using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>
/// What each operation is as nodes of a TensorFlow graph. Sizes may be unknown: then nodes compute them. For export, the choice is what
/// TensorFlow Lite's builtin operations and tf2onnx both take, wherever there is such a choice.
/// </summary>
/// <param name="graph">Takes the nodes.</param>
/// <param name="export">Whether the nodes are for other programs rather than for libtensorflow in this one.</param>
internal sealed partial class GraphDefOps(GraphWriter graph, bool export) : IOps<NodeOutput>
{
    private readonly Dictionary<NodeOutput, NodeOutput> shapes = [];

    /// <summary>Where the nodes go.</summary>
    public GraphWriter Graph => graph;

    public NodeOutput Unary(UnaryKind kind, NodeOutput x)
    {
        bool floating = x.DType.IsFloating();
        if (export && Portable(kind, x) is { } portable)
        {
            return portable;
        }

        switch (kind)
        {
            case UnaryKind.Floor or UnaryKind.Ceil or UnaryKind.Round when !floating:
                return x;
            case UnaryKind.Abs or UnaryKind.Sign or UnaryKind.Negative when x.DType is DType.UInt8 or DType.Int8 or DType.Int16:
                return kind == UnaryKind.Abs && x.DType == DType.UInt8 ? x : Through(DType.Int32, x, wide => Unary(kind, wide));
            case UnaryKind.Erfinv or UnaryKind.LogGamma or UnaryKind.Digamma when x.DType.Size() == 2:
                return Through(DType.Float32, x, wide => Unary(kind, wide));
            case UnaryKind.IsNaN or UnaryKind.IsFinite when !floating:
                return Same(x, kind == UnaryKind.IsFinite);
            case UnaryKind.IsNaN or UnaryKind.IsFinite:
                return graph.Add(kind == UnaryKind.IsNaN ? "IsNan" : "IsFinite", x.Type with { Type = DType.Bool }, [x], Attr.Type("T", x.DType));
            case UnaryKind.LogicalNot:
                return graph.Add("LogicalNot", x.Type, [x]);
        }

        return Unary(kind switch
        {
            UnaryKind.Negative => "Neg",
            UnaryKind.LogGamma => "Lgamma",
            UnaryKind.BitwiseNot => "Invert",
            _ => kind.ToString(),
        }, x);
    }

    public NodeOutput Binary(BinaryKind kind, NodeOutput a, NodeOutput b)
    {
        if (kind is BinaryKind.LogicalAnd or BinaryKind.LogicalOr)
        {
            return graph.Add(kind.ToString(), a.Type with { Shape = Shape.Broadcast(a.Shape, b.Shape) }, [a, b]);
        }

        if (kind == BinaryKind.Power && a.DType == DType.UInt8)
        {
            // Modulo 2³² and then modulo 2⁸ is modulo 2⁸.
            return Cast(Binary(kind, Cast(a, DType.Int32), Cast(b, DType.Int32)), a.DType);
        }

        return Binary(kind switch
        {
            BinaryKind.Add => "AddV2",
            BinaryKind.Subtract => "Sub",
            BinaryKind.Multiply => "Mul",
            BinaryKind.Divide => "RealDiv",
            BinaryKind.FloorDivide => "FloorDiv",
            BinaryKind.Power => "Pow",
            BinaryKind.LogicalXor => "NotEqual",
            BinaryKind.ShiftLeft => "LeftShift",
            BinaryKind.ShiftRight => "RightShift",
            _ => kind.ToString(),
        }, a, b);
    }

    public NodeOutput Compare(CompareKind kind, NodeOutput a, NodeOutput b)
    {
        if (a.DType == DType.Bool && kind is not (CompareKind.Equal or CompareKind.NotEqual))
        {
            (a, b) = (Cast(a, DType.Int32), Cast(b, DType.Int32));
        }

        return graph.Add(kind.ToString(), new(DType.Bool, Shape.Broadcast(a.Shape, b.Shape)), [a, b], Attr.Type("T", a.DType));
    }

    public NodeOutput Select(NodeOutput condition, NodeOutput a, NodeOutput b) =>
        graph.Add("SelectV2", ShapeOps.Instance.Select(condition.Type, a.Type, b.Type), [condition, a, b], Attr.Type("T", a.DType));

    public NodeOutput Cast(NodeOutput x, DType type) =>
        type == x.DType ? x
        : type == DType.Bool ? Compare(CompareKind.NotEqual, x, graph.Number(x.DType, 0))
        : graph.Add("Cast", x.Type with { Type = type }, [x], Attr.Type("SrcT", x.DType), Attr.Type("DstT", type));

    /// <summary>Gradients are taken before the nodes are made.</summary>
    public NodeOutput StopGradient(NodeOutput x) => x;

    public NodeOutput Reduce(ReduceKind kind, NodeOutput x, AxisList axes, bool keepDims)
    {
        if (axes.Count == 0)
        {
            return x;
        }

        TensorType type = ShapeOps.Instance.Reduce(kind, x.Type, axes, keepDims);
        NodeOutput axis = graph.Ints(axes.Span);
        return kind is ReduceKind.Any or ReduceKind.All
            ? graph.Add(kind.ToString(), type, [x, axis], Attr.Bool("keep_dims", keepDims), Attr.Type("Tidx", DType.Int32))
            : graph.Add(kind.ToString(), type, [x, axis], Attr.Type("T", x.DType), Attr.Bool("keep_dims", keepDims), Attr.Type("Tidx", DType.Int32));
    }

    public NodeOutput ArgReduce(bool largest, NodeOutput x, int axis) =>
        graph.Add(
            largest ? "ArgMax" : "ArgMin",
            ShapeOps.Instance.ArgReduce(largest, x.Type, axis),
            [x, graph.Int(axis)],
            Attr.Type("T", x.DType),
            Attr.Type("Tidx", DType.Int32),
            Attr.Type("output_type", DType.Int32));

    public NodeOutput Cumulative(bool product, NodeOutput x, int axis) =>
        graph.Add(product ? "Cumprod" : "Cumsum", x.Type, [x, graph.Int(axis)], Attr.Type("T", x.DType), Attr.Type("Tidx", DType.Int32));

    public (NodeOutput Values, NodeOutput Indices) Sort(NodeOutput x, int axis, bool descending)
    {
        if (x.DType == DType.Bool)
        {
            (NodeOutput numbers, NodeOutput places) = Sort(Cast(x, DType.UInt8), axis, descending);
            return (Cast(numbers, DType.Bool), places);
        }

        if (!export && x.DType.IsFloating())
        {
            (NodeOutput keys, NodeOutput places) = Sort(Ordered(x), axis, descending);
            return (Unordered(keys, x.DType), places);
        }

        // The k largest in order, of all: equal ones keep their order. Ascending: those of the mirrored numbers.
        int last = x.Shape.Rank - 1;
        AxisList permutation = axis == last ? default : SwapWithLast(x.Shape.Rank, axis);
        NodeOutput turned = axis == last ? x : Transpose(x, permutation);
        NodeOutput sorted = descending ? turned : Mirrored(turned);
        (NodeOutput values, NodeOutput indices) = Top(sorted, SizeOf(turned, last), turned.Shape);
        values = descending ? values : Mirrored(values);
        return axis == last ? (values, indices) : (Transpose(values, permutation), Transpose(indices, permutation));
    }

    public (NodeOutput Values, NodeOutput Indices) TopK(NodeOutput x, int k) => Top(x, graph.Int(k), x.Shape.With(-1, k));

    private (NodeOutput Values, NodeOutput Indices) Top(NodeOutput x, NodeOutput k, Shape shape)
    {
        if (x.DType == DType.Bool)
        {
            (NodeOutput numbers, NodeOutput places) = Top(Cast(x, DType.UInt8), k, shape);
            return (Cast(numbers, DType.Bool), places);
        }

        if (!export && x.DType.IsFloating())
        {
            (NodeOutput keys, NodeOutput at) = Top(Ordered(x), k, shape);
            return (Unordered(keys, x.DType), at);
        }

        NodeOutput[] both = graph.AddAll("TopKV2", [new(x.DType, shape), new(DType.Int32, shape)], [x, k], Attr.Type("T", x.DType), Attr.Bool("sorted", true));
        return (both[0], both[1]);
    }

    /// <summary>
    /// Whole numbers in the order of floating ones, NaN above all: TensorFlow's comparisons put NaN anywhere. Of a negative number all bits but the
    /// sign are turned over; both zeros are one.
    /// </summary>
    private NodeOutput Ordered(NodeOutput x)
    {
        if (x.DType.Size() == 2)
        {
            return Ordered(Cast(x, DType.Float32));
        }

        NodeOutput zero = graph.Number(x.DType, 0);
        NodeOutput keys = Turned(Stored(Select(Compare(CompareKind.Equal, x, zero), zero, x), Whole(x.DType)));
        return Select(Unary(UnaryKind.IsNaN, x), Largest(keys.DType), keys);
    }

    private NodeOutput Unordered(NodeOutput keys, DType type) => Cast(Stored(Turned(keys), keys.DType == DType.Int64 ? DType.Float64 : DType.Float32), type);

    private NodeOutput Turned(NodeOutput bits)
    {
        NodeOutput sign = Binary("RightShift", bits, graph.Number(bits.DType, (8 * bits.DType.Size()) - 1));
        return Binary("BitwiseXor", bits, Binary("BitwiseAnd", sign, Largest(bits.DType)));
    }

    private NodeOutput Largest(DType type) => graph.Constant(type == DType.Int64 ? HostArray.Scalar(long.MaxValue) : HostArray.Scalar(int.MaxValue));

    private NodeOutput Stored(NodeOutput x, DType type) =>
        graph.Add("Bitcast", x.Type with { Type = type }, [x], Attr.Type("T", x.DType), Attr.Type("type", type));

    private static DType Whole(DType type) => type == DType.Float64 ? DType.Int64 : DType.Int32;

    /// <summary>The numbers in opposite order: −x, or for whole numbers −1 − x, which has no overflow.</summary>
    private NodeOutput Mirrored(NodeOutput x) =>
        x.DType.IsFloating() ? Unary("Neg", x)
        : x.DType == DType.UInt8 ? Binary("Sub", graph.Number(x.DType, 255), x)
        : Binary("Sub", graph.Number(x.DType, -1), x);

    /// <summary>Functions that one of the other programs lacks, from those they have; null: it is taken as it is.</summary>
    private NodeOutput? Portable(UnaryKind kind, NodeOutput x)
    {
        if (!x.DType.IsFloating())
        {
            return null;
        }

        NodeOutput One(double value) => graph.Number(x.DType, value);
        NodeOutput Root(double sign) => Unary("Sqrt", Binary("AddV2", Unary("Square", x), One(sign)));
        return kind switch
        {
            UnaryKind.Reciprocal => Binary("RealDiv", One(1), x),
            UnaryKind.Expm1 => Binary("Sub", Unary("Exp", x), One(1)),
            UnaryKind.Log1p => Unary("Log", Binary("AddV2", One(1), x)),
            UnaryKind.Tan => Binary("RealDiv", Unary("Sin", x), Unary("Cos", x)),
            UnaryKind.Sinh => Binary("Mul", One(0.5), Binary("Sub", Unary("Exp", x), Unary("Exp", Unary("Neg", x)))),
            UnaryKind.Cosh => Binary("Mul", One(0.5), Binary("AddV2", Unary("Exp", x), Unary("Exp", Unary("Neg", x)))),
            UnaryKind.Acosh => Unary("Log", Binary("AddV2", x, Root(-1))),
            UnaryKind.Asinh => Binary("Mul", Unary("Sign", x), Unary("Log", Binary("AddV2", Unary("Abs", x), Root(1)))),
            UnaryKind.Atanh => Binary("Mul", One(0.5), Unary("Log", Binary("RealDiv", Binary("AddV2", One(1), x), Binary("Sub", One(1), x)))),
            UnaryKind.IsNaN => Compare(CompareKind.NotEqual, x, x),
            UnaryKind.IsFinite => Compare(CompareKind.Less, Unary("Abs", x), One(double.PositiveInfinity)),
            _ => null,
        };
    }

    private NodeOutput Unary(string op, NodeOutput x) => graph.Add(op, x.Type, [x], Attr.Type("T", x.DType));

    private NodeOutput Binary(string op, NodeOutput a, NodeOutput b) =>
        graph.Add(op, a.Type with { Shape = Shape.Broadcast(a.Shape, b.Shape) }, [a, b], Attr.Type("T", a.DType));

    /// <summary>A function that TensorFlow has in another dtype only.</summary>
    private NodeOutput Through(DType type, NodeOutput x, Func<NodeOutput, NodeOutput> function) => Cast(function(Cast(x, type)), x.DType);

    /// <summary>One answer for every element.</summary>
    private NodeOutput Same(NodeOutput x, bool value) => Compare(value ? CompareKind.Equal : CompareKind.NotEqual, x, x);

    private static AxisList SwapWithLast(int rank, int axis)
    {
        int[] permutation = [.. Enumerable.Range(0, rank)];
        (permutation[axis], permutation[^1]) = (rank - 1, axis);
        return permutation;
    }
}
