namespace DeepKeras.Initializers;

/// <summary>Mean 0 and variance <paramref name="scale"/> / fan. After <c>keras.initializers.VarianceScaling</c>.</summary>
/// <param name="scale">The variance times the fan, above 0.</param>
/// <param name="mode">What the fan is.</param>
/// <param name="distribution">What is drawn from.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="inputAxes">The axes whose sizes make the number of inputs; null: by the rule for kernels.</param>
/// <param name="outputAxes">The axes whose sizes make the number of outputs; both lists are given or none is used.</param>
public sealed partial class VarianceScaling(
    double scale = 1,
    FanMode mode = FanMode.FanIn,
    ScalingDistribution distribution = ScalingDistribution.TruncatedNormal,
    long? seed = null,
    IReadOnlyList<int>? inputAxes = null,
    IReadOnlyList<int>? outputAxes = null) : FanInitializer(seed, inputAxes, outputAxes)
{
    /// <summary>The variance times the fan.</summary>
    public double Scale { get; } = Hyperparameter.Positive(scale);

    private protected override void Draw(HostArray array, ulong key) => Draw(array, key, Scale, Mode, Distribution);
}
