using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The way back of a convolution, as its gradient goes: each value of a volume is spread by the kernel, and what overlaps is summed,
/// (batch, depth, height, width, channels) to (batch, depth, height, width, filters). After <c>keras.layers.Conv3DTranspose</c>.
/// </summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">The size of the kernel, 1 or more along each axis.</param>
/// <param name="strides">How far apart the values are spread, 1 or more along each axis.</param>
/// <param name="padding">What is cut off at the edges: nothing (valid), or as much as makes the output strides times as long (same).</param>
/// <param name="outputPadding">How much longer the output is at its end than the padding makes it, less than the strides; null: as long as the padding asks.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="dilationRate">The distance between neighbours in the kernel, 1 or more; above 1 only where every stride is 1.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="kernelInitializer">How the kernel, (depth, height, width, filters, channels), starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
[KerasAlias("Convolution3DTranspose")]
public sealed partial class Conv3DTranspose(
    int filters,
    Size3 kernelSize,
    [Default(1)] Size3? strides = null,
    Padding padding = Padding.Valid,
    Size3? outputPadding = null,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [Default(1)] Size3? dilationRate = null,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null)
    : TransposedConvolution(filters, kernelSize, strides ?? 1, padding, outputPadding, dataFormat, dilationRate ?? 1, activation, useBias, kernelInitializer,
        biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint);
