using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A depthwise convolution and then filters of size 1, over one or two axes of space: what SeparableConv1D and SeparableConv2D share.</summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="window">The size of the kernel along each axis of space, 1 or more.</param>
/// <param name="steps">How far the kernel moves along each axis, 1 or more.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="spread">The distance between neighbours in the kernel, 1 or more.</param>
/// <param name="depthMultiplier">How many filters each channel has of its own, 1 or more.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="depthwiseInitializer">How the channels' kernels, (window, channels, depth multiplier), start.</param>
/// <param name="pointwiseInitializer">How the filters, (1…, channels · depth multiplier, filters), start.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="depthwiseRegularizer">A penalty on the channels' kernels.</param>
/// <param name="pointwiseRegularizer">A penalty on the filters.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">What the channels' kernels are forced into after each step.</param>
/// <param name="pointwiseConstraint">What the filters are forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
public abstract partial class SeparableConvolution(
    int filters,
    [NotConfig] IReadOnlyList<int> window,
    [NotConfig] IReadOnlyList<int> steps,
    Padding padding,
    DataFormat dataFormat,
    [NotConfig] IReadOnlyList<int> spread,
    int depthMultiplier,
    [Default("linear")] Activation? activation,
    bool useBias,
    [Default("glorot_uniform")] Initializer? depthwiseInitializer,
    [Default("glorot_uniform")] Initializer? pointwiseInitializer,
    [Default("zeros")] Initializer? biasInitializer,
    Regularizer? depthwiseRegularizer,
    Regularizer? pointwiseRegularizer,
    Regularizer? biasRegularizer,
    Regularizer? activityRegularizer,
    Constraint? depthwiseConstraint,
    Constraint? pointwiseConstraint,
    Constraint? biasConstraint) : Layer
{
    private readonly int[] kernelSize = WindowRules.Sizes("kernel_size", window);
    private readonly int[] strides = WindowRules.Sizes("strides", steps);
    private readonly int[] dilations = WindowRules.Sizes("dilation_rate", spread);
    private Variable depthwise = null!;
    private Variable pointwise = null!;
    private Variable? bias;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = Hyperparameter.AtLeast(1, filters);

    /// <summary>How many filters each channel has of its own.</summary>
    public int DepthMultiplier { get; } = Hyperparameter.AtLeast(1, depthMultiplier);

    /// <summary>What the kernel sees beyond the edge.</summary>
    public Padding Padding { get; } = WindowRules.Padded(padding, window.Count);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int space = kernelSize.Length;
        int channels = DataFormat.Channels(input, space);
        depthwise = AddWeight("depthwise_kernel", [.. kernelSize, channels, DepthMultiplier], DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        pointwise = AddWeight("pointwise_kernel", [.. Enumerable.Repeat(1, space), channels * DepthMultiplier, Filters], PointwiseInitializer, PointwiseRegularizer, PointwiseConstraint);
        bias = UseBias ? AddWeight("bias", [Filters], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int[] ones = [.. Enumerable.Repeat(1, kernelSize.Length)];
        Tensor sum = DataFormat.WithChannelsLast(x, image =>
        {
            Tensor channels = WindowRules.Depthwise(image, depthwise, strides, dilations, Padding);
            Tensor result = Ops.Emit(new Conv(ones, ones, WindowRules.Pads(Padding.Valid, ones, ones), 1), channels, pointwise);
            return bias is null ? result : result + bias;
        });
        Tensor output = Activation.Apply(sum);
        context.Penalize(ActivityRegularizer, output);
        return output;
    }
}
