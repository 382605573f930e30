using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static IEnumerable<OpRow> LoopRows =>
    [
        // A row is a step: no step, one, and three.
        Loop("Scan over steps", reverse: false, new(2, 3) { Batched = false }, new(3, 2, 3)),
        Loop("Scan over steps, last first", reverse: true, new(2, 3) { Batched = false }, new(3, 2, 3)),
        Loop("Scan over two steps of a batch", reverse: false, new(3, 3), new(2, 1, 3) { Batched = false }),
        Loop("Scan over two steps of a batch, last first", reverse: true, new(3, 3), new(2, 1, 3) { Batched = false }),
        Repeated("While a number is small", first: true, most: 8),
        Repeated("While it holds, which it does not", first: false, most: 8),
        Repeated("While a number is small, nobody knows how often", first: true, most: null),
        Repeated("While it holds, which it does not, nobody knows how often", first: false, most: null),
    ];

    /// <summary>h' = tanh(h w), k' = 2 k, as long as k' is below 10.</summary>
    private static OpRow Repeated(string name, bool first, int? most) =>
        new(
            name,
            new While(RepeatedBody([Shape.Unknown, 3]), most),
            [
                new() { Type = DType.Bool, Values = [first ? 1 : 0], Batched = false }, new(3, 3), new() { Type = DType.Int32, Values = [1], Batched = false },
                new(3, 3) { Batched = false, Phase = 2 },
            ],
            x => RepeatedOf(x, first))
        {
            Types = [DType.Float64],
            ResultTypes = [type => type, _ => DType.Int32],
            RefusesOthers = false,
            Differentiable = [1, 3],

            // TensorFlow's engine has second gradients of bounded loops alone, and says so by name.
            TwiceDifferentiable = most is not null,
            Slack = 64,
        };

    private static ScanBody RepeatedBody(Shape state)
    {
        Tensor h = new InputNode("h", new(DType.Float64, state)).Output;
        Tensor k = new InputNode("k", new(DType.Int32, Shape.Scalar)).Output;
        Tensor w = new InputNode("w", new(DType.Float64, [3, 3])).Output;
        Tensor twice = 2 * k;
        return new(new Graph([h, k, w], [Ops.Tanh(Ops.MatMul(h, w)), twice, twice < 10], []), 2, 0);
    }

    private static Plain[] RepeatedOf(Plain[] operands, bool first)
    {
        (Plain h, double k, Plain w) = (operands[1], operands[2].Data[0], operands[3]);
        for (bool again = first; again; again = k < 10)
        {
            Plain before = h;
            h = Plain.Of(h.Shape, i => Math.Tanh(Enumerable.Range(0, 3).Sum(j => before[i[0], j] * w[j, i[1]])));
            k *= 2;
        }

        return [h, new([], [k])];
    }

    /// <summary>h' = tanh(h w + x), n' = 2 n + h; each step gives h' x.</summary>
    private static OpRow Loop(string name, bool reverse, Operand state, Operand sequence) =>
        new(name, new Scan(LoopBody(state.OpenShape, sequence.OpenShape), reverse), [state, state with { Phase = 1 }, sequence, new(3, 3) { Batched = false, Phase = 2 }], x => LoopOf(x, reverse))
        {
            Types = [DType.Float64],
            RefusesOthers = false,
            Differentiable = [0, 1, 2, 3],
            DifferentiableResults = [0, 1, 2],
            Slack = 64,
        };

    private static ScanBody LoopBody(Shape state, Shape sequence)
    {
        Tensor h = new InputNode("h", new(DType.Float64, state)).Output;
        Tensor n = new InputNode("n", new(DType.Float64, state)).Output;
        Tensor x = new InputNode("x", new(DType.Float64, sequence[1..])).Output;
        Tensor w = new InputNode("w", new(DType.Float64, [3, 3])).Output;
        Tensor after = Ops.Tanh(Ops.MatMul(h, w) + x);
        return new(new Graph([h, n, x, w], [after, (2 * n) + h, after * x], []), 2, 1);
    }

    private static Plain[] LoopOf(Plain[] operands, bool reverse)
    {
        (Plain h, Plain n, Plain x, Plain w) = (operands[0], operands[1], operands[2], operands[3]);
        int steps = x.Shape[0];
        var results = new List<Plain>();
        for (int step = 0; step < steps; step++)
        {
            int at = reverse ? steps - 1 - step : step;
            Plain read = Plain.Of(x.Shape[1..], i => x[[at, .. i]]);
            Plain before = h;
            h = Plain.Of(h.Shape, i => Math.Tanh(Enumerable.Range(0, 3).Sum(k => before[i[0], k] * w[k, i[1]]) + read.Broadcast(i)));
            n = Plain.Of(n.Shape, i => (2 * n[i]) + before[i]);
            Plain after = h;
            results.Add(Plain.Of(h.Shape, i => after[i] * read.Broadcast(i)));
        }

        return [h, n, Plain.Of([steps, .. h.Shape], i => results[i[0]][i[1..]])];
    }
}
