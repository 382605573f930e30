namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014): the same numbers from the same seed
/// on every platform and .NET version, which System.Random does not promise.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>A stream of its own for each (seed, stream).</summary>
    public static SplitMix64 For(int seed, int stream) => new(Mix(Mix(unchecked((ulong)seed) + Golden) ^ (ulong)stream));

    public ulong Next() => Mix(state += Golden);

    /// <summary>Uniform in [0, bound): multiples that do not fit are drawn again, so no value is favoured.</summary>
    public int NextBelow(int bound)
    {
        ulong range = (ulong)bound;
        ulong limit = ulong.MaxValue - ulong.MaxValue % range;
        ulong draw;
        do
        {
            draw = Next();
        }
        while (draw >= limit);

        return (int)(draw % range);
    }

    /// <summary>Fisher and Yates's shuffle in place.</summary>
    public void Shuffle<T>(T[] values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
