using System.Buffers;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Whole numbers of 7 bits a byte, the lowest first.</summary>
internal static class Varint
{
    private const int MostBytes = 10;

    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        Span<byte> bytes = output.GetSpan(MostBytes);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        output.Advance(count);
    }

    /// <summary>Reads a number at <paramref name="position"/> and moves behind it; false where the bytes end or the number is too long.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && position < bytes.Length; shift += 7)
        {
            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
