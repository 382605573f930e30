using System.Buffers.Binary;
using System.Numerics;

namespace DeepKeras.Operations;

/// <summary>
/// FarmHash's 64-bit fingerprint of bytes (Pike, 2014), as TensorFlow's Fingerprint64, and TensorFlow's way of joining two.
/// </summary>
internal static class FarmHash
{
    private const ulong K0 = 0xc3a5c85c97cb3127;
    private const ulong K1 = 0xb492b66fbe98f273;
    private const ulong K2 = 0x9ae16a3b2f90404f;
    private const ulong Joined = 0xc6a4a7935bd1e995;

    public static ulong Fingerprint(ReadOnlySpan<byte> s) => s.Length switch
    {
        <= 16 => UpTo16(s),
        <= 32 => UpTo32(s),
        <= 64 => UpTo64(s),
        _ => Longer(s),
    };

    /// <summary>One fingerprint for two in order.</summary>
    public static ulong Join(ulong a, ulong b)
    {
        ulong result = a ^ Joined;
        result ^= Mix(b * Joined) * Joined;
        result *= Joined;
        return Mix(Mix(result) * Joined);
    }

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        ulong length = (ulong)s.Length;
        if (length >= 8)
        {
            ulong mul = K2 + (length * 2);
            ulong a = U64(s) + K2;
            ulong b = U64(s[^8..]);
            ulong c = (Rotated(b, 37) * mul) + a;
            ulong d = (Rotated(a, 25) + b) * mul;
            return Sixteen(c, d, mul);
        }

        if (length >= 4)
        {
            return Sixteen(length + ((ulong)U32(s) << 3), U32(s[^4..]), K2 + (length * 2));
        }

        if (length > 0)
        {
            uint y = s[0] + ((uint)s[s.Length >> 1] << 8);
            uint z = (uint)length + ((uint)s[^1] << 2);
            return Mix((y * K2) ^ (z * K0)) * K2;
        }

        return K2;
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        ulong mul = K2 + ((ulong)s.Length * 2);
        ulong a = U64(s) * K1;
        ulong b = U64(s[8..]);
        ulong c = U64(s[^8..]) * mul;
        ulong d = U64(s[^16..]) * K2;
        return Sixteen(Rotated(a + b, 43) + Rotated(c, 30) + d, a + Rotated(b + K2, 18) + c, mul);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        ulong mul = K2 + ((ulong)s.Length * 2);
        ulong a = U64(s) * K2;
        ulong b = U64(s[8..]);
        ulong c = U64(s[^8..]) * mul;
        ulong d = U64(s[^16..]) * K2;
        ulong y = Rotated(a + b, 43) + Rotated(c, 30) + d;
        ulong z = Sixteen(y, a + Rotated(b + K2, 18) + c, mul);
        ulong e = U64(s[16..]) * mul;
        ulong f = U64(s[24..]);
        ulong g = (y + U64(s[^32..])) * mul;
        ulong h = (z + U64(s[^24..])) * mul;
        return Sixteen(Rotated(e + f, 43) + Rotated(g, 30) + h, e + Rotated(f + a, 18) + g, mul);
    }

    private static ulong Longer(ReadOnlySpan<byte> s)
    {
        const ulong Seed = 81;
        ulong x = Seed;
        ulong y = unchecked((Seed * K1) + 113);
        ulong z = Mix((y * K2) + 113) * K2;
        (ulong First, ulong Second) v = (0, 0);
        (ulong First, ulong Second) w = (0, 0);
        x = (x * K2) + U64(s);
        int end = (s.Length - 1) / 64 * 64;
        int rest = (s.Length - 1) & 63;
        for (int at = 0; at < end; at += 64)
        {
            Round(s[at..], ref x, ref y, ref z, ref v, ref w, K1, 1);
        }

        ulong mul = K1 + ((z & 0xff) << 1);
        w.First += (ulong)rest;
        v.First += w.First;
        w.First += v.First;
        Round(s[(end + rest - 63)..], ref x, ref y, ref z, ref v, ref w, mul, 9);
        return Sixteen(Sixteen(v.First, w.First, mul) + (Mix(y) * K0) + z, Sixteen(v.Second, w.Second, mul) + x, mul);
    }

    private static void Round(ReadOnlySpan<byte> s, ref ulong x, ref ulong y, ref ulong z, ref (ulong First, ulong Second) v, ref (ulong First, ulong Second) w, ulong mul, ulong times)
    {
        x = Rotated(x + y + v.First + U64(s[8..]), 37) * mul;
        y = Rotated(y + v.Second + U64(s[48..]), 42) * mul;
        x ^= w.Second * times;
        y += (v.First * times) + U64(s[40..]);
        z = Rotated(z + w.First, 33) * mul;
        v = Weak(s, v.Second * mul, x + w.First);
        w = Weak(s[32..], z + w.Second, y + U64(s[16..]));
        (z, x) = (x, z);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, ulong a, ulong b)
    {
        (ulong w, ulong x, ulong y, ulong z) = (U64(s), U64(s[8..]), U64(s[16..]), U64(s[24..]));
        a += w;
        b = Rotated(b + a + z, 21);
        ulong c = a;
        a += x;
        a += y;
        b += Rotated(a, 44);
        return (a + z, b + c);
    }

    private static ulong Sixteen(ulong u, ulong v, ulong mul)
    {
        ulong a = (u ^ v) * mul;
        a ^= a >> 47;
        ulong b = (v ^ a) * mul;
        b ^= b >> 47;
        return b * mul;
    }

    private static ulong Mix(ulong value) => value ^ (value >> 47);

    private static ulong Rotated(ulong value, int by) => BitOperations.RotateRight(value, by);

    private static ulong U64(ReadOnlySpan<byte> s) => BinaryPrimitives.ReadUInt64LittleEndian(s);

    private static uint U32(ReadOnlySpan<byte> s) => BinaryPrimitives.ReadUInt32LittleEndian(s);
}
