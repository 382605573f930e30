using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Gradients of reductions and of what moves elements about.</summary>
internal static partial class GradientRules
{
    private static Tensor? Reduced(Reduce op, Tensor x, Tensor y, Tensor g)
    {
        if (op.Axes.Count == 0)
        {
            return g;
        }

        int[] kept = [.. x.Shape];
        long count = 1;
        foreach (int axis in op.Axes.Span)
        {
            count *= kept[axis];
            kept[axis] = 1;
        }

        Tensor Whole(Tensor t) => Ops.BroadcastTo(Ops.Reshape(t, kept), x.Shape);
        switch (op.Kind)
        {
            case ReduceKind.Sum:
                return Whole(g);
            case ReduceKind.Mean:
                return Whole(g / Ops.Constant(g.DType, count));
            case ReduceKind.Max or ReduceKind.Min:
                Tensor equal = Ops.Cast(Ops.Equal(x, Whole(y)), g.DType);
                Tensor number = Ops.Emit(new Reduce(ReduceKind.Sum, op.Axes, true), equal);
                return equal * (Ops.Reshape(g, kept) / number);
            case ReduceKind.Prod:
                return ProductOfOthers(op.Axes, x, kept, g);
            default:
                return null;
        }
    }

    /// <summary>The product of the elements before and after each: right where some are 0.</summary>
    private static Tensor ProductOfOthers(AxisList axes, Tensor x, int[] kept, Tensor g)
    {
        int rank = x.Shape.Rank;
        int[] order = [.. Enumerable.Range(0, rank).Where(axis => !axes.Span.Contains(axis)), .. Enumerable.Range(0, rank).Where(axis => axes.Span.Contains(axis))];
        Tensor turned = Ops.Transpose(x, order);
        int columns = 1;
        foreach (int axis in axes.Span)
        {
            columns *= x.Shape[axis];
        }

        int rows = columns == 0 ? 0 : (int)(x.Shape.Elements / columns);
        Tensor flat = Ops.Reshape(turned, rows, columns);
        Tensor before = Before(flat);
        Tensor after = Ops.Flip(Before(Ops.Flip(flat, 1)), 1);
        Tensor others = Ops.Reshape(before * after, [.. turned.Shape]);
        int[] back = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            back[order[i]] = i;
        }

        return Ops.Transpose(others, back) * Ops.Reshape(g, kept);

        static Tensor Before(Tensor t) =>
            t.Shape[1] == 0 ? t : Ops.CumProd(Ops.Pad(Ops.Slice(t, 1, 0, t.Shape[1] - 1), [(0, 0), (1, 0)], 1), 1);
    }

    /// <summary>The gradient of running products, as a matrix of the products that leave one factor out: right where some are 0.</summary>
    private static Tensor Products(Tensor x, Tensor g, int axis)
    {
        int last = x.Shape.Rank;
        int size = x.Shape[axis];
        int[] swap = [.. Enumerable.Range(0, last)];
        (swap[axis], swap[^1]) = (last - 1, axis);
        Tensor row = Ops.ExpandDims(Ops.Transpose(x, swap), last - 1);
        Tensor weights = Ops.ExpandDims(Ops.Transpose(g, swap), last - 1);
        var diagonal = new HostArray(DType.Bool, [size, size]);
        var upper = new HostArray(DType.Bool, [size, size]);
        for (int i = 0; i < size; i++)
        {
            for (int j = i; j < size; j++)
            {
                diagonal[((long)i * size) + j] = i == j ? 1 : 0;
                upper[((long)i * size) + j] = 1;
            }
        }

        Tensor factors = Where(Ops.Constant(diagonal), Ops.Constant(g.DType, 1), row);
        Tensor without = Ops.CumProd(factors, last);
        Tensor sum = Ops.Sum(Where(Ops.Constant(upper), without * weights, Ops.Constant(g.DType, 0)), [last]);
        return Ops.Transpose(sum, swap);
    }

    private static Tensor?[]? Moved(Op op, Tensor[] x, Tensor g, bool[] needed)
    {
        Shape shape = x[0].Shape;
        switch (op)
        {
            case BroadcastLike:
                return [Narrowed(g, shape), null];
            case Reshape or ExpandDims or Squeeze:
                return [Ops.Reshape(g, [.. shape])];
            case Transpose transpose:
                int[] back = new int[shape.Rank];
                for (int i = 0; i < back.Length; i++)
                {
                    back[transpose.Permutation[i]] = i;
                }

                return [Ops.Transpose(g, back)];
            case BroadcastTo:
                return [Narrowed(g, shape)];
            case Flip flip:
                return [Ops.Flip(g, flip.Axis)];
            case Concat concat:
                var parts = new Tensor?[x.Length];
                for (int i = 0, at = 0; i < parts.Length; at += x[i++].Shape[concat.Axis])
                {
                    parts[i] = needed[i] ? Ops.Emit(new Slice(concat.Axis, at, at + x[i].Shape[concat.Axis]), g) : null;
                }

                return parts;
            case Slice slice:
                return [Sliced(slice, shape, g)];
            case Pad { Mode: PadMode.Constant } pad:
                for (int axis = 0; axis < shape.Rank; axis++)
                {
                    g = Cut(g, axis, pad.Pads[2 * axis], shape[axis]);
                }

                return [g];
            case Pad pad:
                return Backward.Through(() => [Mirrored(x[0], pad)], x, [g]);
            case Tile tile:
                int[] sizes = [.. Enumerable.Range(0, shape.Rank).SelectMany(axis => new[] { tile.Repeats[axis], shape[axis] })];
                return [Ops.Sum(Ops.Reshape(g, sizes), [.. Enumerable.Range(0, shape.Rank).Select(axis => 2 * axis)])];
            case Gather gather:
                return [Gathered(x[0], x[1], gather.Axis, g), null];
            case TakeAlongAxis take:
                Shape whole = g.Shape.With(take.Axis, shape[take.Axis]);
                return [Narrowed(Scattered(g, Ops.BroadcastTo(x[1], g.Shape), take.Axis, whole), shape), null];
            case SegmentSum segments:
                Tensor index = Ops.Cast(x[1], DType.Int64);
                Tensor inside = Ops.LogicalAnd(Ops.GreaterEqual(index, 0), Ops.Less(index, segments.Segments));
                Tensor rows = Ops.Take(g, Where(inside, index, Ops.Constant(DType.Int64, 0)), 0);
                return [Where(Ops.Reshape(inside, [shape[0], .. Enumerable.Repeat(1, shape.Rank - 1)]), rows, Ops.Constant(g.DType, 0)), null];
            default:
                return null;
        }
    }

    private static Tensor Cut(Tensor x, int axis, int start, int size) => x.Shape[axis] == size ? x : Ops.Emit(new Slice(axis, start, start + size), x);

    private static Tensor Sliced(Slice op, Shape shape, Tensor g)
    {
        int axis = shape.Axis(op.Axis);
        (int start, _, int count) = Slice.Resolve(shape[axis], op.Start, op.End, op.Step);
        if (count == 0)
        {
            return Ops.Filled(g.DType, shape, 0);
        }

        g = op.Step > 1 ? Windows.Spread(g, axis, op.Step) : g;
        (int, int)[] widths = new (int, int)[shape.Rank];
        widths[axis] = (start, shape[axis] - start - g.Shape[axis]);
        return Ops.Pad(g, widths);
    }

    private static Tensor Mirrored(Tensor x, Pad pad)
    {
        int edge = pad.Mode == PadMode.Reflect ? 1 : 0;
        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            (int before, int after, int size) = (pad.Pads[2 * axis], pad.Pads[(2 * axis) + 1], x.Shape[axis]);
            var parts = new List<Tensor> { x };
            if (before > 0)
            {
                parts.Insert(0, Ops.Flip(Ops.Emit(new Slice(axis, edge, edge + before), x), axis));
            }

            if (after > 0)
            {
                parts.Add(Ops.Flip(Ops.Emit(new Slice(axis, size - edge - after, size - edge), x), axis));
            }

            x = parts.Count > 1 ? Ops.Concatenate(parts, axis) : x;
        }

        return x;
    }

    private static Tensor Gathered(Tensor x, Tensor indices, int axis, Tensor g)
    {
        // The picked axes in front, as rows; the sums of rows back to where the axis was.
        int rank = indices.Shape.Rank;
        int[] front = [.. Enumerable.Range(axis, rank), .. Enumerable.Range(0, axis), .. Enumerable.Range(axis + rank, g.Shape.Rank - axis - rank)];
        Tensor turned = axis == 0 ? g : Ops.Transpose(g, front);
        int[] others = [.. x.Shape[..axis], .. x.Shape[(axis + 1)..]];
        int count = (int)indices.Shape.Elements;
        Tensor sums = Ops.SegmentSum(Ops.Reshape(turned, [count, .. others]), Ops.Reshape(indices, count), x.Shape[axis]);
        return axis == 0 ? sums : Ops.Transpose(sums, [.. Enumerable.Range(1, axis), 0, .. Enumerable.Range(axis + 1, others.Length - axis)]);
    }
}
