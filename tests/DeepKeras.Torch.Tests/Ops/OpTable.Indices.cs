using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static IEnumerable<OpRow> IndexRows =>
    [
        .. DTypes.Integers.Select(type => Picked($"Gather of rows by {type}", 0, [new(5, 2) { Batched = false }, Index(type, 5, 3)])),
        Picked("Gather of rows by a matrix", 0, [new(5, 2) { Batched = false }, Index(DType.Int32, 5, 3, 4)]),
        Picked("Gather along an axis", 1, [new(3, 5, 2), Index(DType.Int32, 5, 4) with { Batched = false }]),
        Picked("Gather along an axis by a matrix", 1, [new(3, 5, 2), Index(DType.Int64, 5, 2, 2) with { Batched = false }]),
        Picked("Gather of one", 1, [new(3, 5), Index(DType.Int32, 5) with { Batched = false }]),
        PickedAlong("TakeAlongAxis", 1, new(3, 5), Index(DType.Int32, 5, 3, 2)),
        PickedAlong("TakeAlongAxis, indices broadcast", 1, new(3, 5, 2), Index(DType.Int64, 5, 1, 4, 1) with { Batched = false }),
        PickedAlong("TakeAlongAxis, values broadcast", 1, new Operand(1, 5) { Batched = false }, Index(DType.UInt8, 5, 3, 2)),
        Summed(DType.Int32),
        Summed(DType.Int64),
        Summed(DType.Int8),
        .. DTypes.All.Select(OneHotOf),
    ];

    private static Operand Index(DType type, int size, params int[] shape) => new(shape) { Type = type, Whole = (0, size - 1), Phase = 3, Batched = shape.Length > 0 };

    private static OpRow Picked(string name, int axis, Operand[] operands) => new(name, new Gather(axis), operands, x =>
    {
        (Plain source, Plain indices) = (x[0], x[1]);
        return [Plain.Of([.. source.Shape[..axis], .. indices.Shape, .. source.Shape[(axis + 1)..]], i =>
            source[[.. i[..axis], (int)indices[i.AsSpan(axis, indices.Rank)], .. i[(axis + indices.Rank)..]]])];
    })
    {
        Types = DTypes.All,
        Differentiable = [0],
    };

    private static OpRow PickedAlong(string name, int axis, Operand source, Operand indices) => new(name, new TakeAlongAxis(axis), [source, indices], x =>
    {
        int[] shape = [.. x[0].Shape.Zip(x[1].Shape, (a, b) => a == 1 ? b : a)];
        return [Plain.Of(shape.With(axis, x[1].Shape[axis]), i => x[0].Broadcast(i.With(axis, (int)x[1].Broadcast(i))))];
    })
    {
        Types = DTypes.All,
        Differentiable = [0],
    };

    private static OpRow Summed(DType type) =>
        new($"SegmentSum by {type}", new SegmentSum(3), [new(7, 2), new(7) { Type = type, Values = [2, 0, -1, 2, 3, 0, 2] }], x =>
        [
            Plain.Of([3, 2], i => Enumerable.Range(0, x[0].Shape[0]).Where(row => x[1][row] == i[0]).Sum(row => x[0][row, i[1]])),
        ])
        {
            Types = DTypes.Numbers,
            Differentiable = [0],
        };

    private static OpRow OneHotOf(DType type) =>
        new($"OneHot of {type}", new OneHot(4, type), [new(3, 2) { Values = [0, 3, 1, -1, 4, 2] }], x => [Plain.Of([.. x[0].Shape, 4], i => x[0][i[..^1]] == i[^1] ? 1 : 0)])
        {
            Types = DTypes.Integers,
            ResultTypes = [Always(type)],
        };
}
