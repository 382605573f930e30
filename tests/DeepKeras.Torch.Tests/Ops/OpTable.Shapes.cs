using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    private static IEnumerable<OpRow> ShapeRows =>
    [
        Moved("Reshape that flattens", new Reshape(new[] { ReshapeDims.Copy(0), ReshapeDims.Rest }), [new(3, 2, 4)], x => new([x.Shape[0], 8], x.Data)),
        Moved("Reshape with a rest", new Reshape(new[] { ReshapeDims.Rest, 2, 2 }), [new(3, 4)], x => new([x.Shape[0], 2, 2], x.Data)),
        Moved("Reshape that mixes rows", new Reshape(new[] { ReshapeDims.Rest }), [new(3, 4)], x => new([x.Data.Length], x.Data)),
        Moved("Transpose", new Transpose(new[] { 2, 0, 1 }), [new(3, 2, 4)], x => Plain.Of([x.Shape[2], x.Shape[0], x.Shape[1]], i => x[i[1], i[2], i[0]])),
        Moved("Transpose of a scalar", new Transpose(Array.Empty<int>()), [new() { Batched = false }], x => x),
        Moved("BroadcastLike", new BroadcastLike(), [new(1, 4) { Batched = false }, new(3, 4) { Type = DType.Float32 }], (x, like) => Plain.Of(like.Shape, i => x.Broadcast(i))),
        Moved("BroadcastLike of a scalar", new BroadcastLike(), [new() { Batched = false }, new(3, 4) { Type = DType.Int32 }], (x, like) => Plain.Of(like.Shape, i => x.Broadcast(i))),
        Moved("BroadcastTo", new BroadcastTo([2, 3, 4]), [new(3, 1) { Batched = false }], x => Plain.Of([2, 3, 4], i => x.Broadcast(i))),
        Moved("ExpandDims in front", new ExpandDims(0), [new(3, 4)], x => new([1, .. x.Shape], x.Data)),
        Moved("ExpandDims at the end", new ExpandDims(2), [new(3, 4)], x => new([.. x.Shape, 1], x.Data)),
        Moved("Squeeze", new Squeeze(1), [new(3, 1, 4)], x => new(x.Shape.Without(1), x.Data)),
        Joined("Concat", 1, [new(3, 2, 2), new(3, 1, 2) { Phase = 1 }, new(3, 3, 2) { Phase = 2 }]),
        Joined("Concat of rows", 0, [new(3, 4), new(3, 4) { Phase = 1 }]),
        Joined("Concat with an empty part", 1, [new(3, 0), new(3, 4)]),
        Sliced("Slice with a step", new Slice(1, 1, Slice.ToEnd, 2), 1, 1, 6, 2),
        Sliced("Slice from the end", new Slice(1, -4, -1), 1, 2, 5, 1),
        Sliced("Slice of nothing", new Slice(1, 4, 2), 1, 4, 4, 1),
        Sliced("Slice beyond the end", new Slice(1, -9, 9, 4), 1, 0, 6, 4),
        Sliced("Slice of rows", new Slice(0, 1, 3), 0, 1, 3, 1),
        Sliced("Slice of the last rows", new Slice(0, -2, Slice.ToEnd), 0, -2, int.MaxValue, 1),
        Padded("Pad with a constant", PadMode.Constant, [0, 0, 2, 1, 0, 3], (_, _) => -1),
        Padded("Pad of rows", PadMode.Constant, [1, 2, 0, 0, 0, 0], (_, _) => -1),
        Padded("Pad by nothing", PadMode.Constant, [0, 0, 0, 0, 0, 0], (_, _) => -1),
        Padded("Pad by reflection", PadMode.Reflect, [0, 0, 2, 1, 3, 3], (at, size) => at < 0 ? -at : (2 * size) - 2 - at),
        Padded("Pad symmetrically", PadMode.Symmetric, [0, 0, 3, 1, 2, 4], (at, size) => at < 0 ? -at - 1 : (2 * size) - 1 - at),
        Moved("Flip", new Flip(1), [new(3, 4, 2)], x => Plain.Of(x.Shape, i => x[i.With(1, 3 - i[1])])),
        Moved("Flip of rows", new Flip(0), [new(3, 4)], x => Plain.Of(x.Shape, i => x[i.With(0, x.Shape[0] - 1 - i[0])])),
        Moved("Tile", new Tile(new[] { 1, 3, 2 }), [new(3, 2, 2)], x => Plain.Of([x.Shape[0], 6, 4], i => x[i[0], i[1] % 2, i[2] % 2])),
        Moved("Tile of rows", new Tile(new[] { 2, 1 }), [new(3, 2)], x => Plain.Of([2 * x.Shape[0], 2], i => x[i[0] % x.Shape[0], i[1]])),
        Counted("SizeOf the batch", new SizeOf(0), x => new([], [x.Shape[0]])),
        Counted("SizeOf an axis", new SizeOf(1), x => new([], [x.Shape[1]])),
        Counted("IndexRange of the batch", new IndexRange(0), x => Plain.Of([x.Shape[0]], i => i[0])),
        Counted("IndexRange of an axis", new IndexRange(1), x => Plain.Of([x.Shape[1]], i => i[0])),
    ];

    private static OpRow Moved(string name, Op op, Operand[] operands, Func<Plain, Plain> f) =>
        new(name, op, operands, x => [f(x[0])]) { Types = DTypes.All, Differentiable = [0] };

    private static OpRow Moved(string name, Op op, Operand[] operands, Func<Plain, Plain, Plain> f) =>
        new(name, op, operands, x => [f(x[0], x[1])]) { Types = DTypes.All, Differentiable = [0] };

    private static OpRow Counted(string name, Op op, Func<Plain, Plain> f) =>
        new(name, op, [new(3, 4)], x => [f(x[0])]) { Types = DTypes.All, ResultTypes = [Always(DType.Int32)] };

    private static OpRow Joined(string name, int axis, Operand[] operands) => new(name, new Concat(axis), operands, x => [Joined(x, axis)])
    {
        Types = DTypes.All,
        Differentiable = [.. Enumerable.Range(0, operands.Length)],
    };

    private static Plain Joined(Plain[] parts, int axis) => Plain.Of(parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])), index =>
    {
        int at = index[axis];
        int part = 0;
        while (at >= parts[part].Shape[axis])
        {
            at -= parts[part++].Shape[axis];
        }

        return parts[part][index.With(axis, at)];
    });

    private static OpRow Sliced(string name, Slice op, int axis, int start, int end, int step) => Moved(name, op, [new(3, 6)], x =>
    {
        int size = x.Shape[axis];
        int first = start < 0 ? Math.Max(0, size + start) : Math.Min(start, size);
        int[] taken = [.. Enumerable.Range(first, size - first).Where(i => i < end && (i - first) % step == 0)];
        return Plain.Of(x.Shape.With(axis, taken.Length), i => x[i.With(axis, taken[i[axis]])]);
    });

    private static OpRow Padded(string name, PadMode mode, int[] pads, Func<int, int, int> source) =>
        Moved(name, new Pad(pads, mode, 2), [new(3, 5, 4)], x => Plain.Of([.. x.Shape.Select((size, axis) => size + pads[2 * axis] + pads[(2 * axis) + 1])], index =>
        {
            int[] from = [.. index.Select((i, axis) => i - pads[2 * axis])];
            for (int axis = 0; axis < from.Length; axis++)
            {
                from[axis] = from[axis] >= 0 && from[axis] < x.Shape[axis] ? from[axis] : source(from[axis], x.Shape[axis]);
            }

            return from.Contains(-1) ? 2 : x[from];
        }));
}
