using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Products, softmax and normalization.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue MatMul(OnnxValue a, OnnxValue b, bool transposeA, bool transposeB) =>
        Result(In(a.DType, Kernels.Arithmetic, a.DType, type => Product(As(a.Name, a.DType, type), a.Shape, As(b.Name, b.DType, type), b.Shape, type, transposeA, transposeB)));

    public OnnxValue Softmax(OnnxValue x, int axis) => AlongAxis("Softmax", x, axis);

    public OnnxValue LogSoftmax(OnnxValue x, int axis) => AlongAxis("LogSoftmax", x, axis);

    public OnnxValue LayerNorm(OnnxValue x, OnnxValue scale, OnnxValue offset, double epsilon) =>
        Result(In(x.DType, Kernels.Floats, x.DType, type => graph.Add("LayerNormalization",
            [As(x.Name, x.DType, type), As(scale.Name, x.DType, type), As(offset.Name, x.DType, type)], ("axis", -1), ("epsilon", (float)epsilon))));

    public OnnxValue Attention(ReadOnlySpan<OnnxValue> queryKeyValueMask, double scale)
    {
        OnnxValue query = queryKeyValueMask[0], key = queryKeyValueMask[1], value = queryKeyValueMask[2];
        OnnxValue? mask = queryKeyValueMask.Length > 3 ? queryKeyValueMask[3] : null;
        return Result(In(query.DType, Kernels.Floats, query.DType, type =>
        {
            string scores = Product(As(query.Name, query.DType, type), query.Shape, As(key.Name, query.DType, type), key.Shape, type, false, true);
            scores = Add("Mul", scores, graph.Scalar(type, scale));
            scores = mask is null ? scores : Add("Add", scores, As(mask.Name, query.DType, type));
            return Add("MatMul", graph.Add("Softmax", [scores], ("axis", -1)), As(value.Name, query.DType, type));
        }));
    }

    private OnnxValue AlongAxis(string operation, OnnxValue x, int axis)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        return Made(In(x.DType, Kernels.Floats, x.DType, type => graph.Add(operation, [As(name, x.DType, type)], ("axis", place(axis)))), first);
    }

    private string Product(string a, Shape left, string b, Shape right, DType type, bool transposeA, bool transposeB)
    {
        if ((transposeA || transposeB) && left.Rank == 2 && right.Rank == 2 && type.IsFloating())
        {
            return graph.Add("Gemm", [a, b], ("transA", transposeA), ("transB", transposeB));
        }

        return Add("MatMul", transposeA ? Turned(a, left.Rank) : a, transposeB ? Turned(b, right.Rank) : b);
    }

    /// <summary>The last two axes exchanged.</summary>
    private string Turned(string x, int rank) => graph.Add("Transpose", [x], ("perm", (long[])[.. Enumerable.Range(0, rank - 2).Select(axis => (long)axis), rank - 1, rank - 2]));
}
