using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>What layers that slide a window check and share.</summary>
internal static class WindowRules
{
    /// <exception cref="ArgumentException">A size is below 1.</exception>
    public static int[] Sizes(string name, IReadOnlyList<int> sizes) => sizes.All(size => size >= 1) ? [.. sizes]
        : throw new ArgumentException($"{name}: expected sizes of 1 or more, got {sizes}.");

    /// <exception cref="ArgumentException">A dilation is below 1, or stands beside strides above 1.</exception>
    public static int[] Dilations(IReadOnlyList<int> dilations, IReadOnlyList<int> strides) =>
        strides.Max() > 1 && dilations.Max() > 1
            ? throw new ArgumentException($"dilation_rate: strides above 1 and dilations above 1 do not go together; got strides {strides} and dilation_rate {dilations}.")
            : Sizes("dilation_rate", dilations);

    /// <exception cref="ArgumentException">The filters are fewer than 1, or do not divide into the groups.</exception>
    public static int Filters(int filters, int groups) =>
        Hyperparameter.AtLeast(1, filters) % Hyperparameter.AtLeast(1, groups) == 0 ? filters
        : throw new ArgumentException($"filters: expected a number that {groups} groups divide, got {filters}.");

    /// <exception cref="ArgumentException">Causal padding over more than one axis.</exception>
    public static Padding Padded(Padding padding, int space) =>
        padding != Padding.Causal || space == 1 ? padding
        : throw new ArgumentException($"padding: causal padding has a meaning along one axis only; expected valid or same over {space} axes.");

    /// <summary>The zeros before and after each axis; none means SAME.</summary>
    public static AxisList Pads(Padding padding, int[] window, int[] dilations) => padding switch
    {
        Padding.Same => new(Array.Empty<int>()),
        Padding.Causal => new(dilations[0] * (window[0] - 1), 0),
        _ => new(new int[2 * window.Length]),
    };

    /// <exception cref="ArgumentException">Causal padding.</exception>
    public static Padding NotCausal(Padding padding) =>
        padding != Padding.Causal ? padding : throw new ArgumentException("padding: expected valid or same, got causal.");

    /// <exception cref="ArgumentException">An output padding is negative, or not below its stride.</exception>
    public static int[]? OutputPadding(IReadOnlyList<int>? padding, IReadOnlyList<int> strides) =>
        padding is null ? null
        : padding.Zip(strides).All(pair => pair.First >= 0 && pair.First < pair.Second) ? [.. padding]
        : throw new ArgumentException($"output_padding: expected sizes from 0 to below the strides {strides}, got {padding}.");

    /// <summary>Each channel of an image with the filters of its own: those of one channel stand together in the result.</summary>
    /// <param name="x">(batch, space…, channels).</param>
    /// <param name="kernel">(window…, channels, filters a channel).</param>
    /// <param name="strides">How far the kernel moves.</param>
    /// <param name="dilations">The distance between neighbours in the kernel.</param>
    /// <param name="padding">What the kernel sees beyond the edge.</param>
    public static Tensor Depthwise(Tensor x, Tensor kernel, int[] strides, int[] dilations, Padding padding)
    {
        int[] window = [.. kernel.Shape[..^2]];
        int channels = kernel.Shape[^2];
        Tensor filters = Ops.Reshape(kernel, [.. window, 1, channels * kernel.Shape[^1]]);
        return Ops.Emit(new Conv(strides, dilations, Pads(padding, window, dilations), channels), x, filters);
    }
}
