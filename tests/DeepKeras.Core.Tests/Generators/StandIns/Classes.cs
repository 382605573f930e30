using DeepKeras.Saving;

namespace DeepKeras.Tests.Generators.StandIns;

/// <summary>A dense layer.</summary>
/// <param name="units">The number of outputs.</param>
[ConfigFixed("quantization_config")]
internal sealed partial class Dense(
    int units,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    [OmitWhenNull] Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null) : Layer;

internal abstract partial class Convolution(int filters, bool useBias) : Layer;

internal sealed partial class Conv2D(
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
    Constraint? biasConstraint = null) : Convolution(filters, useBias);

[ConfigFixed("synchronized", false)]
[ConfigFixed("renorm", false)]
[ConfigFixed("renorm_clipping")]
[ConfigFixed("renorm_momentum", 0.99)]
internal sealed partial class BatchNormalization(
    int axis = -1,
    double momentum = 0.99,
    double epsilon = 1e-3,
    bool center = true,
    bool scale = true,
    [Default("zeros")] Initializer? betaInitializer = null,
    [Default("ones")] Initializer? gammaInitializer = null,
    [Default("zeros")] Initializer? movingMeanInitializer = null,
    [Default("ones")] Initializer? movingVarianceInitializer = null,
    Regularizer? betaRegularizer = null,
    Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null,
    Constraint? gammaConstraint = null) : Layer;

internal sealed partial class Flatten(DataFormat dataFormat = DataFormat.ChannelsLast) : Layer;

internal sealed partial class Zeros : Initializer;

internal sealed partial class Ones : Initializer;

[ConfigFixed("input_axes")]
[ConfigFixed("output_axes")]
internal partial class VarianceScaling(
    double scale = 1.0,
    FanMode mode = FanMode.FanIn,
    Distribution distribution = Distribution.TruncatedNormal,
    int? seed = null) : Initializer;

internal sealed partial class GlorotUniform(int? seed = null) : VarianceScaling(1, FanMode.FanAvg, Distribution.Uniform, seed);

internal sealed partial class HeNormal(int? seed = null) : VarianceScaling(2, FanMode.FanIn, Distribution.TruncatedNormal, seed);

internal sealed partial class RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null) : Initializer;

internal sealed partial class L1(double l1 = 0.01) : Regularizer;

internal sealed partial class L2(double l2 = 0.01) : Regularizer;

[KerasName("L1L2")]
internal sealed partial class ElasticNet(double l1 = 0, double l2 = 0) : Regularizer;

internal sealed partial class NonNeg : Constraint;

internal sealed partial class MaxNorm : Constraint
{
    /// <summary>A constraint on the norm.</summary>
    /// <param name="maxValue">Above 0.</param>
    /// <param name="axis">The axes of a norm.</param>
    public MaxNorm(double maxValue = 2, int axis = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxValue);
        MaxValue = maxValue;
        Axis = axis;
    }

    public double MaxValue { get; }

    public int Axis { get; }
}

internal sealed partial class ExponentialDecay(double initialLearningRate, int decaySteps, double decayRate, bool staircase = false) : Schedule
{
    public string Name { get; init; } = "ExponentialDecay";
}

internal sealed partial class PiecewiseConstantDecay(IReadOnlyList<int> boundaries, double[] values) : Schedule
{
    public string Name { get; init; } = "PiecewiseConstant";
}

[KerasAlias("mse", "MSE")]
internal sealed partial class MeanSquaredError : Loss;

internal sealed partial class SparseCategoricalCrossentropy : Loss
{
    public bool FromLogits { get; init; }

    public int? IgnoreClass { get; init; }
}

internal sealed partial class Adam(
    [Default(0.001f)] LearningRate? learningRate = null,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-7,
    bool amsgrad = false) : Optimizer;

[KerasName("SGD")]
internal sealed partial class Sgd([Default(0.01f)] LearningRate? learningRate = null, double momentum = 0, bool nesterov = false) : Optimizer;

[KerasName("RMSprop")]
internal sealed partial class RmsProp(
    [Default(0.001f)] LearningRate? learningRate = null,
    double rho = 0.9,
    double momentum = 0,
    double epsilon = 1e-7,
    bool centered = false) : Optimizer;

/// <summary>A stack of layers, as a layer that holds others.</summary>
[KerasName("Sequential")]
internal sealed partial class LayerList(IReadOnlyList<Layer> layers) : Layer;

/// <summary>A user's own class: no family of this assembly is its base.</summary>
[RegisterKeras("shop", Module = "shop.objects")]
internal sealed partial class Halve(double rate) : KerasObject;
