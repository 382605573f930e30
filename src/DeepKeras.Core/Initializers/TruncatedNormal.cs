namespace DeepKeras.Initializers;

/// <summary>
/// Normally distributed, cut at two standard deviations on both sides: what comes out has 0.8796 of <paramref name="stddev"/>.
/// After <c>keras.initializers.TruncatedNormal</c>.
/// </summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation before the cut, at least 0.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class TruncatedNormal(double mean = 0, double stddev = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = Hyperparameter.Finite(mean);

    /// <summary>The standard deviation before the cut.</summary>
    public double Stddev { get; } = Hyperparameter.NotNegative(stddev);

    private protected override void Draw(HostArray array, ulong key) => Distribution.TruncatedNormal(Mean, Stddev).Fill(array, key);
}
