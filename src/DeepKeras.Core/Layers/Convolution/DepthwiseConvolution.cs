using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Kernels that see one channel each, over one or two axes of space: what DepthwiseConv1D and DepthwiseConv2D share.</summary>
/// <param name="window">The size of the kernel along each axis of space, 1 or more.</param>
/// <param name="steps">How far the kernel moves along each axis, 1 or more.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="depthMultiplier">How many filters each channel has of its own, 1 or more.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="spread">The distance between neighbours in the kernel, 1 or more.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="depthwiseInitializer">How the kernel, (window, channels, depth multiplier), starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="depthwiseRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
public abstract partial class DepthwiseConvolution(
    [NotConfig] IReadOnlyList<int> window,
    [NotConfig] IReadOnlyList<int> steps,
    Padding padding,
    int depthMultiplier,
    DataFormat dataFormat,
    [NotConfig] IReadOnlyList<int> spread,
    [Default("linear")] Activation? activation,
    bool useBias,
    [Default("glorot_uniform")] Initializer? depthwiseInitializer,
    [Default("zeros")] Initializer? biasInitializer,
    Regularizer? depthwiseRegularizer,
    Regularizer? biasRegularizer,
    Regularizer? activityRegularizer,
    Constraint? depthwiseConstraint,
    Constraint? biasConstraint) : Layer
{
    private readonly int[] kernelSize = WindowRules.Sizes("kernel_size", window);
    private readonly int[] strides = WindowRules.Sizes("strides", steps);
    private readonly int[] dilations = WindowRules.Sizes("dilation_rate", spread);
    private Variable kernel = null!;
    private Variable? bias;

    /// <summary>How many filters each channel has of its own.</summary>
    public int DepthMultiplier { get; } = Hyperparameter.AtLeast(1, depthMultiplier);

    /// <summary>What the kernel sees beyond the edge.</summary>
    public Padding Padding { get; } = WindowRules.NotCausal(padding);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int channels = DataFormat.Channels(input, kernelSize.Length);
        kernel = AddWeight("kernel", [.. kernelSize, channels, DepthMultiplier], DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        bias = UseBias ? AddWeight("bias", [channels * DepthMultiplier], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor sum = DataFormat.WithChannelsLast(x, image =>
        {
            Tensor result = WindowRules.Depthwise(image, kernel, strides, dilations, Padding);
            return bias is null ? result : result + bias;
        });
        Tensor output = Activation.Apply(sum);
        context.Penalize(ActivityRegularizer, output);
        return output;
    }
}
