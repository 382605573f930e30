using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>What picks or sums by index.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Gather(OnnxValue x, OnnxValue indices, int axis) =>
        Result(graph.Add("Gather", [x.Name, Index(indices)], ("axis", axis)));

    public OnnxValue TakeAlongAxis(OnnxValue x, OnnxValue indices, int axis)
    {
        // GatherElements does not broadcast.
        string source = Broadcast(x, indices, axis);
        string index = indices.DType is DType.Int32 or DType.Int64 ? Broadcast(indices, x, axis) : As(Broadcast(indices, x, axis), indices.DType, DType.Int64);
        return Result(graph.Add("GatherElements", [source, index], ("axis", axis)));
    }

    public OnnxValue SegmentSum(OnnxValue x, OnnxValue segments, int count)
    {
        // Rows that belong nowhere are summed into one more segment, which is cut off.
        string index = As(segments.Name, segments.DType, DType.Int64);
        string spare = graph.Scalar(DType.Int64, count);
        string outside = Add("Or", Add("Less", index, graph.Scalar(DType.Int64, 0)), Add("GreaterOrEqual", index, spare));
        string kept = Add("Unsqueeze", Add("Where", outside, spare, index), graph.Longs(-1));

        // The runtime sums no float16.
        DType summed = x.DType == DType.Float16 ? DType.Float32 : x.DType;
        string sum = In(summed, Kernels.Arithmetic, x.DType, type =>
        {
            (long, OnnxValue?, int)[] sizes = [(count + 1, null, 0), .. Enumerable.Range(1, x.Shape.Rank - 1).Select(axis => (0L, (OnnxValue?)x, axis))];
            string zeros = Add("Expand", graph.Scalar(type, 0), ShapeVector(sizes));
            return graph.Add("ScatterND", [zeros, kept, As(x.Name, x.DType, type)], ("reduction", "add"));
        });
        return Result(Sliced(sum, 0, 0, count, 1));
    }

    public OnnxValue OneHot(OnnxValue x, int depth, DType type)
    {
        string column = Add("Unsqueeze", As(x.Name, x.DType, DType.Int64), graph.Longs(-1));
        string range = graph.Longs([.. Enumerable.Range(0, depth).Select(i => (long)i)]);
        return Result(As(Add("Equal", column, range), DType.Bool, type));
    }

    public OnnxValue SparseCrossEntropy(OnnxValue logits, OnnxValue labels)
    {
        int axis = logits.Shape.Rank - 1;
        return Result(In(logits.DType, Kernels.Floats, logits.DType, type =>
        {
            string log = graph.Add("LogSoftmax", [As(logits.Name, logits.DType, type)], ("axis", axis));
            string column = Add("Unsqueeze", Index(labels), graph.Longs(-1));
            return Add("Neg", Add("Squeeze", graph.Add("GatherElements", [log, column], ("axis", axis)), graph.Longs(axis)));
        }));
    }

    private string Index(OnnxValue indices) => indices.DType is DType.Int32 or DType.Int64 ? indices.Name : As(indices.Name, indices.DType, DType.Int64);

    /// <summary>A value repeated along every axis but one where it has size 1 and another has not.</summary>
    private string Broadcast(OnnxValue x, OnnxValue other, int axis)
    {
        bool needed = false;
        var sizes = new (long Size, OnnxValue? Of, int Axis)[x.Shape.Rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            bool repeated = i != axis && x.Shape[i] != other.Shape[i] && (x.Shape[i] == 1 || x.Shape[i] < 0);
            needed |= repeated;
            sizes[i] = repeated ? (0, other, i) : (1, null, 0);
        }

        return needed ? Expanded(x.Name, x.DType, ShapeVector(sizes)) : x.Name;
    }
}
