using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A kernel that slides over one to three axes of space, and sees all channels of its group: what Conv1D, Conv2D and Conv3D share.</summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="window">The size of the kernel along each axis of space, 1 or more.</param>
/// <param name="steps">How far the kernel moves along each axis, 1 or more.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="spread">The distance between neighbours that the kernel sees, 1 or more; above 1 only where every stride is 1.</param>
/// <param name="groups">Into how many groups the channels are divided, each with its own filters.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="kernelInitializer">How the kernel, (window, inputs / groups, filters), starts.</param>
/// <param name="biasInitializer">How the bias, (filters), starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
/// <param name="loraRank">The rank of a trained correction of the kernel, which is frozen then (LoRA); null: none.</param>
/// <param name="loraAlpha">The correction counts alpha / rank times; null: once.</param>
public abstract partial class Convolution(
    int filters,
    [NotConfig] IReadOnlyList<int> window,
    [NotConfig] IReadOnlyList<int> steps,
    Padding padding,
    DataFormat dataFormat,
    [NotConfig] IReadOnlyList<int> spread,
    int groups,
    [Default("linear")] Activation? activation,
    bool useBias,
    [Default("glorot_uniform")] Initializer? kernelInitializer,
    [Default("zeros")] Initializer? biasInitializer,
    Regularizer? kernelRegularizer,
    Regularizer? biasRegularizer,
    Regularizer? activityRegularizer,
    Constraint? kernelConstraint,
    Constraint? biasConstraint,
    int? loraRank,
    double? loraAlpha) : Layer
{
    private readonly int[] kernelSize = WindowRules.Sizes("kernel_size", window);
    private readonly int[] strides = WindowRules.Sizes("strides", steps);
    private readonly int[] dilations = WindowRules.Dilations(spread, steps);
    private Variable kernel = null!;
    private Variable? bias;
    private LowRankUpdate? correction;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = WindowRules.Filters(filters, groups);

    /// <summary>Into how many groups the channels are divided.</summary>
    public int Groups { get; } = Hyperparameter.AtLeast(1, groups);

    /// <summary>What the kernel sees beyond the edge.</summary>
    public Padding Padding { get; } = WindowRules.Padded(padding, window.Count);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int channels = DataFormat.Channels(input, kernelSize.Length);
        if (channels % Groups != 0)
        {
            throw new ShapeException($"expected a number of channels that {Groups} groups divide, got {channels} ({input}).");
        }

        kernel = AddWeight("kernel", [.. kernelSize, channels / Groups, Filters], KernelInitializer, KernelRegularizer, KernelConstraint);
        if (UseBias)
        {
            bias = AddWeight("bias", [Filters], BiasInitializer, BiasRegularizer, BiasConstraint);
        }

        correction = LoraRank is int rank ? AddLowRankUpdate(kernel, rank, LoraAlpha) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor weights = correction?.AddTo(kernel) ?? kernel;
        var conv = new Conv(strides, dilations, WindowRules.Pads(Padding, kernelSize, dilations), Groups);
        Tensor sum = DataFormat.WithChannelsLast(x, image =>
        {
            Tensor result = Ops.Emit(conv, image, weights);
            return bias is null ? result : result + bias;
        });
        Tensor output = Activation.Apply(sum);
        context.Penalize(ActivityRegularizer, output);
        return output;
    }
}
