using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Values spread by a kernel over one to three axes of space: what Conv1DTranspose, Conv2DTranspose and Conv3DTranspose share.</summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="window">The size of the kernel along each axis of space, 1 or more.</param>
/// <param name="steps">How far the kernel moves along each axis, 1 or more.</param>
/// <param name="padding">What is cut off at the edges.</param>
/// <param name="longer">How much longer the output is at its end than the padding makes it, less than the strides; null: as long as the padding asks.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="spread">The distance between neighbours in the kernel, 1 or more; above 1 only where every stride is 1.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="kernelInitializer">How the kernel, (window, filters, channels), starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
public abstract partial class TransposedConvolution(
    int filters,
    [NotConfig] IReadOnlyList<int> window,
    [NotConfig] IReadOnlyList<int> steps,
    Padding padding,
    [NotConfig] IReadOnlyList<int>? longer,
    DataFormat dataFormat,
    [NotConfig] IReadOnlyList<int> spread,
    [Default("linear")] Activation? activation,
    bool useBias,
    [Default("glorot_uniform")] Initializer? kernelInitializer,
    [Default("zeros")] Initializer? biasInitializer,
    Regularizer? kernelRegularizer,
    Regularizer? biasRegularizer,
    Regularizer? activityRegularizer,
    Constraint? kernelConstraint,
    Constraint? biasConstraint) : Layer
{
    private readonly int[] kernelSize = WindowRules.Sizes("kernel_size", window);
    private readonly int[] strides = WindowRules.Sizes("strides", steps);
    private readonly int[] dilations = WindowRules.Dilations(spread, steps);
    private readonly int[]? longer = WindowRules.OutputPadding(longer, steps);
    private Variable kernel = null!;
    private Variable? bias;

    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = Hyperparameter.AtLeast(1, filters);

    /// <summary>What is cut off at the edges.</summary>
    public Padding Padding { get; } = WindowRules.NotCausal(padding);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int channels = DataFormat.Channels(input, kernelSize.Length);
        kernel = AddWeight("kernel", [.. kernelSize, Filters, channels], KernelInitializer, KernelRegularizer, KernelConstraint);
        bias = UseBias ? AddWeight("bias", [Filters], BiasInitializer, BiasRegularizer, BiasConstraint) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int space = kernelSize.Length;
        int[] cut = new int[2 * space];
        int[] added = new int[space];
        for (int axis = 0; axis < space; axis++)
        {
            (cut[2 * axis], cut[(2 * axis) + 1], added[axis]) = Ends(axis);
        }

        var spreading = new ConvTranspose(strides, dilations, cut, added);
        Tensor sum = DataFormat.WithChannelsLast(x, image =>
        {
            Tensor result = Ops.Emit(spreading, image, kernel);
            return bias is null ? result : result + bias;
        });
        Tensor output = Activation.Apply(sum);
        context.Penalize(ActivityRegularizer, output);
        return output;
    }

    /// <summary>
    /// What is cut off before and after, and what is added after: the whole result is (n − 1) · stride + window long, n the input's size, and
    /// TensorFlow's SAME cuts half of what is too much, the smaller half first.
    /// </summary>
    private (int Before, int After, int Added) Ends(int axis)
    {
        int size = ((kernelSize[axis] - 1) * dilations[axis]) + 1;
        int wanted = Padding == Padding.Valid
            ? size + (longer is null ? Math.Max(strides[axis] - size, 0) : longer[axis])
            : longer is null ? strides[axis] : (size % 2) + longer[axis];
        int before = Padding == Padding.Valid ? 0 : Math.Max(size - wanted, 0) / 2;
        int after = size - before - wanted;
        return (before, Math.Max(after, 0), Math.Max(-after, 0));
    }
}
