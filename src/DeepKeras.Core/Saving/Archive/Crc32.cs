using System.Buffers.Binary;

namespace DeepKeras.Saving;

/// <summary>The checksum of zip entries (reflected polynomial edb88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Continues a checksum; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = Table;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            uint a = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, b = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[1792 + (a & 255)] ^ table[1536 + ((a >> 8) & 255)] ^ table[1280 + ((a >> 16) & 255)] ^ table[1024 + (a >> 24)]
                ^ table[768 + (b & 255)] ^ table[512 + ((b >> 8) & 255)] ^ table[256 + ((b >> 16) & 255)] ^ table[b >> 24];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            crc = table[(crc ^ value) & 255] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
            }

            table[i] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = table[table[i - 256] & 255] ^ (table[i - 256] >> 8);
        }

        return table;
    }
}
