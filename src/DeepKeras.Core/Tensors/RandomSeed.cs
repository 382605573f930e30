using System.Text;

namespace DeepKeras;

/// <summary>
/// Randomness without state: weights, shuffles and dropout masks are functions of a seed, a path and a step, so a resumed run equals an
/// unbroken one, and every engine starts from the same weights.
/// </summary>
public static class RandomSeed
{
    /// <summary>The seed of models that are not given one; <c>keras.utils.set_random_seed</c>. It is 0 until set.</summary>
    public static long Global { get; set; }

    /// <summary>A seed for the thing at a path, from the seed of the whole (FNV-1a of the path, mixed by SplitMix64).</summary>
    internal static ulong Combine(ulong seed, string path)
    {
        ulong hash = 14695981039346656037UL;
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return Mix(seed ^ Mix(hash));
    }

    /// <summary>A seed for one of many, from the seed of the whole.</summary>
    internal static ulong Combine(ulong seed, ulong index) => Mix(seed ^ Mix(index + 0x9E3779B97F4A7C15UL));

    /// <summary>SplitMix64's finalizer (Steele, Lea, Flood, 2014): a bijection that scatters bits.</summary>
    internal static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
