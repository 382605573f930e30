using System.Collections.Immutable;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Tensors some of whose rows are replaced; a loop that fills a tensor row by row costs as much as putting the rows together once.</summary>
internal static class RowUpdates
{
    public static Value[] Translate(NodeCall call)
    {
        Tensor indices = call[1];
        if (indices.Shape is [1, 1] && call.IsKnown(1) && call.Inputs[0] is Value.Rows or Value.Numbers { Tensor.Shape.Rank: > 0 })
        {
            Value.Rows rows = call.Inputs[0] as Value.Rows ?? new(call[0], ImmutableSortedDictionary<int, Tensor>.Empty);
            int row = call.Int(1);
            Shape shape = [1, .. rows.Start.Shape.Skip(1)];
            return row >= 0 && row < rows.Start.Shape[0] && call[2].Shape.Equals(shape) ? [rows with { Replaced = rows.Replaced.SetItem(row, call[2]) }]
                : throw call.Wrong($"row 0 to {rows.Start.Shape[0] - 1} of shape {shape}", $"row {row} of shape {call[2].Shape}");
        }

        Tensor start = call[0];
        int[] sizes = [.. start.Shape];
        Tensor placed = IndexOperations.Scattered(indices, call[2], sizes);
        Tensor touched = IndexOperations.Scattered(indices, Ops.OnesLike(call[2], DType.Int32), sizes);
        return [new Value.Numbers(Ops.Where(touched > 0, placed, start))];
    }

    public static Tensor Materialize(Value.Rows rows)
    {
        if (rows.Replaced.Count == 0)
        {
            return rows.Start;
        }

        var parts = new List<Tensor>();
        int next = 0;
        foreach ((int row, Tensor value) in rows.Replaced)
        {
            if (row > next)
            {
                parts.Add(Ops.Slice(rows.Start, 0, next, row));
            }

            parts.Add(value);
            next = row + 1;
        }

        if (next < rows.Start.Shape[0])
        {
            parts.Add(Ops.Slice(rows.Start, 0, next));
        }

        return Ops.Concatenate(parts, 0);
    }
}
