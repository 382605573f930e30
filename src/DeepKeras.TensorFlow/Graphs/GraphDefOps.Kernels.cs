using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>Matrix products, softmax, normalization, attention, random numbers.</summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput MatMul(NodeOutput a, NodeOutput b, bool transposeA, bool transposeB)
    {
        TensorType type = ShapeOps.Instance.MatMul(a.Type, b.Type, transposeA, transposeB);
        if (a.DType is DType.Int8 or DType.UInt8 or DType.Int16)
        {
            return Cast(MatMul(Cast(a, DType.Int32), Cast(b, DType.Int32), transposeA, transposeB), a.DType);
        }

        if (!export && a.DType == DType.BFloat16)
        {
            return CutOff(MatMul(Cast(a, DType.Float32), Cast(b, DType.Float32), transposeA, transposeB));
        }

        if (a.Shape.Rank == 2 && b.Shape.Rank == 2)
        {
            return graph.Add("MatMul", type, [a, b], Attr.Type("T", a.DType), Attr.Bool("transpose_a", transposeA), Attr.Bool("transpose_b", transposeB));
        }

        if (b.Shape.Rank == 2 && !transposeA && a.Shape[^1] >= 0)
        {
            // One product of all rows rather than many small ones.
            NodeOutput rows = Reshaped(a, [a.Shape.Take(a.Shape.Rank - 1).Aggregate(1, (total, size) => total < 0 || size < 0 ? -1 : total * size), a.Shape[^1]]);
            NodeOutput product = MatMul(rows, b, false, transposeB);
            return Reshaped(product, type.Shape, [.. Enumerable.Range(0, type.Shape.Rank - 1).Select(axis => SizeAt(a, axis)), new Dim(type.Shape[^1])]);
        }

        return graph.Add("BatchMatMulV2", type, [a, b], Attr.Type("T", a.DType), Attr.Bool("adj_x", transposeA), Attr.Bool("adj_y", transposeB));
    }

    public NodeOutput Softmax(NodeOutput x, int axis)
    {
        NodeOutput shares = Normalized("Softmax", x, x.Shape.Axis(axis));
        if (export)
        {
            return shares;
        }

        // Beside NaN TensorFlow's function may give 0, which is no share of anything.
        NodeOutput sum = Reduce(ReduceKind.Sum, shares, new[] { x.Shape.Axis(axis) }, true);
        return Select(Compare(CompareKind.Equal, sum, sum), shares, sum);
    }

    public NodeOutput LogSoftmax(NodeOutput x, int axis) => Normalized("LogSoftmax", x, x.Shape.Axis(axis));

    public NodeOutput SparseCrossEntropy(NodeOutput logits, NodeOutput labels)
    {
        NodeOutput loss = SparseCrossEntropyAndGradient(logits, labels).Loss;
        return loss;
    }

    public (NodeOutput Result, NodeOutput Mean, NodeOutput Variance) BatchNorm(NodeOutput x, NodeOutput scale, NodeOutput offset, double epsilon)
    {
        AxisList rows = Enumerable.Range(0, x.Shape.Rank - 1).ToArray();
        NodeOutput mean = Reduce(ReduceKind.Mean, x, rows, false);
        NodeOutput centered = Binary("Sub", x, mean);
        NodeOutput variance = Reduce(ReduceKind.Mean, Unary("Square", centered), rows, false);
        NodeOutput factor = Binary("Mul", Unary("Rsqrt", Binary("AddV2", variance, graph.Number(x.DType, epsilon))), scale);
        return (Binary("AddV2", Binary("Mul", centered, factor), offset), mean, variance);
    }

    public NodeOutput LayerNorm(NodeOutput x, NodeOutput scale, NodeOutput offset, double epsilon)
    {
        AxisList last = new[] { x.Shape.Rank - 1 };
        NodeOutput centered = Binary("Sub", x, Reduce(ReduceKind.Mean, x, last, true));
        NodeOutput variance = Reduce(ReduceKind.Mean, Unary("Square", centered), last, true);
        NodeOutput normal = Binary("Mul", centered, Unary("Rsqrt", Binary("AddV2", variance, graph.Number(x.DType, epsilon))));
        return Binary("AddV2", Binary("Mul", normal, scale), offset);
    }

    public NodeOutput Attention(ReadOnlySpan<NodeOutput> queryKeyValueMask, double scale)
    {
        NodeOutput query = queryKeyValueMask[0];
        NodeOutput scaled = scale == 1 ? query : Binary("Mul", query, graph.Number(query.DType, scale));
        NodeOutput scores = MatMul(scaled, queryKeyValueMask[1], false, true);
        scores = queryKeyValueMask.Length > 3 ? Binary("AddV2", scores, queryKeyValueMask[3]) : scores;
        return MatMul(Softmax(scores, scores.Shape.Rank - 1), queryKeyValueMask[2], false, false);
    }

    public NodeOutput RandomUniform(NodeOutput counter, NodeOutput like, ulong seed)
    {
        const int Philox = 1;
        var key = new AttrValue
        {
            Tensor = new TensorProto { Dtype = DataType.DtUint64, TensorShape = Shape.Create([1]).ToProto(), TensorContent = Google.Protobuf.ByteString.CopyFrom(BitConverter.GetBytes(seed)) },
        };
        TensorType vector = new(DType.Int64, [2]);
        NodeOutput keys = graph.Add("Const", new(DType.Int64, [1]), [], Attr.Type("dtype", DataType.DtUint64), ("value", key));
        NodeOutput block = graph.Add("Pack", vector, [graph.Number(DType.Int64, 0), counter], Attr.Int("N", 2), Attr.Type("T", DType.Int64), Attr.Int("axis", 0));
        NodeOutput words = graph.Add("Bitcast", vector, [block], Attr.Type("T", DType.Int64), Attr.Type("type", DataType.DtUint64));
        return graph.Add(
            "StatelessRandomUniformV2",
            new(DType.Float32, like.Shape),
            [ShapeVector(like), keys, words, graph.Int(Philox)],
            Attr.Type("dtype", DType.Float32),
            Attr.Type("Tshape", DType.Int32));
    }

    public void Gradients(NodeOutput loss, ReadOnlySpan<NodeOutput> variables, Span<NodeOutput> gradients) =>
        throw new NotSupportedException("a graph that takes gradients is not exported; export the model's inference or let the engine lower it first.");

    /// <summary>−log softmax at the labels, and its gradient to the logits.</summary>
    public (NodeOutput Loss, NodeOutput Gradient) SparseCrossEntropyAndGradient(NodeOutput logits, NodeOutput labels)
    {
        TensorType type = ShapeOps.Instance.SparseCrossEntropy(logits.Type, labels.Type);
        labels = Index(labels);
        bool many = logits.Shape.Rank != 2;
        int rows = type.Shape.Aggregate(1, (total, size) => total < 0 || size < 0 ? -1 : total * size);
        NodeOutput x = many ? Reshaped(logits, [rows, logits.Shape[^1]]) : logits;
        NodeOutput y = many ? Reshaped(labels, [rows]) : labels;
        NodeOutput[] both = graph.AddAll(
            "SparseSoftmaxCrossEntropyWithLogits",
            [new(x.DType, y.Shape), x.Type],
            [x, y],
            Attr.Type("T", x.DType),
            Attr.Type("Tlabels", y.DType));
        Dim[] sizes = [.. Enumerable.Range(0, type.Shape.Rank).Select(axis => SizeAt(logits, axis))];
        return many ? (Reshaped(both[0], type.Shape, sizes), Reshaped(both[1], logits.Shape, [.. sizes, new Dim(logits.Shape[^1])])) : (both[0], both[1]);
    }

    /// <summary>A product of bfloat16 as Keras's compiled functions make it: summed in float32, then cut off, not rounded.</summary>
    private NodeOutput CutOff(NodeOutput sum)
    {
        NodeOutput upper = Binary("BitwiseAnd", Stored(sum, DType.Int32), graph.Int(unchecked((int)0xFFFF0000)));
        return Cast(Stored(upper, DType.Float32), DType.BFloat16);
    }

    private NodeOutput Normalized(string op, NodeOutput x, int axis)
    {
        int last = x.Shape.Rank - 1;
        if (axis != last)
        {
            AxisList permutation = SwapWithLast(x.Shape.Rank, axis);
            return Transpose(Normalized(op, Transpose(x, permutation), last), permutation);
        }

        return Unary(op, x);
    }
}
