using DeepKeras.Onnx.Messages;
using DeepKeras.Operations;
using DeepKeras.Torch.Tests.Operations;

namespace DeepKeras.Tests;

/// <summary>Every row of the op test table, exported and run in ONNX Runtime, against its definition.</summary>
[Order(2)]
internal sealed class OpTableTests
{
    /// <summary>What no operator of ONNX computes; the export refuses them by these names.</summary>
    private static readonly string[] Refused = ["Erfinv", "LogGamma", "Digamma", "RandomUniform", "Gradients", "Cholesky", "LogDeterminant", "Solve", "Qr", "Svd", "Eig", "Lu", "Fft", "SegmentReduce"];

    private static IEnumerable<OpRow> Rows => OpTable.Rows.Where(row => !IsRefused(row));

    private static IEnumerable<OpRow> RefusedRows => OpTable.Rows.Where(IsRefused);

    private static IEnumerable<object[]> TypedRows => Rows.SelectMany(row => row.Types.Select(type => new object[] { row, type }));

    private static IEnumerable<object[]> BroadcastShapes =>
        Rows.SelectMany(row => row.Broadcasts.Select(shapes => new object[] { row, string.Join(" ", shapes.Select(shape => ((Shape)shape).ToString())), shapes }));

    [TestCaseSource(nameof(TypedRows))]
    public void Values_are_the_definitions_with_an_open_batch(OpRow row, DType type) => AssertValues(row, type, operand => operand.OpenShape);

    [TestCaseSource(nameof(Rows))]
    public void Values_are_the_definitions_with_known_sizes(OpRow row) => AssertValues(row, row.Types[0], operand => operand.ShapeOf(OpRow.Rows));

    [TestCaseSource(nameof(BroadcastShapes))]
    public void Values_broadcast(OpRow row, string shapes, int[][] operands) => AssertValues(row.On(operands), row.Types[0], operand => operand.Shape);

    [TestCaseSource(nameof(RefusedRows))]
    public void An_operation_that_ONNX_lacks_is_refused_by_name(OpRow row)
    {
        DType type = row.Types[0];
        Tensor[] inputs = [.. row.Operands.Select(operand => new InputNode("x", new(operand.TypeIn(type), operand.OpenShape)).Output)];
        string name = Refused.Single(row.Name.Contains);
        NotSupportedException refusal = Assert.Throws<NotSupportedException>(() => Ort.Export(inputs, Ops.EmitAll(row.Op, inputs)))!;
        Assert.That(refusal.Message, Does.Contain(name));
        MatrixTests.Found.Add([row.Op.GetType().Name], $"refused\t{refusal.Message}");
    }

    private static bool IsRefused(OpRow row) => Refused.Any(row.Name.Contains);

    private static void AssertValues(OpRow row, DType type, Func<Operand, Shape> shape)
    {
        HostArray[] values = row.Sample(type, OpRow.Rows);
        Tensor[] inputs = [.. row.Operands.Select(operand => new InputNode("x", new(operand.TypeIn(type), shape(operand))).Output)];
        ModelProto model = Ort.Export(inputs, Ops.EmitAll(row.Op, inputs));

        // A file holds bfloat16 in float32.
        HostArray[] results = Ort.Run(model, [.. values.Select(value => value.Type == DType.BFloat16 ? value.Cast(DType.Float32) : value)]);
        Plain[] expected = row.Reference([.. values.Select(Plain.From)]);
        for (int i = 0; i < expected.Length; i++)
        {
            DType result = row.ResultType(i, type);
            Assert.That(results[i].Type, Is.EqualTo(result == DType.BFloat16 ? DType.Float32 : result), $"result {i}");

            // What the runtime lacks in float64 is computed in float32.
            HostArray rounded = result is DType.Float64 or DType.BFloat16 ? results[i].Cast(result == DType.Float64 ? DType.Float32 : result) : results[i];
            rounded.AssertIs(expected[i], row.Slack, $"result {i}");
        }

        MatrixTests.Found.Add([row.Op.GetType().Name], "passed");
    }
}
