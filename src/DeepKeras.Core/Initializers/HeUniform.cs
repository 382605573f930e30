namespace DeepKeras.Initializers;

/// <summary>
/// Uniform in ±√(6 / inputs), which makes up for what relu takes away (He et al., Delving Deep into Rectifiers, 2015).
/// After <c>keras.initializers.HeUniform</c>.
/// </summary>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="inputAxes">The axes whose sizes make the number of inputs; null: by the rule for kernels.</param>
/// <param name="outputAxes">The axes whose sizes make the number of outputs; both lists are given or none is used.</param>
public sealed partial class HeUniform(long? seed = null, IReadOnlyList<int>? inputAxes = null, IReadOnlyList<int>? outputAxes = null)
    : FanInitializer(seed, inputAxes, outputAxes)
{
    private protected override void Draw(HostArray array, ulong key) => Draw(array, key, scale: 2, FanMode.FanIn, ScalingDistribution.Uniform);
}
