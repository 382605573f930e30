using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras;

// Images are (batch, height, width, channels), lines (batch, steps, channels), volumes (batch, depth, height, width, channels); channels-first
// tensors are computed by way of these.
public static partial class Ops
{
    /// <summary>The correlation of lines, images or volumes with a kernel.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="kernel">(window…, channels / groups, filters): fewer channels than the inputs have make groups.</param>
    /// <param name="strides">How far the kernel moves, 1 or more; null: 1.</param>
    /// <param name="padding">What the kernel sees beyond the edge.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    /// <param name="dilationRate">The distance between neighbours that the kernel sees, 1 or more; null: 1.</param>
    public static Tensor Conv(Tensor inputs, Tensor kernel, Sizes? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, Sizes? dilationRate = null)
    {
        (inputs, kernel) = Unify(inputs, kernel, floating: true);
        int space = Space(inputs);
        int channels = dataFormat.Channels(inputs.Shape, space);
        if (kernel.Shape.Rank != space + 2 || kernel.Shape[^2] < 1 || channels % kernel.Shape[^2] != 0)
        {
            throw new ShapeException($"a kernel of shape {kernel.Shape} does not fit {channels} channels of {inputs.Shape}; expected (window…, channels / groups, filters).");
        }

        return Convolved(inputs, kernel, strides, padding, dataFormat, dilationRate, channels / kernel.Shape[^2]);
    }

    /// <summary>The correlation of each channel with filters of its own.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="kernel">(window…, channels, filters a channel).</param>
    /// <param name="strides">How far the kernel moves, 1 or more; null: 1.</param>
    /// <param name="padding">What the kernel sees beyond the edge.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    /// <param name="dilationRate">The distance between neighbours that the kernel sees, 1 or more; null: 1.</param>
    /// <returns>(batch, space…, channels · filters a channel): the filters of the first channel, then those of the second…</returns>
    public static Tensor DepthwiseConv(Tensor inputs, Tensor kernel, Sizes? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, Sizes? dilationRate = null)
    {
        (inputs, kernel) = Unify(inputs, kernel, floating: true);
        int channels = dataFormat.Channels(inputs.Shape, Space(inputs));
        if (kernel.Shape.Rank != inputs.Shape.Rank || kernel.Shape[^2] != channels)
        {
            throw new ShapeException($"a depthwise kernel of shape {kernel.Shape} does not fit {channels} channels of {inputs.Shape}; expected (window…, channels, filters a channel).");
        }

        Tensor grouped = Reshape(kernel, [.. kernel.Shape.Slice(0, kernel.Shape.Rank - 2), 1, channels * kernel.Shape[^1]]);
        return Convolved(inputs, grouped, strides, padding, dataFormat, dilationRate, channels);
    }

    /// <summary>A <see cref="DepthwiseConv"/>, and then a mixture of its channels.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="depthwiseKernel">(window…, channels, filters a channel).</param>
    /// <param name="pointwiseKernel">(1…, channels · filters a channel, filters).</param>
    /// <param name="strides">How far the depthwise kernel moves, 1 or more; null: 1.</param>
    /// <param name="padding">What the kernel sees beyond the edge.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    /// <param name="dilationRate">The distance between neighbours that the kernel sees, 1 or more; null: 1.</param>
    public static Tensor SeparableConv(
        Tensor inputs, Tensor depthwiseKernel, Tensor pointwiseKernel, Sizes? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, Sizes? dilationRate = null) =>
        Conv(DepthwiseConv(inputs, depthwiseKernel, strides, padding, dataFormat, dilationRate), pointwiseKernel, dataFormat: dataFormat);

    /// <summary>The gradient of <see cref="Conv"/> to its inputs, as a function: strides spread the inputs out.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="kernel">(window…, filters, channels).</param>
    /// <param name="strides">How far the inputs are spread, 1 or more; null: 1.</param>
    /// <param name="padding"><see cref="Padding.Valid"/>: all of the result; <see cref="Padding.Same"/>: size · stride of it.</param>
    /// <param name="outputPadding">How much longer the result is at the far side; null: as the padding says.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    /// <param name="dilationRate">The distance between neighbours in the kernel, 1 or more; null: 1.</param>
    public static Tensor ConvTranspose(
        Tensor inputs, Tensor kernel, Sizes? strides = null, Padding padding = Padding.Valid, Sizes? outputPadding = null, DataFormat dataFormat = DataFormat.ChannelsLast, Sizes? dilationRate = null)
    {
        (inputs, kernel) = Unify(inputs, kernel, floating: true);
        int space = Space(inputs);
        dataFormat.Require(inputs.Shape, space);
        int[] steps = (strides ?? 1).For(space, nameof(strides));
        int[] dilations = (dilationRate ?? 1).For(space, nameof(dilationRate));
        int[]? longer = outputPadding?.For(space, nameof(outputPadding), least: 0);
        int[] pads = new int[2 * space];
        int[] more = new int[space];
        for (int i = 0; i < space; i++)
        {
            // As TensorFlow: of the full result, (size − 1) · stride + window, the output is cut out, or lengthened with zeros.
            int window = ((kernel.Shape[i] - 1) * dilations[i]) + 1;
            int output = padding == Padding.Valid ? window + (longer?[i] ?? Math.Max(0, steps[i] - window))
                : longer is null ? steps[i] : (window % 2) + longer[i];
            int cut = padding == Padding.Valid ? 0 : Math.Max(0, window - output);
            pads[2 * i] = cut / 2;
            pads[(2 * i) + 1] = cut - (cut / 2);
            more[i] = output - window + cut;
        }

        var op = new ConvTranspose(steps, dilations, pads, more);
        return dataFormat.WithChannelsLast(inputs, image => Emit(op, image, kernel));
    }

    /// <summary>The largest value of each window, channel by channel; among equals the first takes the gradient.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="poolSize">The size of the window, 1 or more.</param>
    /// <param name="strides">How far it moves, 1 or more; null: by its own size.</param>
    /// <param name="padding">What a window at the edge sees; what is not there does not count.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor MaxPool(Tensor inputs, Sizes poolSize, Sizes? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pooled(PoolKind.Max, inputs, poolSize, strides, padding, dataFormat);

    /// <summary>The mean of each window, channel by channel.</summary>
    /// <param name="inputs">(batch, space…, channels), or channels first.</param>
    /// <param name="poolSize">The size of the window, 1 or more.</param>
    /// <param name="strides">How far it moves, 1 or more; null: by its own size.</param>
    /// <param name="padding">What a window at the edge sees; what is not there does not count.</param>
    /// <param name="dataFormat">Where the channels stand.</param>
    public static Tensor AveragePool(Tensor inputs, Sizes poolSize, Sizes? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast) =>
        Pooled(PoolKind.Average, inputs, poolSize, strides, padding, dataFormat);

    private static int Space(Tensor inputs) => inputs.Shape.Rank is >= 3 and <= 5 ? inputs.Shape.Rank - 2
        : throw new ShapeException($"expected lines, images or volumes: a batch, one to three axes of space, and channels; got shape {inputs.Shape}.");

    private static Tensor Convolved(Tensor inputs, Tensor kernel, Sizes? strides, Padding padding, DataFormat dataFormat, Sizes? dilationRate, int groups)
    {
        int space = Space(inputs);
        int[] window = [.. kernel.Shape.Slice(0, space)];
        int[] dilations = (dilationRate ?? 1).For(space, nameof(dilationRate));
        var op = new Conv((strides ?? 1).For(space, nameof(strides)), dilations, WindowRules.Pads(WindowRules.Padded(padding, space), window, dilations), groups);
        return dataFormat.WithChannelsLast(inputs, image => Emit(op, image, kernel));
    }

    private static Tensor Pooled(PoolKind kind, Tensor inputs, Sizes poolSize, Sizes? strides, Padding padding, DataFormat dataFormat)
    {
        int space = Space(inputs);
        int[] window = poolSize.For(space, nameof(poolSize));
        int[] steps = (strides ?? poolSize).For(space, nameof(strides));
        if (padding == Padding.Causal)
        {
            throw new ArgumentException("padding: expected valid or same for pooling, got causal.", nameof(padding));
        }

        var op = new Pool(kind, window, steps, WindowRules.Pads(padding, window, steps));
        return dataFormat.WithChannelsLast(inputs, image => Emit(op, image));
    }
}
