using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>Factors of matrices, what is solved with them, the Fourier transform, and reductions of segments.</summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput Cholesky(NodeOutput x, bool required) => graph.Add("Cholesky", x.Type, [x], Attr.Type("T", x.DType));

    public (NodeOutput Sign, NodeOutput Log) LogDeterminant(NodeOutput x)
    {
        (TensorType sign, TensorType log) = ShapeOps.Instance.LogDeterminant(x.Type);
        NodeOutput[] both = graph.AddAll("LogMatrixDeterminant", [sign, log], [x], Attr.Type("T", x.DType));
        return (both[0], both[1]);
    }

    public NodeOutput Solve(NodeOutput a, NodeOutput b) => graph.Add("MatrixSolve", b.Type, [a, b], Attr.Type("T", a.DType), Attr.Bool("adjoint", false));

    public NodeOutput TriangularSolve(NodeOutput a, NodeOutput b, bool lower) =>
        graph.Add("MatrixTriangularSolve", b.Type, [a, b], Attr.Type("T", a.DType), Attr.Bool("lower", lower), Attr.Bool("adjoint", false));

    public (NodeOutput Q, NodeOutput R) Qr(NodeOutput x, bool complete)
    {
        (TensorType q, TensorType r) = ShapeOps.Instance.Qr(x.Type, complete);
        NodeOutput[] both = graph.AddAll("Qr", [q, r], [x], Attr.Type("T", x.DType), Attr.Bool("full_matrices", complete));
        return (both[0], both[1]);
    }

    public (NodeOutput U, NodeOutput S, NodeOutput V) Svd(NodeOutput x, bool full)
    {
        // TensorFlow gives the singular values first, and V where others give its transpose.
        (TensorType u, TensorType s, TensorType v) = ShapeOps.Instance.Svd(x.Type, full);
        int rank = v.Shape.Rank;
        int[] turned = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];
        TensorType columns = ShapeOps.Instance.Transpose(v, turned);
        NodeOutput[] all = graph.AddAll("Svd", [s, u, columns], [x], Attr.Type("T", x.DType), Attr.Bool("compute_uv", true), Attr.Bool("full_matrices", full));
        return (all[1], all[0], Transpose(all[2], turned));
    }

    public (NodeOutput Values, NodeOutput Vectors) Eigh(NodeOutput x)
    {
        (TensorType values, TensorType vectors) = ShapeOps.Instance.Eigh(x.Type);
        NodeOutput[] both = graph.AddAll("SelfAdjointEigV2", [values, vectors], [x], Attr.Type("T", x.DType), Attr.Bool("compute_v", true));
        return (both[0], both[1]);
    }

    public (NodeOutput Real, NodeOutput Imaginary, NodeOutput RealVectors, NodeOutput ImaginaryVectors) Eig(NodeOutput x)
    {
        (TensorType values, _, TensorType vectors, _) = ShapeOps.Instance.Eig(x.Type);
        NodeOutput[] both = graph.AddAll("Eig", [values, vectors], [x], Attr.Type("T", x.DType), Attr.Type("Tout", Complex(x.DType)), Attr.Bool("compute_v", true));
        return (Part("Real", both[0]), Part("Imag", both[0]), Part("Real", both[1]), Part("Imag", both[1]));
    }

    public (NodeOutput Factors, NodeOutput Rows) Lu(NodeOutput x)
    {
        (TensorType factors, TensorType rows) = ShapeOps.Instance.Lu(x.Type);
        NodeOutput[] both = graph.AddAll("Lu", [factors, rows], [x], Attr.Type("T", x.DType), Attr.Type("output_idx_type", DType.Int32));
        return (both[0], both[1]);
    }

    public (NodeOutput Real, NodeOutput Imaginary) Fft(NodeOutput real, NodeOutput imaginary, bool inverse)
    {
        NodeOutput complex = graph.Add("Complex", real.Type, [real, imaginary], Attr.Type("T", real.DType), Attr.Type("Tout", Complex(real.DType)));
        NodeOutput result = graph.Add(inverse ? "IFFT" : "FFT", real.Type, [complex], Attr.Type("Tcomplex", Complex(real.DType)));
        return (Part("Real", result), Part("Imag", result));
    }

    public NodeOutput SegmentReduce(ReduceKind kind, NodeOutput x, NodeOutput segments, int count)
    {
        // Negative segments are dropped; those beyond the last are an error on a processor.
        segments = Index(segments);
        NodeOutput inside = Compare(CompareKind.Less, segments, graph.Number(segments.DType, count));
        NodeOutput kept = Select(inside, segments, graph.Number(segments.DType, -1));
        return graph.Add(
            $"UnsortedSegment{kind}",
            ShapeOps.Instance.SegmentReduce(kind, x.Type, segments.Type, count),
            [x, kept, graph.Int(count)],
            Attr.Type("T", x.DType),
            Attr.Type("Tindices", segments.DType),
            Attr.Type("Tnumsegments", DType.Int32));
    }

    /// <summary>The real or the imaginary part; complex tensors go by the dtype of their parts here.</summary>
    private NodeOutput Part(string op, NodeOutput x) => graph.Add(op, x.Type, [x], Attr.Type("T", Complex(x.DType)), Attr.Type("Tout", x.DType));

    private static DataType Complex(DType part) => part == DType.Float64 ? DataType.DtComplex128 : DataType.DtComplex64;
}
