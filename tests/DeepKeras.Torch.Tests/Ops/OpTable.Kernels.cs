using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private const double Epsilon = 1e-3;

    private static IEnumerable<OpRow> ProductRows =>
    [
        Product("MatMul", false, false, new(3, 4), new(4, 2) { Batched = false, Phase = 1 }),
        Product("MatMul, the first transposed", true, false, new(4, 3) { Batched = false }, new(4, 2) { Batched = false, Phase = 1 }),
        Product("MatMul, the second transposed", false, true, new(3, 4), new(2, 4) { Batched = false, Phase = 1 }),
        Product("MatMul, both transposed", true, true, new(4, 3) { Batched = false }, new(2, 4) { Batched = false, Phase = 1 }),
        Product("MatMul over the rows", true, false, new(3, 4), new(3, 2) { Phase = 1 }),
        Product("MatMul of batches", false, false, new(3, 2, 4), new(3, 4, 2) { Phase = 1 }),
        Product("MatMul of batches, the second transposed", false, true, new(3, 2, 4), new(3, 5, 4) { Phase = 1 }),
        Product("MatMul of a batch and a matrix", false, false, new(3, 2, 4), new(4, 5) { Batched = false, Phase = 1 }),
        Product("MatMul of a matrix and a batch", false, false, new(2, 4) { Batched = false }, new(3, 4, 5) { Phase = 1 }),
        Product("MatMul of batches that broadcast", false, false, new(3, 1, 2, 4), new(2, 4, 3) { Batched = false, Phase = 1 }),
        Product("MatMul over nothing", false, false, new(3, 0), new(0, 2) { Batched = false }),
    ];

    private static IEnumerable<OpRow> KernelRows =>
    [
        new("Softmax", new Softmax(2), [new(3, 2, 4)], x => [Share(x[0], 2)]) { Differentiable = [0] },
        new("Softmax along the middle axis", new Softmax(1), [new(3, 4, 2)], x => [Share(x[0], 1)]) { Differentiable = [0] },
        new("LogSoftmax", new LogSoftmax(1), [new(3, 4)], x => [Share(x[0], 1).Map(Math.Log)]) { Differentiable = [0] },
        CrossEntropy("SparseCrossEntropy", new(3, 4), Index(DType.Int32, 4, 3)),
        CrossEntropy("SparseCrossEntropy of sequences", new(3, 2, 4), Index(DType.Int64, 4, 3, 2)),
        CrossEntropy("SparseCrossEntropy of one row", new Operand(4) { Batched = false }, Index(DType.UInt8, 4)),
        Normalized("BatchNorm", [3, 4]),
        Normalized("BatchNorm of sequences", [3, 2, 4]),
        Normalized("BatchNorm of images", [3, 2, 3, 2]),
        Normalized("BatchNorm of volumes", [3, 2, 1, 2, 2]),
        Normalized("BatchNorm of images of one pixel", [3, 1, 1, 2]),
        new("LayerNorm", new LayerNorm(Epsilon), [new(3, 2, 4), Weights(4, 1), Weights(4, 2)], LayerNormalized) { Differentiable = [0, 1, 2], Slack = 64 },
        Attending("Attention", 0.5, new(3, 3, 4), new(3, 5, 4) { Phase = 1 }, new(3, 5, 4) { Phase = 2 }),
        Attending("Attention with another scale", 0.7, new(3, 3, 4), new(3, 5, 4) { Phase = 1 }, new(3, 5, 6) { Phase = 2 }),
        Attending("Attention of heads with a mask", 0.5, new(3, 2, 3, 4), new(3, 2, 5, 4) { Phase = 1 }, new(3, 2, 5, 4) { Phase = 2 }, new(3, 1, 1, 5) { Phase = 3 }),
        Attending("Attention of heads with a causal mask and a scale", 1.5, new(3, 2, 3, 4), new(3, 2, 3, 4) { Phase = 1 }, new(3, 2, 3, 4) { Phase = 2 },
            new(3, 3) { Batched = false, Values = [0, -1e4, -1e4, 0, 0, -1e4, 0, 0, 0] }) with { Differentiable = [0, 1, 2] },
    ];

    private static IEnumerable<OpRow> ChanceAndCalculusRows =>
    [
        new("RandomUniform", new RandomUniform(0x0123456789ABCDEF), [new() { Batched = false, Type = DType.Int64, Values = [77] }, new(3, 5)],
            x => [NaivePhilox.Uniform(x[1].Shape, 0x0123456789ABCDEF, (ulong)x[0].Data[0])]) { Types = DTypes.All, ResultTypes = [Always(DType.Float32)] },
        new("Gradients where nothing depends", new Gradients(2), [new() { Batched = false }, new(3, 4), new(2) { Batched = false }],
            x => [x[1].Map(_ => 0), x[2].Map(_ => 0)]),
    ];

    private static Operand Weights(int size, int phase) => new(size) { Batched = false, Phase = phase };

    private static OpRow Product(string name, bool transposeA, bool transposeB, Operand a, Operand b) =>
        new(name, new MatMul(transposeA, transposeB), [a, b], x => [Product(transposeA ? Turned(x[0]) : x[0], transposeB ? Turned(x[1]) : x[1])])
        {
            Types = DTypes.Numbers,
            Differentiable = [0, 1],
            Slack = 32,
        };

    private static Plain Turned(Plain x) => Plain.Of([.. x.Shape[..^2], x.Shape[^1], x.Shape[^2]], i => x[[.. i[..^2], i[^1], i[^2]]]);

    private static Plain Product(Plain a, Plain b)
    {
        int[] outer = Zipped([Plain.Of(a.Shape[..^2], _ => 0), Plain.Of(b.Shape[..^2], _ => 0)], _ => 0).Shape;
        return Plain.Of([.. outer, a.Shape[^2], b.Shape[^1]], i =>
            Enumerable.Range(0, a.Shape[^1]).Sum(k => a.Broadcast([.. i[..^1], k]) * b.Broadcast([.. i[..^2], k, i[^1]])));
    }

    private static Plain Share(Plain x, int axis) => Plain.Of(x.Shape, index =>
        Math.Exp(x[index]) / Enumerable.Range(0, x.Shape[axis]).Sum(i => Math.Exp(x[index.With(axis, i)])));

    private static OpRow CrossEntropy(string name, Operand logits, Operand labels) => new(name, new SparseCrossEntropy(), [logits, labels], x =>
    {
        Plain share = Share(x[0], x[0].Rank - 1);
        return [Plain.Of(x[1].Shape, i => -Math.Log(share[[.. i, (int)x[1][i]]]))];
    })
    {
        Differentiable = [0],
        Slack = 16,
    };

    private static OpRow Normalized(string name, int[] shape) =>
        new(name, new BatchNorm(Epsilon), [new(shape), Weights(shape[^1], 1), Weights(shape[^1], 2)], x =>
        {
            int[] others = [.. Enumerable.Range(0, shape.Length - 1)];
            Plain mean = Reduced(x[0], others, false, part => part.Sum() / part.Length);
            Plain variance = Reduced(x[0], others, false, part => part.Sum(v => Math.Pow(v - (part.Sum() / part.Length), 2)) / part.Length);
            return [Plain.Of(x[0].Shape, i => ((x[0][i] - mean[i[^1]]) / Math.Sqrt(variance[i[^1]] + Epsilon) * x[1][i[^1]]) + x[2][i[^1]]), mean, variance];
        })
        {
            Differentiable = [0, 1, 2],
            Slack = 64,
        };

    private static Plain[] LayerNormalized(Plain[] x)
    {
        int last = x[0].Rank - 1;
        Plain mean = Reduced(x[0], [last], true, part => part.Average());
        Plain variance = Reduced(x[0], [last], true, part => part.Select(v => Math.Pow(v - part.Average(), 2)).Average());
        return [Plain.Of(x[0].Shape, i => ((x[0][i] - mean.Broadcast(i)) / Math.Sqrt(variance.Broadcast(i) + Epsilon) * x[1][i[^1]]) + x[2][i[^1]])];
    }

    private static OpRow Attending(string name, double scale, params Operand[] operands) => new(name, new Attention(scale), operands, x =>
    {
        Plain scores = Product(x[0], Turned(x[1])).Map(score => score * scale);
        Plain masked = x.Length == 4 ? Plain.Of(scores.Shape, i => scores[i] + x[3].Broadcast(i)) : scores;
        return [Product(Share(masked, masked.Rank - 1), x[2])];
    })
    {
        Differentiable = [.. Enumerable.Range(0, operands.Length)],
        Slack = 64,
    };
}
