namespace DeepKeras.Initializers;

/// <summary>Values drawn at random: a function of a seed and the weight's place alone, so the same on every engine and in every run.</summary>
/// <param name="seed">A seed of its own: every weight of one shape then starts alike; null: from the model's seed and the weight's path.</param>
public abstract partial class RandomInitializer(long? seed) : Initializer
{
    internal override void Fill(HostArray array, ulong seed)
    {
        if (!array.Type.IsFloating())
        {
            throw new ArgumentException($"{ClassName} makes floating-point weights, not {array.Type.KerasName()}.");
        }

        Draw(array, Seed is long own ? RandomSeed.Mix((ulong)own) : seed);
    }

    /// <summary>Fills an array of a floating-point type.</summary>
    /// <param name="array">The weight.</param>
    /// <param name="key">What the values are a function of.</param>
    private protected abstract void Draw(HostArray array, ulong key);
}
