using DeepKeras.Operations;
using static DeepKeras.Torch.Tests.Operations.Running;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>What does not fit is refused while the graph is made, or, where only the values tell, by the engine; never computed.</summary>
internal sealed class RefusalTests
{
    private static IEnumerable<TestCaseData> Misfits =>
    [
        Case(new Binary(BinaryKind.Add), "do not broadcast", [3, 4], [3]),
        Case(new Select(), "bool", [3], [3], [3]),
        Case(new Reshape(new[] { 5 }), "cannot be reshaped", [2, 3]),
        Case(new Reshape(new[] { -1, 4 }), "do not divide", [2, 3]),
        Case(new Transpose(new[] { 0 }), "permutation", [2, 3]),
        Case(new Transpose(new[] { 0, 0 }), "permutation", [2, 3]),
        Case(new BroadcastTo([1, 3]), "does not broadcast", [2, 3]),
        Case(new BroadcastTo([3]), "does not broadcast", [2, 3]),
        Case(new Squeeze(0), "size 1", [2, 3]),
        Case(new Concat(0), "the other sizes differ", [2, 3], [2, 4]),
        Case(new Concat(2), "out of range", [2, 3], [2, 3]),
        Case(new Slice(0, 0, 2, 0), "forward", [2, 3]),
        Case(new Pad(new[] { 1, 1 }, PadMode.Constant, 0), "two counts", [2, 3]),
        Case(new Pad(new[] { -1, 1 }, PadMode.Constant, 0), "two counts", [2]),
        Case(new Pad(new[] { 2, 0 }, PadMode.Reflect, 0), "more than", [2]),
        Case(new Pad(new[] { 0, 3 }, PadMode.Symmetric, 0), "more than", [2]),
        Case(new Tile(new[] { 2 }), "one count", [2, 3]),
        Case(new Flip(2), "out of range", [2, 3]),
        Case(new TopK(4), "largest", [2, 3]),
        Case(new TopK(0), "largest", [2, 3]),
        Case(new Gather(0), "integer", [2, 3], [2]),
        Case(new TakeAlongAxis(0), "integer", [2, 3], [2, 3]),
        Case(new SegmentSum(2), "integer", [2, 3], [2]),
        Case(new OneHot(3, DType.Float32), "integer", [2]),
        Case(new MatMul(false, false), "inner sizes", [2, 3], [2, 3]),
        Case(new MatMul(false, false), "rank 2", [3], [3, 2]),
        Case(new Conv(new[] { 1 }, new[] { 1 }, Array.Empty<int>(), 1), "channels", [1, 5, 2], [3, 3, 4]),
        Case(new Conv(new[] { 1 }, new[] { 1 }, Array.Empty<int>(), 1), "(batch, steps, channels)", [1, 5], [3, 3, 4]),
        Case(new Conv(new[] { 1 }, new[] { 1 }, Array.Empty<int>(), 1), "kernel of rank 3", [1, 5, 2], [3, 3, 2, 4]),
        Case(new Conv(new[] { 1 }, new[] { 1 }, new[] { 0, 0 }, 1), "does not fit", [1, 5, 2], [6, 2, 4]),
        Case(new Conv(new[] { 1 }, new[] { 1 }, Array.Empty<int>(), 2), "groups", [1, 5, 4], [3, 2, 3]),
        Case(new ConvTranspose(new[] { 1 }, new[] { 1 }, new[] { 0, 0 }, new[] { 0 }), "channels", [1, 5, 2], [3, 4, 3]),
        Case(new Pool(PoolKind.Max, new[] { 3 }, new[] { 1 }, new[] { 0, 0 }), "does not fit", [1, 2, 1]),
        Case(new Resize(2, 2, ResizeMethod.Nearest), "(batch, height, width, channels)", [1, 2, 1]),
        Case(new Softmax(2), "out of range", [2, 3]),
        Case(new SparseCrossEntropy(), "integer", [2, 3], [2]),
        Case(new BatchNorm(1e-3), "channels", [2, 3], [2], [3]),
        Case(new BatchNorm(1e-3), "channels", [2, 3], [3], [2]),
        Case(new LayerNorm(1e-3), "channels", [2, 3], [3], [1]),
        Case(new Attention(1), "inner sizes", [2, 3, 4], [2, 5, 3], [2, 5, 4]),
        Case(new Attention(1), "mask", [2, 3, 4], [2, 5, 4], [2, 5, 4], [7, 2, 3, 5]),
        Case(new RandomUniform(0), "int64", [], [3]),
    ];

    [TestCaseSource(nameof(Misfits))]
    public void A_misfit_is_refused_while_the_graph_is_made(Op op, string reason, int[][] shapes)
    {
        Tensor[] inputs = [.. shapes.Select(shape => Input(DType.Float32, shape))];
        Assert.That(() => Ops.EmitAll(op, inputs), Throws.TypeOf<ShapeException>().With.Message.Contains(reason));
    }

    [Test]
    public void Operands_of_two_dtypes_are_refused()
    {
        Tensor a = Input(DType.Float32, [2, 2]);
        Tensor b = Input(DType.Float64, [2, 2]);
        foreach (Op op in (Op[])[new Binary(BinaryKind.Add), new Compare(CompareKind.Less), new MatMul(false, false), new Concat(0)])
        {
            Assert.That(() => Ops.EmitAll(op, a, b), Throws.TypeOf<ShapeException>().With.Message.Contains("float32 and float64"), op.ToString());
        }
    }

    [TestCase(5)]
    [TestCase(-1)]
    public void A_label_out_of_range_is_the_engines_error(int label)
    {
        HostArray logits = new Operand(1, 5).Sample(DType.Float32, 1);
        Assert.That(() => Run(new SparseCrossEntropy(), logits, HostArray.Of<int>([label], [1])), Throws.TypeOf<EngineException>().With.Message.Contains($"{label}"));
    }

    [Test]
    public void An_index_out_of_range_is_the_engines_error()
    {
        HostArray values = new Operand(4, 2).Sample(DType.Float32, 4);
        Assert.That(() => Run(new Gather(0), values, HostArray.Of<int>([4], [1])), Throws.TypeOf<EngineException>().With.Message.Contains("Gather"));
        Assert.That(() => Run(new Gather(0), values, HostArray.Of<int>([-1], [1])), Throws.TypeOf<EngineException>().With.Message.Contains("Gather"));
        Assert.That(() => Run(new TakeAlongAxis(0), values, HostArray.Of<int>([4, 0], [1, 2])), Throws.TypeOf<EngineException>().With.Message.Contains("TakeAlongAxis"));
    }

    [Test]
    public void A_graph_runs_again_after_an_error()
    {
        Tensor table = Input(DType.Float32, [4, 1]);
        Tensor index = Input(DType.Int32, [1]);
        using Executable executable = Engine.Current.Compile(new Graph([table, index], [Ops.Gather(Ops.Exp(table), index, 0)], []));
        HostArray values = HostArray.Of<float>([0, 1, 2, 3], [4, 1]);
        Assert.That(() => executable.Run(values, HostArray.Of<int>([9], [1])), Throws.TypeOf<EngineException>());
        Assert.That(executable.Run(values, HostArray.Of<int>([0], [1]))[0][0], Is.EqualTo(1));
    }

    private static TestCaseData Case(Op op, string reason, params int[][] shapes) =>
        new(op, reason, shapes) { TestName = $"{op.GetType().Name} {string.Join(" ", shapes.Select(shape => ((Shape)shape).ToString()))}: {reason}" };
}
