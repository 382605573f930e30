using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>
/// Convolutions and pooling brought to the forms that have gradient kernels: over images or volumes, padded SAME or not at all; pooling over
/// images only.
/// </summary>
internal static class Windows
{
    /// <summary>A convolution with padding of its own is one of a padded image; one over a line is one over an image one row high.</summary>
    public static Tensor Conv(Tensor x, Tensor kernel, Conv op)
    {
        int space = op.Strides.Count;
        if (space == 1)
        {
            var flat = new Conv(Raised(op.Strides, 1), Raised(op.Dilations, 1), op.Pads.Count == 0 ? op.Pads : Raised(op.Pads, 0, 0), op.Groups);
            return Ops.Squeeze(Conv(Ops.ExpandDims(x, 1), Ops.ExpandDims(kernel, 0), flat), 1);
        }

        if (op.Pads.Span.ContainsAnyExcept(0))
        {
            x = Ops.Emit(new Pad((int[])[0, 0, .. op.Pads.Span, 0, 0], PadMode.Constant, 0), x);
            op = op with { Pads = new int[2 * space] };
        }

        if (space == 3 && op.Dilations.Span.ContainsAnyExcept(1))
        {
            kernel = Dilated(kernel, op.Dilations);
            op = op with { Dilations = new[] { 1, 1, 1 } };
        }

        return space == 3 && op.Groups > 1 ? Grouped(x, kernel, op) : Ops.Emit(op, x, kernel);
    }

    /// <summary>Whether the convolution's gradients have kernels.</summary>
    public static bool IsPlain(Conv op, Shape kernel) =>
        !op.Dilations.Span.ContainsAnyExcept(1) && (op.Groups == 1 || (op.Strides.Count == 2 && kernel[2] == 1 && op.Strides[0] == op.Strides[1]));

    /// <summary>The same convolution, of plain ones.</summary>
    public static Tensor Plain(Tensor x, Tensor kernel, Conv op)
    {
        if (op.Dilations.Span.ContainsAnyExcept(1))
        {
            kernel = Dilated(kernel, op.Dilations);
            op = op with { Dilations = (int[])[.. Enumerable.Repeat(1, op.Strides.Count)] };
        }

        return IsPlain(op, kernel.Shape) ? Ops.Emit(op, x, kernel) : Grouped(x, kernel, op);
    }

    public static Tensor ConvTranspose(Tensor x, Tensor kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        if (space == 1)
        {
            var flat = new ConvTranspose(Raised(op.Strides, 1), Raised(op.Dilations, 1), Raised(op.Pads, 0, 0), Raised(op.OutputPads, 0));
            return Ops.Squeeze(ConvTranspose(Ops.ExpandDims(x, 1), Ops.ExpandDims(kernel, 0), flat), 1);
        }

        Shape result = ShapeOps.Instance.ConvTranspose(x.TensorType, kernel.TensorType, op).Shape;
        kernel = Dilated(kernel, op.Dilations);
        int[] sizes = [.. result];
        int[] pads = new int[2 * sizes.Length];
        for (int i = 0; i < space; i++)
        {
            sizes[i + 1] = ((x.Shape[i + 1] - 1) * op.Strides[i]) + kernel.Shape[i];
            pads[(2 * (i + 1)) + 1] = Math.Max(0, op.OutputPads[i] - op.Pads[(2 * i) + 1]);
        }

        var whole = new Conv(op.Strides, (int[])[.. Enumerable.Repeat(1, space)], new int[2 * space], 1);
        Tensor full = new ConvInputGradient(whole, sizes).Emit([new(x.DType, sizes)], x, kernel)[0];
        full = pads.AsSpan().ContainsAnyExcept(0) ? Ops.Emit(new Pad(pads, PadMode.Constant, 0), full) : full;
        for (int i = 0; i < space; i++)
        {
            full = full.Shape[i + 1] == result[i + 1] ? full : Ops.Emit(new Slice(i + 1, op.Pads[2 * i], op.Pads[2 * i] + result[i + 1]), full);
        }

        return full;
    }

    public static Tensor Pool(Tensor x, Pool op)
    {
        int space = op.Window.Count;
        if (space == 1)
        {
            var flat = new Pool(op.Kind, Raised(op.Window, 1), Raised(op.Strides, 1), op.Pads.Count == 0 ? op.Pads : Raised(op.Pads, 0, 0));
            return Ops.Squeeze(Pool(Ops.ExpandDims(x, 1), flat), 1);
        }

        if (space == 3)
        {
            AxisList Part(AxisList list, int start, int count) => list.Count == 0 ? list : list.Span.Slice(start, count).ToArray();
            Tensor slices = Ops.Reshape(x, x.Shape[0] * x.Shape[1], x.Shape[2], x.Shape[3], x.Shape[4]);
            slices = Pool(slices, new(op.Kind, Part(op.Window, 1, 2), Part(op.Strides, 1, 2), Part(op.Pads, 2, 4)));
            Tensor columns = Ops.Reshape(slices, x.Shape[0], x.Shape[1], slices.Shape[1] * slices.Shape[2], x.Shape[4]);
            AxisList pads = op.Pads.Count == 0 ? op.Pads : new[] { op.Pads[0], op.Pads[1], 0, 0 };
            columns = Pool(columns, new(op.Kind, new[] { op.Window[0], 1 }, new[] { op.Strides[0], 1 }, pads));
            return Ops.Reshape(columns, columns.Shape[0], columns.Shape[1], slices.Shape[1], slices.Shape[2], x.Shape[4]);
        }

        if (!op.Pads.Span.ContainsAnyExcept(0))
        {
            return Ops.Emit(op, x);
        }

        var border = new Pad((int[])[0, 0, .. op.Pads.Span, 0, 0], PadMode.Constant, op.Kind == PoolKind.Max ? double.NegativeInfinity : 0);
        Pool inside = op with { Pads = new int[4] };
        Tensor pooled = Ops.Emit(inside, Ops.Emit(border, x));
        if (op.Kind == PoolKind.Max)
        {
            return pooled;
        }

        // The mean over the elements that are there: the mean with zeros, divided by the share of the window that is there.
        Tensor there = Ops.Filled(x.DType, [1, x.Shape[1], x.Shape[2], 1], 1);
        return pooled / Ops.Emit(inside, Ops.Emit(border, there));
    }

    /// <summary>Resizing as picking rows and columns, or as two matrix products.</summary>
    public static Tensor Resize(Tensor x, Resize op)
    {
        if (op.Method == ResizeMethod.Nearest)
        {
            return Ops.Take(Ops.Take(x, Ops.Constant(Nearest(x.Shape[1], op.Height)), 1), Ops.Constant(Nearest(x.Shape[2], op.Width)), 2);
        }

        (int batch, int height, int width, int channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        Tensor rows = Ops.Emit(new MatMul(false, false), Ops.Constant(Shares(x.DType, height, op.Height)), Ops.Reshape(x, batch, height, width * channels));
        Tensor columns = Ops.Emit(new MatMul(false, false), Ops.Constant(Shares(x.DType, width, op.Width)), Ops.Reshape(rows, batch * op.Height, width, channels));
        return Ops.Reshape(columns, batch, op.Height, op.Width, channels);
    }

    public static Tensor Dilated(Tensor kernel, AxisList dilations)
    {
        for (int i = 0; i < dilations.Count; i++)
        {
            int size = kernel.Shape[i];
            if (dilations[i] > 1 && size > 1)
            {
                kernel = Spread(kernel, i, dilations[i]);
            }
        }

        return kernel;
    }

    /// <summary>Zeros between the elements along an axis: each is <paramref name="step"/> after the one before.</summary>
    public static Tensor Spread(Tensor x, int axis, int step)
    {
        int size = x.Shape[axis];
        int[] pads = new int[2 * (x.Shape.Rank + 1)];
        pads[(2 * (axis + 1)) + 1] = step - 1;
        Tensor spread = Ops.Emit(new Pad(pads, PadMode.Constant, 0), Ops.ExpandDims(x, axis + 1));
        return Ops.Slice(Ops.Reshape(spread, [.. x.Shape.With(axis, size * step)]), axis, 0, ((size - 1) * step) + 1);
    }

    private static Tensor Grouped(Tensor x, Tensor kernel, Conv op)
    {
        int axis = x.Shape.Rank - 1;
        int channels = kernel.Shape[^2];
        int filters = kernel.Shape[^1] / op.Groups;
        var parts = new Tensor[op.Groups];
        for (int g = 0; g < parts.Length; g++)
        {
            parts[g] = Ops.Emit(
                op with { Groups = 1 }, Ops.Slice(x, axis, g * channels, (g + 1) * channels), Ops.Slice(kernel, axis, g * filters, (g + 1) * filters));
        }

        return Ops.Concatenate(parts, axis);
    }

    private static HostArray Nearest(int size, int wanted)
    {
        var array = new HostArray(DType.Int32, [wanted]);
        float scale = (float)size / wanted;
        for (int i = 0; i < wanted; i++)
        {
            array.As<int>()[i] = Math.Min((int)MathF.Floor((i + 0.5f) * scale), size - 1);
        }

        return array;
    }

    /// <summary>The share of each old row in each new one.</summary>
    private static HostArray Shares(DType type, int size, int wanted)
    {
        var array = new HostArray(type, [wanted, size]);
        for (int i = 0; i < wanted; i++)
        {
            double at = Math.Max(0, ((i + 0.5) * size / wanted) - 0.5);
            int low = Math.Min((int)at, size - 1);
            int high = Math.Min(low + 1, size - 1);
            array[((long)i * size) + low] += 1 - (at - low);
            array[((long)i * size) + high] += at - low;
        }

        return array;
    }

    private static AxisList Raised(AxisList settings, params ReadOnlySpan<int> first) => (int[])[.. first, .. settings.Span];
}
