using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>What the host computes for engines, in exports.</summary>
internal sealed partial class GraphDefOps
{
    public (NodeOutput Labels, NodeOutput Scores) CtcBeamSearch(NodeOutput logits, NodeOutput lengths, CtcBeamSearch op)
    {
        (TensorType labels, TensorType scores) = ShapeOps.Instance.CtcBeamSearch(logits.Type, lengths.Type, op);
        Messages.NodeDef node = graph.Node(
            "CTCBeamSearchDecoder",
            "CTCBeamSearchDecoder",
            [Transpose(logits, new[] { 1, 0, 2 }), lengths],
            Attr.Int("beam_width", op.Width),
            Attr.Int("top_paths", op.Paths),
            Attr.Bool("merge_repeated", false),
            Attr.Type("T", logits.DType));
        NodeOutput Found(string port, int path, int at, Shape size) => new(node.Name, port, path, (at * op.Paths) + path, new(DType.Int64, size));
        NodeOutput shape = Cast(Slice(ShapeVector(logits), 0, 0, 2, 1), DType.Int64);
        NodeOutput[] dense = [.. Enumerable.Range(0, op.Paths).Select(path => ExpandDims(
            graph.Add(
                "SparseToDense",
                new(DType.Int64, labels.Shape[1..]),
                [Found("decoded_indices", path, 0, [Shape.Unknown, 2]), shape, Found("decoded_values", path, 1, [Shape.Unknown]), graph.Number(DType.Int64, -1)],
                Attr.Type("T", DType.Int64),
                Attr.Type("Tindices", DType.Int64),
                Attr.Bool("validate_indices", true)),
            0))];
        return (Cast(op.Paths == 1 ? dense[0] : Concat(dense, 0), DType.Int32), new(node.Name, "log_probability", 0, 3 * op.Paths, scores));
    }
}
