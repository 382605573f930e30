using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>Where the condition holds: for each axis the places, as int32, in row-major order.</summary>
    public static IReadOnlyList<Tensor> Where(Tensor condition) => Nonzero(condition);

    /// <summary>Slices along an axis, picked by integers; the axis is replaced by their shape.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="indices">Integers; negative ones count from the end.</param>
    /// <param name="axis">The axis; null: x as a vector.</param>
    public static Tensor Take(Tensor x, Tensor indices, int? axis = null)
    {
        x = axis is null ? Ravel(x) : x;
        int along = x.Shape.Axis(axis ?? 0);
        return Gather(x, FromStart(x, indices, along), along);
    }

    /// <summary>Elements along an axis, picked by integers of the same rank.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="indices">Integers; negative ones count from the end.</param>
    /// <param name="axis">The axis; null: both as vectors.</param>
    public static Tensor TakeAlongAxis(Tensor x, Tensor indices, int? axis = null)
    {
        (x, indices) = axis is null ? (Ravel(x), Ravel(indices)) : (x, indices);
        int along = x.Shape.Axis(axis ?? 0);
        return Emit(new TakeAlongAxis(along), x, FromStart(x, indices, along));
    }

    /// <summary>As <see cref="Take"/>, for indices that are known not to be negative.</summary>
    internal static Tensor Gather(Tensor x, Tensor indices, int axis) => Emit(new Gather(x.Shape.Axis(axis)), x, indices);

    /// <summary>A part of a tensor, as Python's <c>x[key]</c>.</summary>
    public static Tensor GetItem(Tensor x, params TensorIndex[] key)
    {
        int used = key.Count(entry => entry.Kind is TensorIndexKind.Position or TensorIndexKind.Slice);
        int axis = 0;
        foreach (TensorIndex entry in key)
        {
            switch (entry.Kind)
            {
                case TensorIndexKind.NewAxis:
                    x = ExpandDims(x, axis++);
                    break;
                case TensorIndexKind.Ellipsis:
                    axis += x.Shape.Rank - axis - used;
                    break;
                case TensorIndexKind.Position:
                    x = At(x, axis, entry.Start!.Value);
                    used--;
                    break;
                default:
                    x = Sliced(x, axis++, entry);
                    used--;
                    break;
            }
        }

        return x;
    }

    /// <summary>A block of a tensor.</summary>
    /// <param name="inputs">The tensor.</param>
    /// <param name="startIndices">Where it begins on each axis.</param>
    /// <param name="shape">Its size along each axis; −1: all that is left.</param>
    public static Tensor Slice(Tensor inputs, int[] startIndices, int[] shape)
    {
        for (int axis = 0; axis < startIndices.Length; axis++)
        {
            inputs = Slice(inputs, axis, startIndices[axis], shape[axis] < 0 ? null : startIndices[axis] + shape[axis]);
        }

        return inputs;
    }

    /// <summary>A tensor with a block of it replaced; a block that would reach over the end is moved back.</summary>
    public static Tensor SliceUpdate(Tensor inputs, int[] startIndices, Tensor updates)
    {
        var widths = new (int Before, int After)[startIndices.Length];
        for (int axis = 0; axis < widths.Length; axis++)
        {
            int room = inputs.Shape[axis] - updates.Shape[axis];
            int before = Math.Clamp(startIndices[axis], 0, Math.Max(0, room));
            widths[axis] = (before, room - before);
        }

        Tensor inside = Padded(FullLike(updates, 1, DType.UInt8), widths, PadMode.Constant, 0);
        return Where(Cast(inside, DType.Bool), Padded(Cast(updates, inputs.DType), widths, PadMode.Constant, 0), inputs);
    }

    /// <summary>As <see cref="Slice(Tensor, int[], int[])"/>, from a place that is computed; it is moved back where the block would reach over the end.</summary>
    /// <param name="inputs">The tensor.</param>
    /// <param name="startIndices">Where the block begins: a vector of integers, one for each axis.</param>
    /// <param name="shape">Its size along each axis.</param>
    public static Tensor Slice(Tensor inputs, Tensor startIndices, int[] shape)
    {
        for (int axis = 0; axis < shape.Length; axis++)
        {
            inputs = Gather(inputs, First(inputs, startIndices, axis, shape[axis]) + Constant([.. Enumerable.Range(0, shape[axis])]), axis);
        }

        return inputs;
    }

    /// <summary>As <see cref="SliceUpdate(Tensor, int[], Tensor)"/>, at a place that is computed.</summary>
    /// <param name="inputs">The tensor.</param>
    /// <param name="startIndices">Where the block begins: a vector of integers, one for each axis.</param>
    /// <param name="updates">The block.</param>
    public static Tensor SliceUpdate(Tensor inputs, Tensor startIndices, Tensor updates)
    {
        // Each place of the tensor looks for itself in the block.
        Tensor block = Cast(updates, inputs.DType);
        Tensor inside = Constant(HostArray.Scalar(true));
        for (int axis = 0; axis < updates.Shape.Rank; axis++)
        {
            Tensor at = Positions(inputs, axis) - First(inputs, startIndices, axis, updates.Shape[axis]);
            block = Gather(block, Clip(at, 0, updates.Shape[axis] - 1), axis);
            Tensor here = LogicalAnd(at >= 0, at < updates.Shape[axis]);
            inside = LogicalAnd(inside, Reshape(here, [.. Enumerable.Range(0, updates.Shape.Rank).Select(other => other == axis ? -1 : 1)]));
        }

        return Where(inside, block, inputs);
    }

    private static Tensor First(Tensor inputs, Tensor startIndices, int axis, int size) =>
        Minimum(Maximum(Cast(At(startIndices, 0, axis), DType.Int32), 0), Maximum(Size(inputs, axis) - size, 0));

    /// <summary>Zeros with values added at places.</summary>
    /// <param name="indices">(…, axes): a place on the first axes of the result.</param>
    /// <param name="values">(…, rest of the result).</param>
    /// <param name="shape">The result's shape.</param>
    public static Tensor Scatter(Tensor indices, Tensor values, Shape shape)
    {
        (Tensor flat, Tensor rows, int places) = Addressed(indices, values, shape);
        return Reshape(SegmentSum(rows, flat, places), [.. shape]);
    }

    /// <summary>A tensor with values put, or added, multiplied, … into places.</summary>
    /// <param name="inputs">The tensor.</param>
    /// <param name="indices">(…, axes): a place on its first axes.</param>
    /// <param name="updates">(…, rest of its shape).</param>
    /// <param name="reduction">Null: the last one for a place stays; <c>add</c>, <c>max</c>, <c>min</c> or <c>mul</c>: joined with what is there.</param>
    public static Tensor ScatterUpdate(Tensor inputs, Tensor indices, Tensor updates, string? reduction = null)
    {
        Func<Tensor, Tensor, Tensor> join = reduction switch
        {
            null => static (before, last) => last,
            "add" => Add,
            "max" => static (a, b) => Shared(a, b, Maximum(a, b)),
            "min" => static (a, b) => Shared(a, b, Minimum(a, b)),
            "mul" => Multiply,
            _ => throw new ArgumentException($"a scatter's reduction is null, add, max, min or mul; got \"{reduction}\".", nameof(reduction)),
        };
        Shape shape = inputs.Shape;
        (Tensor flat, Tensor rows, int places) = Addressed(indices, Cast(updates, inputs.DType), shape);
        Tensor table = Reshape(inputs, places, -1);
        if (reduction == "add")
        {
            return Reshape(table + SegmentSum(rows, flat, places), [.. shape]);
        }

        // Updates of one place stand together once sorted; a running join within each such group leaves the answer at its end.
        Tensor order = ArgSort(flat, 0);
        Tensor sorted = Gather(flat, order, 0);
        Tensor joined = Gather(rows, order, 0);
        int count = flat.Shape[0];
        for (int apart = 1; reduction is not null && apart < count; apart *= 2)
        {
            Tensor same = Equal(Slice(sorted, 0, apart), Slice(sorted, 0, 0, count - apart));
            Tensor further = Where(ExpandDims(same, 1), join(Slice(joined, 0, 0, count - apart), Slice(joined, 0, apart)), Slice(joined, 0, apart));
            joined = Concatenate([Slice(joined, 0, 0, apart), further], 0);
        }

        Tensor last = count == 0 ? FullLike(sorted, 1, DType.Bool)
            : Concatenate([NotEqual(Slice(sorted, 0, 1), Slice(sorted, 0, 0, count - 1)), Constant(DType.Bool, 1) is var yes ? Reshape(yes, 1) : null!], 0);
        Tensor answers = SegmentSum(Where(ExpandDims(last, 1), joined, ZerosLike(joined)), sorted, places);
        Tensor met = SegmentSum(Cast(last, DType.Int32), sorted, places) > 0;
        return Reshape(Where(ExpandDims(met, 1), join(table, answers), table), [.. shape]);
    }

    /// <summary>The places of a row-major array as an index for each axis.</summary>
    public static IReadOnlyList<Tensor> UnravelIndex(Tensor indices, Shape shape)
    {
        var result = new Tensor[shape.Rank];
        Tensor left = Strong(indices);
        left = Where(left < 0, left + (int)shape.Elements, left);
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            result[axis] = Mod(left, Constant(left.DType, shape[axis]));
            left = FloorDivide(left, shape[axis]);
        }

        return result;
    }

    /// <summary>The one of two that was chosen; where they are equal, both share the gradient.</summary>
    private static Tensor Shared(Tensor a, Tensor b, Tensor chosen) =>
        a.DType.IsFloating() ? Where(LogicalAnd(Equal(a, b), IsFinite(a)), (0.5 * a) + (0.5 * b), chosen) : chosen;

    private static Tensor FromStart(Tensor x, Tensor indices, int axis)
    {
        indices = Strong(indices);
        indices = indices.DType.IsInteger() && indices.DType is not (DType.UInt16 or DType.UInt32) ? indices : Cast(indices, DType.Int32);
        if (indices.DType == DType.UInt8)
        {
            return indices;
        }

        Tensor size = x.Shape[axis] >= 0 ? Constant(indices.DType, x.Shape[axis]) : Cast(Size(x, axis), indices.DType);
        return indices.DType == DType.Int8 ? FromStart(x, Cast(indices, DType.Int32), axis) : Where(indices < 0, indices + size, indices);
    }

    private static Tensor Sliced(Tensor x, int axis, TensorIndex entry)
    {
        if (entry.Step > 0)
        {
            return Slice(x, axis, entry.Start ?? 0, entry.Stop, entry.Step);
        }

        // A place p of the axis is −1 − p of the turned one.
        return Slice(Flip(x, axis), axis, entry.Start is int start ? -1 - start : 0, entry.Stop is int stop ? -1 - stop : null, -entry.Step);
    }

    /// <summary>Places as numbers of rows, and the values as those rows.</summary>
    private static (Tensor Flat, Tensor Rows, int Places) Addressed(Tensor indices, Tensor values, Shape shape)
    {
        int axes = indices.Shape[^1];
        int places = 1;
        Tensor? flat = null;
        for (int axis = 0; axis < axes; axis++)
        {
            Tensor at = At(indices, -1, axis);
            at = Where(at < 0, at + shape[axis], at);
            flat = flat is null ? at : (flat * shape[axis]) + at;
            places *= shape[axis];
        }

        int size = shape.Skip(axes).Aggregate(1, (product, next) => product * next);
        return (Ravel(flat ?? throw new ShapeException("scatter needs one axis or more to place values on.")), Reshape(values, -1, size), places);
    }
}
