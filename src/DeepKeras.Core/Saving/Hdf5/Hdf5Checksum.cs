using System.Buffers.Binary;
using System.Numerics;

namespace DeepKeras.Saving.Hdf5;

/// <summary>The two checksums of HDF5.</summary>
internal static class Hdf5Checksum
{
    /// <summary>Bob Jenkins's lookup3 (hashlittle, from 0), which guards metadata of version 2.</summary>
    public static uint Lookup3(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xdeadbeef + (uint)bytes.Length, b = a, c = a;
        while (bytes.Length > 12)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            b += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            a = (a - c) ^ BitOperations.RotateLeft(c, 4);
            c += b;
            b = (b - a) ^ BitOperations.RotateLeft(a, 6);
            a += c;
            c = (c - b) ^ BitOperations.RotateLeft(b, 8);
            b += a;
            a = (a - c) ^ BitOperations.RotateLeft(c, 16);
            c += b;
            b = (b - a) ^ BitOperations.RotateLeft(a, 19);
            a += c;
            c = (c - b) ^ BitOperations.RotateLeft(b, 4);
            b += a;
            bytes = bytes[12..];
        }

        if (bytes.Length == 0)
        {
            return c;
        }

        Span<byte> rest = stackalloc byte[12];
        rest.Clear();
        bytes.CopyTo(rest);
        a += BinaryPrimitives.ReadUInt32LittleEndian(rest);
        b += BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }

    /// <summary>Fletcher's checksum of big-endian 16-bit words, which guards chunks.</summary>
    public static uint Fletcher32(ReadOnlySpan<byte> bytes)
    {
        uint sum1 = 0, sum2 = 0;
        while (bytes.Length >= 2)
        {
            // 360 words are the most that 32 bits hold before the sums must be folded.
            for (int words = Math.Min(bytes.Length / 2, 360); words > 0; words--)
            {
                sum1 += BinaryPrimitives.ReadUInt16BigEndian(bytes);
                sum2 += sum1;
                bytes = bytes[2..];
            }

            sum1 = (sum1 & 0xffff) + (sum1 >> 16);
            sum2 = (sum2 & 0xffff) + (sum2 >> 16);
        }

        if (bytes.Length == 1)
        {
            sum1 += (uint)bytes[0] << 8;
            sum2 += sum1;
            sum1 = (sum1 & 0xffff) + (sum1 >> 16);
            sum2 = (sum2 & 0xffff) + (sum2 >> 16);
        }

        sum1 = (sum1 & 0xffff) + (sum1 >> 16);
        sum2 = (sum2 & 0xffff) + (sum2 >> 16);
        return (sum2 << 16) | sum1;
    }

    /// <summary>Holds that a block ends in its own lookup3 checksum.</summary>
    public static void Verify(Hdf5Source source, ReadOnlySpan<byte> block, string path, string what)
    {
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(block[^4..]);
        uint computed = Lookup3(block[..^4]);
        if (stored != computed)
        {
            throw source.Fail(path, $"the {what} with checksum {stored:x8}", $"{computed:x8}");
        }
    }
}
