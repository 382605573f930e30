using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Operations that are refused by name: factorizations and complex numbers have no operator in ONNX, the others none written here.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Bitcast(OnnxValue x, DType type) => throw NoOperator("Bitcast");

    public OnnxValue Cholesky(OnnxValue x, bool required) => throw NoOperator("Cholesky");

    public OnnxValue CountTo(OnnxValue count) => throw NoOperator("CountTo");

    public (OnnxValue Real, OnnxValue Imaginary, OnnxValue RealVectors, OnnxValue ImaginaryVectors) Eig(OnnxValue x) => throw NoOperator("Eig");

    public (OnnxValue Values, OnnxValue Vectors) Eigh(OnnxValue x) => throw NoOperator("Eigh");

    public (OnnxValue Real, OnnxValue Imaginary) Fft(OnnxValue real, OnnxValue imaginary, bool inverse) => throw NoOperator("Fft");

    public (OnnxValue Sign, OnnxValue Log) LogDeterminant(OnnxValue x) => throw NoOperator("LogDeterminant");

    public (OnnxValue Factors, OnnxValue Rows) Lu(OnnxValue x) => throw NoOperator("Lu");

    public OnnxValue NonZero(OnnxValue x) => throw NoOperator("NonZero");

    public (OnnxValue Q, OnnxValue R) Qr(OnnxValue x, bool complete) => throw NoOperator("Qr");

    public OnnxValue SegmentReduce(ReduceKind kind, OnnxValue x, OnnxValue segments, int count) => throw NoOperator("SegmentReduce");

    public OnnxValue Solve(OnnxValue a, OnnxValue b) => throw NoOperator("Solve");

    public (OnnxValue U, OnnxValue S, OnnxValue V) Svd(OnnxValue x, bool full) => throw NoOperator("Svd");

    public OnnxValue TriangularSolve(OnnxValue a, OnnxValue b, bool lower) => throw NoOperator("TriangularSolve");

    public OnnxValue ViewAsComplex(OnnxValue x) => throw NoOperator("ViewAsComplex");

    public OnnxValue ViewAsReal(OnnxValue x) => throw NoOperator("ViewAsReal");
}
