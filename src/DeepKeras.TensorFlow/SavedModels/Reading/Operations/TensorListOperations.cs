using System.Collections.Immutable;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Lists of tensors, in which Keras's recurrent layers keep what they read and write step by step.</summary>
internal static class TensorListOperations
{
    private const int MostItems = 1 << 20;

    public static void AddTo(OperationTable table)
    {
        table.Add("TensorListReserve", Value[] (call) => [Reserved(call)]);
        table.Add("EmptyTensorList", Value[] (call) => [new Value.TensorList([], call.Type("element_dtype"), Sizes(call, 0))]);
        table.Add("TensorListFromTensor", Value[] (call) =>
            [new Value.TensorList([.. ShapeOperations.Rows(call[0], 0)], call[0].DType, [.. call[0].Shape.Skip(1).Select(size => (long)size)])]);
        table.Add("TensorListLength", call => Ops.Constant(DType.Int32, List(call).Items.Count));
        table.Add("TensorListGetItem", call => Item(call, List(call), Place(call)));
        table.Add("TensorListSetItem", Value[] (call) => [Written(call)]);
        table.Add("TensorListPushBack", Value[] (call) => [List(call) with { Items = List(call).Items.Add(call[1]) }]);
        table.Add("TensorListPopBack", call =>
        {
            int last = List(call).Items.Count - 1;
            return [List(call) with { Items = List(call).Items.RemoveAt(last) }, new Value.Numbers(Item(call, List(call), last))];
        });
        table.Add("TensorListStack", Stacked);
    }

    private static Value.TensorList List(NodeCall call) =>
        call.Inputs[0] as Value.TensorList ?? throw call.Wrong("a list of tensors as input 0", call.Inputs[0].GetType().Name);

    private static Value.TensorList Reserved(NodeCall call)
    {
        int count = call.Int(1);
        return count is >= 0 and <= MostItems ? new(ImmutableList.CreateRange(new Tensor?[count]), call.Type("element_dtype"), Sizes(call, 0))
            : throw call.Wrong($"0 to {MostItems} items", $"{count}");
    }

    private static Value.TensorList Written(NodeCall call)
    {
        Value.TensorList list = List(call);
        int place = Place(call, call.Flag("resize_if_index_out_of_bounds"));
        ImmutableList<Tensor?> items = list.Items;
        while (items.Count <= place)
        {
            items = items.Add(null);
        }

        return list with { Items = items.SetItem(place, call[2]) };
    }

    private static int Place(NodeCall call, bool grows = false)
    {
        int place = call.Int(1), count = List(call).Items.Count;
        return place >= 0 && place < (grows ? MostItems : count) ? place : throw call.Wrong($"a place from 0 to {count - 1}", $"{place}");
    }

    private static Tensor Item(NodeCall call, Value.TensorList list, int place) => list.Items[place] ?? Zeros(call, list, call.Count - 1);

    private static Tensor Stacked(NodeCall call)
    {
        Value.TensorList list = List(call);
        Tensor[] items = [.. list.Items.Select(item => item ?? Zeros(call, list, 1))];
        if (items.Length > 0)
        {
            return Ops.Stack(items);
        }

        Tensor none = Zeros(call, list, 1);
        return Ops.BroadcastTo(none, [0, .. none.Shape]);
    }

    /// <summary>What stands in a place that nothing was written to: zeros in the shape of the others.</summary>
    private static Tensor Zeros(NodeCall call, Value.TensorList list, int shapeInput)
    {
        if (list.Items.Find(item => item is not null) is { } other)
        {
            return Ops.ZerosLike(other);
        }

        IReadOnlyList<long>? sizes = Sizes(call, shapeInput) ?? list.ElementShape;
        return sizes is not null && sizes.All(size => size >= 0) ? Ops.BroadcastTo(Ops.Constant(list.Type, 0), Shape.Create([.. sizes.Select(size => checked((int)size))]))
            : throw call.Wrong("a known shape for an item that was never written", sizes is null ? "none" : $"({string.Join(", ", sizes)})");
    }

    /// <summary>A shape in which sizes may be open; null: not even the rank is known.</summary>
    private static long[]? Sizes(NodeCall call, int i) => call[i].Shape.Rank == 0 ? null : call.Longs(i);
}
