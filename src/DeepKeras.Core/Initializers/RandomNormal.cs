using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>Normally distributed. After <c>keras.initializers.RandomNormal</c>.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation, at least 0.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[KerasAlias("normal")]
public sealed partial class RandomNormal(double mean = 0, double stddev = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = Hyperparameter.Finite(mean);

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; } = Hyperparameter.NotNegative(stddev);

    private protected override void Draw(HostArray array, ulong key) => Distribution.Normal(Mean, Stddev).Fill(array, key);
}
