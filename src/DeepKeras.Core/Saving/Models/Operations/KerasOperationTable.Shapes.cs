namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Shapes => new(StringComparer.Ordinal)
    {
        ["Reshape"] = o => { int[] shape = o.RequiredInts("newshape"); return x => [Ops.Reshape(x[0], shape)]; },
        ["Transpose"] = o => { int[] axes = o.Ints("axes") ?? []; return x => [Ops.Transpose(x[0], axes)]; },
        ["ExpandDims"] = o => { int[] axes = o.Ints("axis") ?? [-1]; return x => [axes is [int one] ? Ops.ExpandDims(x[0], one) : Ops.ExpandDims(x[0], axes)]; },
        ["Squeeze"] = o => { int[]? axes = o.Ints("axis"); return x => [axes is [int one] ? Ops.Squeeze(x[0], one) : Ops.Squeeze(x[0], axes)]; },
        ["Ravel"] = Of(Ops.Ravel),
        ["Flip"] = o => { int[]? axes = o.Ints("axis"); return x => [axes is [int one] ? Ops.Flip(x[0], one) : Ops.Flip(x[0], axes)]; },
        ["Fliplr"] = Of(Ops.FlipLR), ["Flipud"] = Of(Ops.FlipUD),
        ["Roll"] = o => { (int[] shift, int[]? axes) = (o.RequiredInts("shift"), o.Ints("axis")); return x => [Ops.Roll(x[0], shift, axes)]; },
        ["Rot90"] = o => { (int k, int[]? axes) = (o.Int("k", 1), o.Ints("axes")); return x => [Ops.Rot90(x[0], k, axes)]; },
        ["Swapaxes"] = o => { (int first, int second) = (o.RequiredInt("axis1"), o.RequiredInt("axis2")); return x => [Ops.SwapAxes(x[0], first, second)]; },
        ["Moveaxis"] = o => { (int[] from, int[] to) = (o.RequiredInts("source"), o.RequiredInts("destination")); return x => [Ops.MoveAxis(x[0], from, to)]; },
        ["Tile"] = o => { int[] repeats = o.Counts("repeats"); return x => [Ops.Tile(x[0], repeats)]; },
        ["Repeat"] = o =>
        {
            (int[] repeats, int? axis) = (o.Counts("repeats"), o.IntOrNull("axis"));
            return x => [repeats is [int one] ? Ops.Repeat(x[0], one, axis) : Ops.Repeat(x[0], Ops.Constant(repeats), axis)];
        },
        ["Pad"] = ReadPad,
        ["BroadcastTo"] = o => { Shape shape = o.Shape("shape"); return x => [Ops.BroadcastTo(x[0], shape)]; },
        ["Diag"] = o => { int k = o.Int("k", 0); return x => [Ops.Diag(x[0], k)]; },
        ["Diagflat"] = o => { int k = o.Int("k", 0); return x => [Ops.DiagFlat(x[0], k)]; },
        ["Diagonal"] = o => { (int offset, int first, int second) = (o.Int("offset", 0), o.Int("axis1", 0), o.Int("axis2", 1)); return x => [Ops.Diagonal(x[0], offset, first, second)]; },
        ["Trace"] = o => { (int offset, int first, int second) = (o.Int("offset", 0), o.Int("axis1", 0), o.Int("axis2", 1)); return x => [Ops.Trace(x[0], offset, first, second)]; },
        ["Tril"] = o => { int k = o.Int("k", 0); return x => [Ops.Tril(x[0], k)]; },
        ["Triu"] = o => { int k = o.Int("k", 0); return x => [Ops.Triu(x[0], k)]; },
        ["Vander"] = o => { (int? n, bool increasing) = (o.CountOrNull("N"), o.Flag("increasing")); return x => [Ops.Vander(x[0], n, increasing)]; },
        ["OnesLike"] = o => { DType? type = o.Type("dtype"); return x => [Ops.OnesLike(x[0], type)]; },
        ["ZerosLike"] = o => { DType? type = o.Type("dtype"); return x => [Ops.ZerosLike(x[0], type)]; },
        ["EmptyLike"] = o => { DType? type = o.Type("dtype"); return x => [Ops.EmptyLike(x[0], type)]; },
        ["FullLike"] = o => { DType? type = o.Type("dtype"); return x => [Ops.FullLike(x[0], x[1], type)]; },
        ["Size"] = Of(Ops.Size),
        ["ViewAsComplex"] = Of(Ops.ViewAsComplex), ["ViewAsReal"] = Of(Ops.ViewAsReal),
    };

    private static Func<Operands, IReadOnlyList<Tensor>> ReadPad(OperationOptions o)
    {
        string mode = o.Text("mode", "constant");
        ConfigValue width = o.Take("pad_width") ?? throw new ConfigException("Pad", "the key \"pad_width\" is missing.");
        int[][] pairs = width.IsNumber ? [[width.AsInt(), width.AsInt()]]
            : width.AsList(item => item.IsNumber ? [item.AsInt()] : item.AsList(side => side.AsInt()));
        if (pairs.All(pair => pair.Length == 1))
        {
            // A pair for every axis, or one number for both sides.
            pairs = pairs.Length == 2 ? [[pairs[0][0], pairs[1][0]]] : [.. pairs.Select(pair => new[] { pair[0], pair[0] })];
        }

        return x =>
        {
            int rank = x[0].Shape.Rank;
            (int, int)[] each = pairs.Length == 1 ? [.. Enumerable.Repeat((pairs[0][0], pairs[0][^1]), rank)] : [.. pairs.Select(pair => (pair[0], pair[^1]))];
            return [Ops.Pad(x[0], each, mode, x.Number(1, 0))];
        };
    }
}
