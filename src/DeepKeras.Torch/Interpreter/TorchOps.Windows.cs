using DeepKeras.Operations;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>
/// Convolutions, pooling and what else looks at an image through a window. Keras keeps channels last; libtorch names them second. The
/// permutations here are views: a channels-last array seen channels-first is libtorch's channels_last memory format, which its kernels keep.
/// </summary>
internal sealed unsafe partial class TorchOps
{
    public TorchTensor Pad(TorchTensor x, AxisList pads, PadMode mode, double value)
    {
        if (mode == PadMode.Constant)
        {
            return new(PadConstant(x.Handle, pads.Span, value));
        }

        nint result = Checked(THSTensor_clone(x.Handle));
        for (int axis = 0; axis < In[0].Shape.Rank; axis++)
        {
            result = Next(result, Mirrored(result, axis, In[0].Shape[axis], pads[2 * axis], pads[(2 * axis) + 1], mode == PadMode.Reflect ? 1 : 0));
        }

        return new(result);
    }

    public TorchTensor Conv(TorchTensor x, TorchTensor kernel, Conv op) => Conv(x, kernel, op, 0);

    /// <summary>A convolution with a number added to each channel; a bias of 0 is none.</summary>
    public TorchTensor Conv(TorchTensor x, TorchTensor kernel, Conv op, nint bias)
    {
        int space = op.Strides.Count;
        long* settings = stackalloc long[3 * space];
        Span<int> before = stackalloc int[space];
        Span<int> after = stackalloc int[space];
        bool even = true;
        for (int i = 0; i < space; i++)
        {
            int extent = ((In[1].Shape[i] - 1) * op.Dilations[i]) + 1;
            (before[i], after[i]) = ShapeRules.Padding(op.Pads, i, In[0].Shape[i + 1], extent, op.Strides[i]);
            even &= before[i] == after[i];
            settings[i] = op.Strides[i];
            settings[(2 * space) + i] = op.Dilations[i];
        }

        nint image = even ? Checked(THSTensor_alias(x.Handle)) : PadSpace(x.Handle, before, after, 0);
        nint input = ChannelsFirst(image, space);
        nint weight = KernelFirst(kernel.Handle, space);
        for (int i = 0; i < space; i++)
        {
            settings[space + i] = even ? before[i] : 0;
        }

        nint result = Checked(space switch
        {
            1 => THSTensor_conv1d(input, weight, bias, settings, 1, settings + 1, 1, settings + 2, 1, op.Groups),
            2 => THSTensor_conv2d(input, weight, bias, settings, 2, settings + 2, 2, settings + 4, 2, op.Groups),
            _ => THSTensor_conv3d(input, weight, bias, settings, 3, settings + 3, 3, settings + 6, 3, op.Groups),
        });
        nint output = ChannelsLast(result, space);
        Free(image, input, weight, result);
        return new(output);
    }

    public TorchTensor ConvTranspose(TorchTensor x, TorchTensor kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        long* settings = stackalloc long[4 * space];
        for (int i = 0; i < space; i++)
        {
            settings[i] = op.Strides[i];
            settings[space + i] = 0;
            settings[(2 * space) + i] = 0;
            settings[(3 * space) + i] = op.Dilations[i];
        }

        // The gradient of libtorch's transposed convolution in float64 fails for a kernel that is a view.
        nint input = ChannelsFirst(x.Handle, space);
        nint view = KernelFirst(kernel.Handle, space);
        nint weight = Checked(THSTensor_contiguous(view));
        nint full = Checked(space switch
        {
            1 => THSTensor_conv_transpose1d(input, weight, 0, settings, 1, settings + 1, 1, settings + 2, 1, settings + 3, 1, 1),
            2 => THSTensor_conv_transpose2d(input, weight, 0, settings, 2, settings + 2, 2, settings + 4, 2, settings + 6, 2, 1),
            _ => THSTensor_conv_transpose3d(input, weight, 0, settings, 3, settings + 3, 3, settings + 6, 3, settings + 9, 3, 1),
        });
        nint output = ChannelsLast(full, space);
        Free(input, view, weight, full);

        Span<int> after = stackalloc int[space];
        for (int i = 0; i < space; i++)
        {
            int window = ((In[1].Shape[i] - 1) * op.Dilations[i]) + 1;
            int size = ((In[0].Shape[i + 1] - 1) * op.Strides[i]) + window;
            after[i] = Math.Max(0, op.Pads[2 * i] + Out[0].Shape[i + 1] - size);
        }

        if (after.ContainsAnyExcept(0))
        {
            Span<int> none = stackalloc int[space];
            none.Clear();
            nint longer = PadSpace(output, none, after, 0);
            Free(output);
            output = longer;
        }

        for (int i = 0; i < space; i++)
        {
            int start = op.Pads[2 * i];
            nint cropped = Checked(THSTensor_slice(output, i + 1, start, start + Out[0].Shape[i + 1], 1));
            Free(output);
            output = cropped;
        }

        return new(output);
    }

    public TorchTensor Pool(TorchTensor x, Pool op)
    {
        int space = op.Window.Count;
        Span<int> before = stackalloc int[space];
        Span<int> after = stackalloc int[space];
        bool padded = false;
        bool even = true;
        for (int i = 0; i < space; i++)
        {
            (before[i], after[i]) = ShapeRules.Padding(op.Pads, i, In[0].Shape[i + 1], op.Window[i], op.Strides[i]);
            padded |= before[i] + after[i] > 0;
            even &= before[i] == after[i] && before[i] <= op.Window[i] / 2;
        }

        if (!padded || even)
        {
            // libtorch leaves such padding out of both the maximum and the mean.
            return new(Windows(x.Handle, op, before));
        }

        Span<int> none = stackalloc int[space];
        none.Clear();
        nint image = PadSpace(x.Handle, before, after, op.Kind == PoolKind.Max ? double.NegativeInfinity : 0);
        nint result = Next(image, Windows(image, op, none));
        if (op.Kind == PoolKind.Max)
        {
            return new(result);
        }

        // The mean over the elements that are there: the mean with zeros, divided by the share of the window that is there.
        long* sizes = stackalloc long[space + 2];
        Sizes(In[0].Shape, sizes);
        sizes[0] = sizes[space + 1] = 1;
        nint there = Checked(THSTensor_ones(sizes, space + 2, TorchTypes.Code(In[0].Type), 0, -1, 0));
        there = Next(there, PadSpace(there, before, after, 0));
        there = Next(there, Windows(there, op, none));
        nint mean = THSTensor_div(result, there, null);
        Free(there);
        return new(Next(result, mean));
    }

    public TorchTensor Resize(TorchTensor x, int height, int width, ResizeMethod method)
    {
        const sbyte Bilinear = 2, NearestExact = 6;
        nint image = ChannelsFirst(x.Handle, 2);
        long* size = stackalloc long[] { height, width };
        nint result = method == ResizeMethod.Bilinear
            ? THSNN_interpolate(image, size, 2, null, 0, Bilinear, 2, 0, 0)
            : THSNN_interpolate(image, size, 2, null, 0, NearestExact, 0, 0, 0);
        Free(image);
        nint output = Next(Checked(result), ChannelsLast(result, 2));
        return method == ResizeMethod.Bilinear && HasNaN(output) ? new(Next(output, Interpolated(x.Handle, height, width))) : new(output);
    }

    /// <summary>The bilinear rule once more, but that a pixel of weight 0 counts for nothing: libtorch multiplies it by 0, which NaN and infinity outlast.</summary>
    private nint Interpolated(nint x, int height, int width)
    {
        nint rows = Mixed(x, 1, In[0].Shape[1], height);
        return Next(rows, Mixed(rows, 2, In[0].Shape[2], width));
    }

    /// <summary>Each of so many places along an axis between the two of the old ones that are next to it.</summary>
    private nint Mixed(nint x, int axis, int from, int to)
    {
        Shape shape = Shape.Create([.. Enumerable.Range(0, In[0].Shape.Rank).Select(i => i == axis ? to : 1)]);
        var below = new HostArray(DType.Int64, [to]);
        var above = new HostArray(DType.Int64, [to]);
        var share = new HostArray(In[0].Type, shape);
        for (int i = 0; i < to; i++)
        {
            double at = ((i + 0.5) * from / to) - 0.5;
            below[i] = Math.Max(0, Math.Floor(at));
            above[i] = Math.Min(from - 1, Math.Ceiling(at));
            share[i] = at - Math.Floor(at);
        }

        nint first = Picked(x, axis, below);
        nint second = Picked(x, axis, above);
        nint shares = Copied(share);
        nint result = Checked(THSTensor_sub(second, first));
        result = Next(result, THSTensor_mul(result, shares));
        result = Next(result, THSTensor_add(result, first, One));
        Free(first, second, shares);
        return result;
    }

    private static nint Picked(nint x, int axis, HostArray places)
    {
        nint index = Copied(places);
        nint result = THSTensor_index_select(x, axis, index);
        Free(index);
        return Checked(result);
    }

    /// <summary>A tensor with memory of its own, which a gradient may read later.</summary>
    private static nint Copied(HostArray array)
    {
        nint view = Over(array);
        nint copy = Next(view, THSTensor_clone(view));
        GC.KeepAlive(array);
        return copy;
    }

    private static bool HasNaN(nint x)
    {
        nint flat = Flattened(x);
        nint flags = Next(flat, THSTensor_isnan(flat));
        nint any = Next(flags, THSTensor_any_along_dimension(flags, 0, 0));
        bool found = *(byte*)THSTensor_data(any) != 0;
        Free(any);
        return found;
    }

    public (TorchTensor Result, TorchTensor Mean, TorchTensor Variance) BatchNorm(TorchTensor x, TorchTensor scale, TorchTensor offset, double epsilon)
    {
        int space = In[0].Shape.Rank - 2;
        Shape channels = Out[1].Shape;
        long rows = In[0].Shape.Elements / Math.Max(1, channels[0]);
        if (rows < 2)
        {
            return BatchNormOfOne(x.Handle, offset.Handle, rows, channels);
        }

        // Moving averages that start at 0 with momentum 1 are this batch's own statistics; libtorch's variance there is the unbiased one.
        nint mean = Filled(channels, In[0].Type, 0);
        nint unbiased = Filled(channels, In[0].Type, 0);
        nint input = space > 0 ? ChannelsFirst(x.Handle, space) : Checked(THSTensor_alias(x.Handle));
        nint result = Next(input, THSNN_batch_norm(input, mean, unbiased, scale.Handle, offset.Handle, 1, 1.0, epsilon));
        nint variance = Next(unbiased, Scaled(unbiased, (rows - 1.0) / rows));
        return (new(space > 0 ? Next(result, ChannelsLast(result, space)) : result), new(mean), new(variance));
    }

    /// <summary>
    /// One value a channel, or none: libtorch refuses both. The one's distance from the mean is 0, and the variance too; of none, both are NaN.
    /// </summary>
    private (TorchTensor Result, TorchTensor Mean, TorchTensor Variance) BatchNormOfOne(nint x, nint offset, long rows, Shape channels)
    {
        nint result = Checked(THSTensor_sub(x, x));
        result = Next(result, THSTensor_add(result, offset, One));
        if (rows == 0)
        {
            return (new(result), new(Filled(channels, In[0].Type, double.NaN)), new(Filled(channels, In[0].Type, double.NaN)));
        }

        nint mean = Checked(THSTensor_detach(x));
        return (new(result), new(Next(mean, Flattened(mean))), new(Filled(channels, In[0].Type, 0)));
    }

    /// <summary>The tensor between its own mirror images along an axis; an edge of 1 is not repeated.</summary>
    private static nint Mirrored(nint x, int axis, int size, int before, int after, int edge)
    {
        nint first = Flipped(x, axis, edge, edge + before);
        nint last = Flipped(x, axis, size - edge - after, size - edge);
        nint* parts = stackalloc nint[] { first, x, last };
        nint result = before + after > 0 ? THSTensor_cat(parts, 3, axis) : THSTensor_alias(x);
        Free(first, last);
        return Checked(result);
    }

    private static nint Flipped(nint x, int axis, int start, int end)
    {
        long dim = axis;
        nint part = Checked(THSTensor_slice(x, axis, start, end, 1));
        return Next(part, THSTensor_flip(part, &dim, 1));
    }

    /// <summary>Pools with the same padding before and after each axis, which counts for nothing.</summary>
    private nint Windows(nint x, Pool op, ReadOnlySpan<int> pads)
    {
        int space = op.Window.Count;
        int dims = Math.Max(2, space);
        long* settings = stackalloc long[4 * dims];
        for (int i = 0; i < dims; i++)
        {
            // A line is pooled as an image one row high.
            int from = i - (dims - space);
            settings[i] = from < 0 ? 1 : op.Window[from];
            settings[dims + i] = from < 0 ? 1 : op.Strides[from];
            settings[(2 * dims) + i] = from < 0 ? 0 : pads[from];
            settings[(3 * dims) + i] = 1;
        }

        // libtorch's mean over volumes takes no numbers of 16 bits.
        bool wide = op.Kind == PoolKind.Average && space == 3 && In[0].Type.Size() == 2;
        nint input = ChannelsFirst(x, space);
        input = space == 1 ? Next(input, THSTensor_unsqueeze(input, 2)) : input;
        input = wide ? Next(input, THSTensor_to_type(input, TorchTypes.Code(DType.Float32), 0, 0)) : input;
        nint result = Next(input, (op.Kind, space) switch
        {
            (PoolKind.Max, 3) => THSTensor_max_pool3d(input, settings, 3, settings + 3, 3, settings + 6, 3, settings + 9, 3, 0),
            (PoolKind.Max, _) => THSTensor_max_pool2d(input, settings, 2, settings + 2, 2, settings + 4, 2, settings + 6, 2, 0),
            (_, 3) => THSTensor_avg_pool3d(input, settings, 3, settings + 3, 3, settings + 6, 3, 0, 0, 0),
            _ => THSTensor_avg_pool2d(input, settings, 2, settings + 2, 2, settings + 4, 2, 0, 0, 0),
        });
        result = wide ? Next(result, THSTensor_to_type(result, TorchTypes.Code(In[0].Type), 0, 0)) : result;
        result = space == 1 ? Next(result, THSTensor_squeeze(result, 2)) : result;
        return Next(result, ChannelsLast(result, space));
    }

    /// <summary>Pads the axes between the batch and the channels.</summary>
    private static nint PadSpace(nint x, ReadOnlySpan<int> before, ReadOnlySpan<int> after, double value)
    {
        Span<int> pads = stackalloc int[(before.Length * 2) + 4];
        pads.Clear();
        for (int i = 0; i < before.Length; i++)
        {
            pads[2 + (2 * i)] = before[i];
            pads[3 + (2 * i)] = after[i];
        }

        return PadConstant(x, pads, value);
    }

    private static nint PadConstant(nint x, ReadOnlySpan<int> pads, double value)
    {
        // libtorch counts from the last axis.
        int rank = pads.Length / 2;
        long* reversed = stackalloc long[pads.Length];
        for (int axis = 0; axis < rank; axis++)
        {
            reversed[2 * (rank - 1 - axis)] = pads[2 * axis];
            reversed[(2 * (rank - 1 - axis)) + 1] = pads[(2 * axis) + 1];
        }

        return Checked(THSNN_pad(x, reversed, pads.Length, 4, value));
    }

    private static nint ChannelsFirst(nint x, int space) => space switch
    {
        1 => Permuted(x, [0, 2, 1]),
        2 => Permuted(x, [0, 3, 1, 2]),
        _ => Permuted(x, [0, 4, 1, 2, 3]),
    };

    private static nint ChannelsLast(nint x, int space) => space switch
    {
        1 => Permuted(x, [0, 2, 1]),
        2 => Permuted(x, [0, 2, 3, 1]),
        _ => Permuted(x, [0, 2, 3, 4, 1]),
    };

    /// <summary>(window…, in, out) as (out, in, window…).</summary>
    private static nint KernelFirst(nint kernel, int space) => space switch
    {
        1 => Permuted(kernel, [2, 1, 0]),
        2 => Permuted(kernel, [3, 2, 0, 1]),
        _ => Permuted(kernel, [4, 3, 0, 1, 2]),
    };
}
