namespace DeepKeras.Initializers;

/// <summary>
/// Truncated normal of variance 1 / inputs: the outputs' variance is the inputs' (LeCun et al., Efficient BackProp, 1998; Klambauer et al., Self-Normalizing Neural
/// Networks, 2017).
/// After <c>keras.initializers.LecunNormal</c>.
/// </summary>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="inputAxes">The axes whose sizes make the number of inputs; null: by the rule for kernels.</param>
/// <param name="outputAxes">The axes whose sizes make the number of outputs; both lists are given or none is used.</param>
public sealed partial class LecunNormal(long? seed = null, IReadOnlyList<int>? inputAxes = null, IReadOnlyList<int>? outputAxes = null)
    : FanInitializer(seed, inputAxes, outputAxes)
{
    private protected override void Draw(HostArray array, ulong key) => Draw(array, key, scale: 1, FanMode.FanIn, ScalingDistribution.TruncatedNormal);
}
