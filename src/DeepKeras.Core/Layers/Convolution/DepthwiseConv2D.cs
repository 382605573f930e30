using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A kernel of its own for each channel that slides over an image: (batch, height, width, channels) to (batch, height, width, channels · depth multiplier). After
/// <c>keras.layers.DepthwiseConv2D</c>.
/// </summary>
/// <param name="kernelSize">The size of the kernel, 1 or more along each axis.</param>
/// <param name="strides">How far the kernel moves, 1 or more along each axis.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="depthMultiplier">How many filters each channel has of its own, 1 or more.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="dilationRate">The distance between neighbours in the kernel, 1 or more.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="depthwiseInitializer">How the kernel, (height, width, channels, depth multiplier), starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="depthwiseRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="depthwiseConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
public sealed partial class DepthwiseConv2D(
    Size2 kernelSize,
    [Default(1)] Size2? strides = null,
    Padding padding = Padding.Valid,
    int depthMultiplier = 1,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [Default(1)] Size2? dilationRate = null,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? depthwiseInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? depthwiseRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? depthwiseConstraint = null,
    Constraint? biasConstraint = null)
    : DepthwiseConvolution(kernelSize, strides ?? 1, padding, depthMultiplier, dataFormat, dilationRate ?? 1, activation, useBias, depthwiseInitializer,
        biasInitializer, depthwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, biasConstraint);
