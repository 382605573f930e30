using System.Buffers.Binary;
using System.Numerics;

namespace DeepKeras.Operations;

/// <summary>SipHash-2-4 (Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012), TensorFlow's strong hash.</summary>
internal static class SipHash
{
    public static ulong Of(ReadOnlySpan<byte> data, (ulong K0, ulong K1) key)
    {
        ulong a = key.K0 ^ 0x736f6d6570736575;
        ulong b = key.K1 ^ 0x646f72616e646f6d;
        ulong c = key.K0 ^ 0x6c7967656e657261;
        ulong d = key.K1 ^ 0x7465646279746573;
        int whole = data.Length & ~7;
        for (int at = 0; at < whole; at += 8)
        {
            Take(BinaryPrimitives.ReadUInt64LittleEndian(data[at..]));
        }

        ulong last = (ulong)(byte)data.Length << 56;
        for (int i = whole; i < data.Length; i++)
        {
            last |= (ulong)data[i] << (8 * (i - whole));
        }

        Take(last);
        c ^= 0xff;
        for (int i = 0; i < 4; i++)
        {
            Round();
        }

        return a ^ b ^ c ^ d;

        void Take(ulong word)
        {
            d ^= word;
            Round();
            Round();
            a ^= word;
        }

        void Round()
        {
            a += b;
            b = BitOperations.RotateLeft(b, 13) ^ a;
            a = BitOperations.RotateLeft(a, 32);
            c += d;
            d = BitOperations.RotateLeft(d, 16) ^ c;
            a += d;
            d = BitOperations.RotateLeft(d, 21) ^ a;
            c += b;
            b = BitOperations.RotateLeft(b, 17) ^ c;
            c = BitOperations.RotateLeft(c, 32);
        }
    }
}
