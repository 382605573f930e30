using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Shapes as tensors, and what moves elements about.</summary>
internal static class ShapeOperations
{
    /// <summary>Longer ranges are not made while the graph is.</summary>
    private const long MostInRange = 1 << 24;

    public static void AddTo(OperationTable table)
    {
        table.Add("Shape", call => Sizes(call[0].Shape, call.Type("out_type", DType.Int32)));
        table.AddAll("ShapeN", call => [.. call.Tensors().Select(x => Sizes(x.Shape, call.Type("out_type", DType.Int32)))]);
        table.Add("Size", call => Ops.Constant(call.Type("out_type", DType.Int32), call[0].Shape.Elements));
        table.Add("Rank", call => Ops.Constant(DType.Int32, call[0].Shape.Rank));
        table.Add("Reshape", call => Ops.Reshape(call[0], call.Ints(1)));
        table.Add("ExpandDims", call => Ops.ExpandDims(call[0], call.Int(1)));
        table.Add("Squeeze", Squeezed);
        table.Add("Transpose", call => Ops.Transpose(call[0], call.Ints(1)));
        table.Add("Pack", call => Ops.Stack(call.Tensors(), call.Int("axis")));
        table.AddAll("Unpack", call => Rows(call[0], call.Int("axis")));
        table.Add("ConcatV2", call => Ops.Concatenate(call.Tensors(0, call.Count - 1), call.Int(call.Count - 1)));
        table.Add("Concat", call => Ops.Concatenate(call.Tensors(1), call.Int(0)));
        table.AddAll("Split", call =>
        {
            int axis = call[1].Shape.Axis(call.Int(0)), parts = call.Int("num_split");
            return parts > 0 && call[1].Shape[axis] % parts == 0 ? Parts(call[1], axis, [.. Enumerable.Repeat(call[1].Shape[axis] / parts, parts)])
                : throw call.Wrong($"a size that divides into {parts}", $"{call[1].Shape[axis]}");
        });
        table.AddAll("SplitV", call =>
        {
            int axis = call[0].Shape.Axis(call.Int(2));
            int[] sizes = call.Ints(1);
            int rest = call[0].Shape[axis] - sizes.Where(size => size >= 0).Sum();
            return Parts(call[0], axis, [.. sizes.Select(size => size < 0 ? rest : size)]);
        });
        table.Add("Slice", Sliced);
        table.Add("StridedSlice", StridedSlice.Translate);
        table.Add("Tile", call => Ops.Tile(call[0], call.Ints(1)));
        table.Add("Fill", call => Ops.BroadcastTo(call[1], call.ShapeAt(0)));
        table.Add("BroadcastTo", call => Ops.BroadcastTo(call[0], call.ShapeAt(1)));
        table.Add("BroadcastArgs", call => Sizes(Shape.Broadcast(call.ShapeAt(0), call.ShapeAt(1)), call[0].DType));
        table.Add("Range", Range);
        table.Add("LinSpace", call => call[0] + ((call[1] - call[0]) * Ops.Cast(Counted(call.Int(2), DType.Int32), call[0].DType) / Math.Max(1, call.Int(2) - 1)));
        table.Add("Pad", call => Padded(call, PadMode.Constant, 0));
        table.Add("PadV2", call => Padded(call, PadMode.Constant, call.Double(2)));
        table.Add("MirrorPad", call => Padded(call, call.Text("mode") == "REFLECT" ? PadMode.Reflect : PadMode.Symmetric, 0));
        table.Add("ReverseV2", call => call.Ints(1).Aggregate(call[0], Ops.Flip));
        table.Add("Roll", call => call.Ints(2).Zip(call.Ints(1)).Aggregate(call[0], (x, move) => Rolled(x, x.Shape.Axis(move.First), move.Second)));
        table.Add("SpaceToBatchND", call => BlockMoves.SpaceToBatch(call[0], call.Ints(1), call.Ints(2)));
        table.Add("BatchToSpaceND", call => BlockMoves.BatchToSpace(call[0], call.Ints(1), call.Ints(2)));
        table.Add("SpaceToDepth", call => BlockMoves.SpaceToDepth(call[0], call.Int("block_size")));
        table.Add("DepthToSpace", call => BlockMoves.DepthToSpace(call[0], call.Int("block_size")));
        table.Add("MatrixBandPart", BandPart);
    }

    /// <summary>The sizes as a vector.</summary>
    public static Tensor Sizes(Shape shape, DType type) => Ops.Constant(HostArray.Of(shape.AsSpan(), [shape.Rank]).Cast(type));

    /// <summary>The slices along an axis, without it.</summary>
    public static Tensor[] Rows(Tensor x, int axis)
    {
        int at = x.Shape.Axis(axis);
        return [.. Enumerable.Range(0, x.Shape[at]).Select(i => Ops.At(x, at, i))];
    }

    private static Tensor[] Parts(Tensor x, int axis, int[] sizes)
    {
        var parts = new Tensor[sizes.Length];
        for (int i = 0, start = 0; i < sizes.Length; start += sizes[i++])
        {
            parts[i] = Ops.Slice(x, axis, start, start + sizes[i]);
        }

        return parts;
    }

    private static Tensor Squeezed(NodeCall call)
    {
        Tensor x = call[0];
        int[] axes = call.Ints("squeeze_dims", call.Ints("axis"));
        axes = axes.Length > 0 ? [.. axes.Select(x.Shape.Axis)] : [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape[axis] == 1)];
        return axes.Distinct().OrderDescending().Aggregate(x, Ops.Squeeze);
    }

    private static Tensor Sliced(NodeCall call)
    {
        Tensor x = call[0];
        int[] starts = call.Ints(1), counts = call.Ints(2);
        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            int end = counts[axis] < 0 ? x.Shape[axis] : checked(starts[axis] + counts[axis]);
            if (starts[axis] < 0 || end > x.Shape[axis])
            {
                throw call.Wrong($"a part of axis {axis} of {x.Shape}", $"{starts[axis]} to {end}");
            }

            x = starts[axis] == 0 && end == x.Shape[axis] ? x : Ops.Slice(x, axis, starts[axis], end);
        }

        return x;
    }

    private static Tensor Range(NodeCall call)
    {
        if (!call[0].DType.IsInteger())
        {
            double start = call.Double(0), step = call.Double(2);
            double steps = Math.Ceiling((call.Double(1) - start) / step);
            return steps is >= 0 and <= MostInRange ? start + (step * Ops.Cast(Counted((int)steps, DType.Int32), call[0].DType)) : throw call.Wrong("a range of numbers", $"{steps} of them");
        }

        long first = call.Longs(0)[0], end = call.Longs(1)[0], by = call.Longs(2)[0];
        if (by == 0)
        {
            throw call.Wrong("a step other than 0", "0");
        }

        decimal count = Math.Max(0, Math.Ceiling(((decimal)end - first) / by));
        if (count > MostInRange)
        {
            throw call.Wrong($"at most {MostInRange} numbers", $"{count}");
        }

        var values = new HostArray(DType.Int64, [(int)count]);
        for (int i = 0; i < (int)count; i++)
        {
            values.As<long>()[i] = first + (i * by);
        }

        return Ops.Constant(values.Cast(call[0].DType));
    }

    /// <summary>0, 1, … as a vector.</summary>
    public static Tensor Counted(int count, DType type)
    {
        var values = new HostArray(DType.Int32, [count]);
        for (int i = 0; i < count; i++)
        {
            values.As<int>()[i] = i;
        }

        return Ops.Constant(values.Cast(type));
    }

    private static Tensor Padded(NodeCall call, PadMode mode, double value) => Ops.Emit(new Pad(call.Ints(1), mode, value), call[0]);

    private static Tensor Rolled(Tensor x, int axis, int by)
    {
        int size = x.Shape[axis];
        int cut = size == 0 ? 0 : ((-by % size) + size) % size;
        return cut == 0 ? x : Ops.Concatenate([Ops.Slice(x, axis, cut), Ops.Slice(x, axis, 0, cut)], axis);
    }

    private static Tensor BandPart(NodeCall call)
    {
        Tensor x = call[0];
        long below = call.Longs(1)[0], above = call.Longs(2)[0];
        Tensor distance = Ops.ExpandDims(Counted(x.Shape[^2], DType.Int32), 1) - Ops.ExpandDims(Counted(x.Shape[^1], DType.Int32), 0);
        Tensor inside = Ops.LogicalAnd(below < 0 ? distance >= int.MinValue : distance <= checked((int)below), above < 0 ? distance >= int.MinValue : distance >= checked((int)-above));
        return Ops.Where(inside, x, Ops.ZerosLike(x));
    }
}
