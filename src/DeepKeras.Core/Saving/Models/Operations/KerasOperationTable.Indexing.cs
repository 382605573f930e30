namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Indexing => new(StringComparer.Ordinal)
    {
        ["GetItem"] = _ => x => [GetItem(x)],
        ["Take"] = o => { int? axis = o.IntOrNull("axis"); return x => [Ops.Take(x[0], x[1], axis)]; },
        ["TakeAlongAxis"] = o => { int? axis = o.IntOrNull("axis"); return x => [Ops.TakeAlongAxis(x[0], x[1], axis)]; },
        ["Slice"] = o => { int[] shape = o.RequiredInts("shape"); return x => [Ops.Slice(x[0], Whole(x.Raw(1)), shape)]; },
        ["SliceUpdate"] = _ => x => [Ops.SliceUpdate(x[0], Whole(x.Raw(1)), x[2])],
        ["Scatter"] = o => { Shape shape = o.Shape("shape"); return x => [Ops.Scatter(x[0], x[1], shape)]; },
        ["ScatterUpdate"] = o => { string? reduction = o.Take("reduction")?.AsString(); return x => [Ops.ScatterUpdate(x[0], x[1], x[2], reduction)]; },
        ["Sort"] = o => { int? axis = o.Int("axis", -1); return x => [Ops.Sort(x[0], axis)]; },
        ["Argsort"] = o => { int? axis = o.Int("axis", -1); return x => [Ops.ArgSort(x[0], axis)]; },
        ["Argpartition"] = o => { (int kth, int axis) = (o.RequiredInt("kth"), o.Int("axis", -1)); return x => [Ops.ArgPartition(x[0], kth, axis)]; },
        ["SearchSorted"] = o => { string side = o.Text("side", "left"); return x => [Ops.SearchSorted(x[0], x[1], side)]; },
        ["Digitize"] = Of(Ops.Digitize),
        ["IsIn"] = o => { (bool unique, bool invert) = (o.Flag("assume_unique"), o.Flag("invert")); return x => [Ops.IsIn(x[0], x[1], unique, invert)]; },
        ["TopK"] = o =>
        {
            (int k, bool sorted) = (o.RequiredInt("k"), o.Flag("sorted", true));
            return x => Ops.TopK(x[0], k, sorted) is var (values, indices) ? [values, indices] : [];
        },
        ["InTopK"] = o => { int k = o.RequiredInt("k"); return x => [Ops.InTopK(x[0], x[1], k)]; },
        ["Select"] = _ => x => [Ops.Select(x.List(0), x.List(1), x.OrNull(2))],
    };

    /// <summary>A tensor at numbers, slices, an ellipsis and new axes; at a tensor or list of places, along the first axis.</summary>
    private static Tensor GetItem(Operands x)
    {
        object? key = x.Raw(1);
        if (key is Tensor || (key is IReadOnlyList<object?> { Count: 1 } only && only[0] is Tensor or IReadOnlyList<object?>))
        {
            return Ops.Take(x[0], Operands.TensorOf(key is IReadOnlyList<object?> list ? list[0] : key, 1), 0);
        }

        IReadOnlyList<object?> items = key as IReadOnlyList<object?> ?? [key];
        return Ops.GetItem(x[0], [.. items.Select(IndexOf)]);
    }

    private static TensorIndex IndexOf(object? item) => item switch
    {
        null => TensorIndex.NewAxis,
        long place => checked((int)place),
        TensorIndex index => index,
        _ => throw new ShapeException($"a tensor is indexed by numbers, slices, an ellipsis and new axes; got {item}."),
    };

    private static int[] Whole(object? value) => value is IReadOnlyList<object?> list && list.All(item => item is long)
        ? [.. list.Select(item => checked((int)(long)item!))]
        : throw new ShapeException($"expected a list of whole numbers, got {value ?? "null"}.");
}
