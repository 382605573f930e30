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

        nint result = Checked(THSTensor_alias(x.Handle));
        for (int axis = 0; axis < In[0].Shape.Rank; axis++)
        {
            (int before, int after) = (pads[2 * axis], pads[(2 * axis) + 1]);
            if (before == 0 && after == 0)
            {
                continue;
            }

            int size = In[0].Shape[axis];
            using var positions = new Scratch(HostArray.Of<long>(Mirrored(size, before, after, mode), [before + size + after]));
            nint next = Checked(THSTensor_index_select(result, axis, positions.Handle));
            Free(result);
            result = next;
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

        nint input = ChannelsFirst(x.Handle, space);
        nint weight = KernelFirst(kernel.Handle, space);
        nint full = Checked(space switch
        {
            1 => THSTensor_conv_transpose1d(input, weight, 0, settings, 1, settings + 1, 1, settings + 2, 1, settings + 3, 1, 1),
            2 => THSTensor_conv_transpose2d(input, weight, 0, settings, 2, settings + 2, 2, settings + 4, 2, settings + 6, 2, 1),
            _ => THSTensor_conv_transpose3d(input, weight, 0, settings, 3, settings + 3, 3, settings + 6, 3, settings + 9, 3, 1),
        });
        nint output = ChannelsLast(full, space);
        Free(input, weight, full);

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
        for (int i = 0; i < space; i++)
        {
            (before[i], after[i]) = ShapeRules.Padding(op.Pads, i, In[0].Shape[i + 1], op.Window[i], op.Strides[i]);
        }

        bool padded = before.ContainsAnyExcept(0) || after.ContainsAnyExcept(0);
        if (op.Kind == PoolKind.Max)
        {
            nint image = padded ? PadSpace(x.Handle, before, after, double.NegativeInfinity) : Checked(THSTensor_alias(x.Handle));
            return new(With(image, t => Windows(t, op)));
        }

        if (!padded)
        {
            return new(Windows(x.Handle, op));
        }

        // The mean over the elements that are there: the mean with zeros, divided by the share of the window that is there.
        nint ones = Filled(In[0].Shape.With(0, 1).With(-1, 1), In[0].Type, 1);
        nint share = With(PadSpace(ones, before, after, 0), t => Windows(t, op));
        Free(ones);
        nint zeros = PadSpace(x.Handle, before, after, 0);
        nint mean = With(zeros, t => Windows(t, op));
        return new(With(mean, m => With(share, s => Checked(THSTensor_div(m, s, null)))));
    }

    public TorchTensor Resize(TorchTensor x, int height, int width, ResizeMethod method)
    {
        const sbyte Bilinear = 2, NearestExact = 6;
        nint image = ChannelsFirst(x.Handle, 2);
        long* size = stackalloc long[] { height, width };
        nint result = method == ResizeMethod.Bilinear
            ? THSNN_interpolate(image, size, 2, null, 0, Bilinear, 2, 0, 0)
            : THSNN_interpolate(image, size, 2, null, 0, NearestExact, 0, 0, 0);
        nint output = With(result, t => ChannelsLast(t, 2));
        Free(image);
        return new(output);
    }

    public (TorchTensor Result, TorchTensor Mean, TorchTensor Variance) BatchNorm(TorchTensor x, TorchTensor scale, TorchTensor offset, double epsilon)
    {
        // Moving averages that start at 0 with momentum 1 are this batch's own statistics; libtorch's variance there is the unbiased one.
        int rank = In[0].Shape.Rank;
        Shape channels = Out[1].Shape;
        long rows = In[0].Shape.Elements / Math.Max(1, channels[0]);
        nint mean = Filled(channels, In[0].Type, 0);
        nint unbiased = Filled(channels, In[0].Type, 0);
        nint input = rank > 2 ? ChannelsFirst(x.Handle, rank - 2) : Checked(THSTensor_alias(x.Handle));
        nint result;
        nint variance;
        if (rows > 1)
        {
            result = Checked(THSNN_batch_norm(input, mean, unbiased, scale.Handle, offset.Handle, 1, 1.0, epsilon));
            nint factor = Filled(Shape.Scalar, In[0].Type, (rows - 1.0) / rows);
            variance = Checked(THSTensor_mul(unbiased, factor));
            Free(factor, unbiased);
        }
        else
        {
            // One value a channel: its distance from the mean is 0, and its variance too. libtorch refuses the case.
            nint zero = Checked(THSTensor_sub(input, input));
            nint scaled = Checked(THSTensor_mul(x.Handle, zero));
            result = Checked(THSTensor_add(scaled, offset.Handle, one));
            Free(zero, scaled, mean);
            mean = With(Checked(THSTensor_detach(x.Handle)), Flattened);
            variance = unbiased;
        }

        nint output = rank > 2 && rows > 1 ? With(result, t => ChannelsLast(t, rank - 2)) : result;
        Free(input);
        return (new(output), new(mean), new(variance));
    }

    private static long[] Mirrored(int size, int before, int after, PadMode mode)
    {
        int edge = mode == PadMode.Reflect ? 1 : 0;
        long[] positions = new long[before + size + after];
        for (int i = 0; i < positions.Length; i++)
        {
            int position = i - before;
            positions[i] = position < 0 ? -position - 1 + edge
                : position >= size ? (2 * size) - 1 - edge - position
                : position;
        }

        return positions;
    }

    private nint Windows(nint x, Pool op)
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
            settings[(2 * dims) + i] = 0;
            settings[(3 * dims) + i] = 1;
        }

        nint first = ChannelsFirst(x, space);
        nint input = space == 1 ? With(first, t => Checked(THSTensor_unsqueeze(t, 2))) : first;
        nint result = Checked((op.Kind, space) switch
        {
            (PoolKind.Max, 3) => THSTensor_max_pool3d(input, settings, 3, settings + 3, 3, settings + 6, 3, settings + 9, 3, 0),
            (PoolKind.Max, _) => THSTensor_max_pool2d(input, settings, 2, settings + 2, 2, settings + 4, 2, settings + 6, 2, 0),
            (_, 3) => THSTensor_avg_pool3d(input, settings, 3, settings + 3, 3, settings + 6, 3, 0, 1, 0),
            _ => THSTensor_avg_pool2d(input, settings, 2, settings + 2, 2, settings + 4, 2, 0, 1, 0),
        });
        nint flat = space == 1 ? With(result, t => Checked(THSTensor_squeeze(t, 2))) : result;
        nint output = ChannelsLast(flat, space);
        Free(input, flat);
        return output;
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

    /// <summary>A tensor over an array of ours, for as long as an operation runs.</summary>
    private readonly struct Scratch : IDisposable
    {
        private readonly HostArray array;

        public Scratch(HostArray array)
        {
            this.array = array;
            Handle = Over(array);
        }

        public nint Handle { get; }

        public void Dispose()
        {
            Free(Handle);
            GC.KeepAlive(array);
        }
    }
}
