namespace DeepKeras.Initializers;

/// <summary>
/// Uniform in ±√(6 / (inputs + outputs)), which keeps variances alike through the layers (Glorot and Bengio, Understanding the difficulty of
/// training deep feedforward neural networks, 2010).
/// </summary>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class GlorotUniform(int? seed = null) : Initializer
{
    internal override void Fill(HostArray array, ulong variableSeed)
    {
        (double fanIn, double fanOut) = Fans(array.Shape);
        double limit = Math.Sqrt(6 / Math.Max(1e-300, fanIn + fanOut));
        ulong[] words = new ulong[array.Elements];
        Philox.Words(words, Seed is int own ? RandomSeed.Mix((ulong)own) : variableSeed, 0);
        for (int i = 0; i < words.Length; i++)
        {
            array[i] = limit * ((2 * ((words[i] >> 11) * (1.0 / (1UL << 53)))) - 1);
        }
    }
}
