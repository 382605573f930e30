namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Snappy's block format: literals, and copies of what was already written.</summary>
internal static class Snappy
{
    /// <summary>No element gives more than 64 bytes from 2, so a longer claim is false and is not believed.</summary>
    private const int MostGrowth = 32;

    /// <summary>The decompressed bytes; null where the input is damaged.</summary>
    public static byte[]? TryDecompress(ReadOnlySpan<byte> input)
    {
        int at = 0;
        if (!Varint.TryRead(input, ref at, out ulong length) || length > (ulong)input.Length * MostGrowth)
        {
            return null;
        }

        byte[] output = new byte[length];
        int written = 0;
        while (at < input.Length)
        {
            byte tag = input[at++];
            int count = (tag >> 2) + 1, distance;
            switch (tag & 3)
            {
                case 0:
                    if (count > 60)
                    {
                        int bytes = count - 60;
                        if (!TryNumber(input, ref at, bytes, out uint longer) || longer >= int.MaxValue)
                        {
                            return null;
                        }

                        count = (int)longer + 1;
                    }

                    if (count > input.Length - at || count > output.Length - written)
                    {
                        return null;
                    }

                    input.Slice(at, count).CopyTo(output.AsSpan(written));
                    at += count;
                    written += count;
                    continue;
                case 1:
                    if (at >= input.Length)
                    {
                        return null;
                    }

                    count = ((tag >> 2) & 7) + 4;
                    distance = ((tag >> 5) << 8) | input[at++];
                    break;
                default:
                    if (!TryNumber(input, ref at, (tag & 3) == 2 ? 2 : 4, out uint far) || far > int.MaxValue)
                    {
                        return null;
                    }

                    distance = (int)far;
                    break;
            }

            if (distance == 0 || distance > written || count > output.Length - written)
            {
                return null;
            }

            // Byte by byte: a copy may run into what it writes itself.
            for (int end = written + count; written < end; written++)
            {
                output[written] = output[written - distance];
            }
        }

        return written == output.Length ? output : null;
    }

    private static bool TryNumber(ReadOnlySpan<byte> input, ref int at, int bytes, out uint value)
    {
        value = 0;
        if (bytes > input.Length - at)
        {
            return false;
        }

        for (int i = 0; i < bytes; i++)
        {
            value |= (uint)input[at++] << (8 * i);
        }

        return true;
    }
}
