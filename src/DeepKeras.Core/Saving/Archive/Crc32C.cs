using System.Buffers.Binary;
using System.Numerics;

namespace DeepKeras.Saving;

/// <summary>The checksum of TensorFlow's files and of event files: CRC-32C (Castagnoli), stored rotated and shifted ("masked") so that a checksum of checksums stays sound.</summary>
internal static class Crc32C
{
    private const uint Shift = 0xA282EAD8;

    public static uint Of(ReadOnlySpan<byte> data) => Extend(0, data);

    /// <summary>The checksum of what <paramref name="crc"/> is of, followed by the data. The processor's own instruction where it has one.</summary>
    public static uint Extend(uint crc, ReadOnlySpan<byte> data)
    {
        uint state = ~crc;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (byte value in data)
        {
            state = BitOperations.Crc32C(state, value);
        }

        return ~state;
    }

    public static uint Mask(uint crc) => unchecked(BitOperations.RotateRight(crc, 15) + Shift);

    public static uint Unmask(uint masked) => BitOperations.RotateLeft(unchecked(masked - Shift), 15);
}
