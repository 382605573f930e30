using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>How numbers are stored, and operations whose results' sizes depend on values.</summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput ViewAsReal(NodeOutput x)
    {
        TensorType part = x.Type with { Type = DType.Float32 };
        NodeOutput real = graph.Add("Real", part, [x], Attr.Type("T", x.DType), Attr.Type("Tout", DType.Float32));
        NodeOutput imaginary = graph.Add("Imag", part, [x], Attr.Type("T", x.DType), Attr.Type("Tout", DType.Float32));
        return Concat([ExpandDims(real, x.Shape.Rank), ExpandDims(imaginary, x.Shape.Rank)], x.Shape.Rank);
    }

    public NodeOutput ViewAsComplex(NodeOutput x)
    {
        int last = x.Shape.Rank - 1;
        NodeOutput real = Squeeze(Slice(x, last, 0, 1, 1), last);
        NodeOutput imaginary = Squeeze(Slice(x, last, 1, 2, 1), last);
        return graph.Add("Complex", ShapeOps.Instance.ViewAsComplex(x.Type), [real, imaginary], Attr.Type("T", x.DType), Attr.Type("Tout", DType.Complex64));
    }

    public NodeOutput Bitcast(NodeOutput x, DType type)
    {
        TensorType result = ShapeOps.Instance.Bitcast(x.Type, type);
        int from = x.DType.Size();
        int to = type.Size();
        Dim[] rows = [.. Enumerable.Range(0, Math.Max(0, x.Shape.Rank - 1)).Select(axis => SizeAt(x, axis))];
        if (from < to)
        {
            // TensorFlow takes the small ones along an axis of their own, and gives them so.
            int ratio = to / from;
            NodeOutput pairs = Reshaped(x, [.. result.Shape, ratio], [.. rows, new Dim(result.Shape[^1]), new Dim(ratio)]);
            return graph.Add("Bitcast", result, [pairs], Attr.Type("T", x.DType), Attr.Type("type", type));
        }

        Shape cast = from == to ? x.Shape : [.. x.Shape, from / to];
        NodeOutput bits = graph.Add("Bitcast", new(type, cast), [x], Attr.Type("T", x.DType), Attr.Type("type", type));
        return from == to ? bits : Reshaped(bits, result.Shape, [.. rows, new Dim(result.Shape[^1])]);
    }

    public NodeOutput NonZero(NodeOutput x) =>
        Cast(graph.Add("Where", ShapeOps.Instance.NonZero(x.Type) with { Type = DType.Int64 }, [x], Attr.Type("T", DType.Bool)), DType.Int32);

    public NodeOutput CountTo(NodeOutput count) =>
        graph.Add("Range", ShapeOps.Instance.CountTo(count.Type), [graph.Int(0), count, graph.Int(1)], Attr.Type("Tidx", DType.Int32));
}
