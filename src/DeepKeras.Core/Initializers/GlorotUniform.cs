namespace DeepKeras.Initializers;

/// <summary>
/// Uniform in ±√(6 / (inputs + outputs)), which keeps variances alike through the layers (Glorot and Bengio, Understanding the difficulty of training deep feedforward
/// neural networks, 2010).
/// After <c>keras.initializers.GlorotUniform</c>.
/// </summary>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="inputAxes">The axes whose sizes make the number of inputs; null: by the rule for kernels.</param>
/// <param name="outputAxes">The axes whose sizes make the number of outputs; both lists are given or none is used.</param>
public sealed partial class GlorotUniform(long? seed = null, IReadOnlyList<int>? inputAxes = null, IReadOnlyList<int>? outputAxes = null)
    : FanInitializer(seed, inputAxes, outputAxes)
{
    private protected override void Draw(HostArray array, ulong key) => Draw(array, key, scale: 1, FanMode.FanAvg, ScalingDistribution.Uniform);
}
