using System.Runtime.CompilerServices;

namespace DeepKeras;

/// <summary>
/// Philox 4×32-10 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011), counted as TensorFlow's stateless
/// generators count it: the numbers are a function of key, counter and position.
/// </summary>
internal static class Philox
{
    /// <summary>Fills with uniform numbers in [0, 1), multiples of 2⁻²³: the low bits of each word, as TensorFlow's kernels take them.</summary>
    /// <param name="destination">Takes the numbers.</param>
    /// <param name="key">The key.</param>
    /// <param name="counter">The upper half of the counter; the lower one counts blocks of four numbers from 0.</param>
    public static void Uniform(Span<float> destination, ulong key, ulong counter)
    {
        Span<uint> group = stackalloc uint[4];
        ulong low = 0;
        for (int i = 0; i < destination.Length; i += 4)
        {
            Block(key, low++, counter, group);
            for (int j = 0; j < 4 && i + j < destination.Length; j++)
            {
                destination[i + j] = BitConverter.UInt32BitsToSingle((group[j] & 0x7FFFFFu) | 0x3F800000u) - 1f;
            }
        }
    }

    /// <summary>Fills with 64-bit words.</summary>
    public static void Words(Span<ulong> destination, ulong key, ulong counter)
    {
        Span<uint> group = stackalloc uint[4];
        ulong low = 0;
        for (int i = 0; i < destination.Length; i += 2)
        {
            Block(key, low++, counter, group);
            destination[i] = group[0] | ((ulong)group[1] << 32);
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = group[2] | ((ulong)group[3] << 32);
            }
        }
    }

    /// <summary>Four words for a key and a counter of 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Block(ulong key, ulong low, ulong high, Span<uint> group)
    {
        uint c0 = (uint)low, c1 = (uint)(low >> 32), c2 = (uint)high, c3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0;
            ulong p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        group[0] = c0;
        group[1] = c1;
        group[2] = c2;
        group[3] = c3;
    }
}
