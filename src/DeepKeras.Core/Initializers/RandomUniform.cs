using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>Uniform in [<paramref name="minval"/>, <paramref name="maxval"/>). After <c>keras.initializers.RandomUniform</c>.</summary>
/// <param name="minval">The least value; finite.</param>
/// <param name="maxval">The bound above, which is not reached; not below <paramref name="minval"/>.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[KerasAlias("uniform")]
public sealed partial class RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <summary>The least value.</summary>
    public double Minval { get; } = Hyperparameter.Finite(minval);

    /// <summary>The bound above.</summary>
    public double Maxval { get; } = Hyperparameter.Finite(maxval) >= minval ? maxval
        : throw new ArgumentOutOfRangeException(nameof(maxval), maxval, $"maxval: expected at least minval ({minval}), got {maxval}.");

    private protected override void Draw(HostArray array, ulong key) => Distribution.Uniform(Minval, Maxval).Fill(array, key);
}
