using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A kernel of its own for each channel that slides over an image, and then filters that see all channels at one place:
/// (batch, height, width, channels) to (batch, height, width, filters). After <c>keras.layers.SeparableConv2D</c>.
/// </summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">The size of the kernel, 1 or more along each axis.</param>
/// <param name="strides">How far the kernel moves, 1 or more along each axis.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="dilationRate">The distance between neighbours in the kernel, 1 or more.</param>
/// <param name="depthMultiplier">How many filters each channel has of its own, 1 or more.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="depthwiseInitializer">How the channels' kernels, (height, width, channels, depth multiplier), start.</param>
/// <param name="pointwiseInitializer">How the filters, (1, 1, channels · depth multiplier, filters), start.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="depthwiseRegularizer">A penalty on the channels' kernels.</param>
/// <param name="pointwiseRegularizer">A penalty on the filters.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">What the channels' kernels are forced into after each step.</param>
/// <param name="pointwiseConstraint">What the filters are forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
[KerasAlias("SeparableConvolution2D")]
public sealed partial class SeparableConv2D(
    int filters,
    Size2 kernelSize,
    [Default(1)] Size2? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [Default(1)] Size2? dilationRate = null,
    int depthMultiplier = 1,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? depthwiseInitializer = null,
    [Default("glorot_uniform")] Initializer? pointwiseInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? pointwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? pointwiseConstraint = null,
    Constraint? biasConstraint = null)
    : SeparableConvolution(filters, kernelSize, strides ?? 1, padding, dataFormat, dilationRate ?? 1, depthMultiplier, activation, useBias, depthwiseInitializer,
        pointwiseInitializer, biasInitializer, depthwiseRegularizer, pointwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint,
        pointwiseConstraint, biasConstraint);
