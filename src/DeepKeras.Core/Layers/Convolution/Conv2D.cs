using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A kernel that slides over an image: activation(x ∗ kernel + bias), (batch, height, width, channels) to (batch, height, width, filters). After
/// <c>keras.layers.Conv2D</c>.
/// </summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">The size of the kernel, 1 or more along each axis.</param>
/// <param name="strides">How far the kernel moves, 1 or more.</param>
/// <param name="padding">What the kernel sees beyond the edge.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="dilationRate">The distance between neighbours that the kernel sees, 1 or more; above 1 only where every stride is 1.</param>
/// <param name="groups">Into how many groups the channels are divided, each with its own filters.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added to each filter.</param>
/// <param name="kernelInitializer">How the kernel, (height, width, inputs / groups, filters), starts.</param>
/// <param name="biasInitializer">How the bias, (filters), starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
/// <param name="loraRank">The rank of a trained correction of the kernel, which is frozen then (LoRA); null: none.</param>
/// <param name="loraAlpha">The correction counts alpha / rank times; null: once.</param>
[KerasAlias("Convolution2D")]
public sealed partial class Conv2D(
    int filters,
    Size2 kernelSize,
    [Default(1)] Size2? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [Default(1)] Size2? dilationRate = null,
    int groups = 1,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    [OmitWhenNull] int? loraRank = null,
    [OmitWhenNull] double? loraAlpha = null)
    : Convolution(filters, kernelSize, strides ?? 1, padding, dataFormat, dilationRate ?? 1, groups, activation, useBias, kernelInitializer, biasInitializer,
        kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, loraRank, loraAlpha);
