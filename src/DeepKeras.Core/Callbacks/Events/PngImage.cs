using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DeepKeras.Saving;

namespace DeepKeras.Callbacks;

/// <summary>Writes pictures of 1, 3 or 4 channels of 8 bits as PNG (ISO/IEC 15948), without filters.</summary>
internal static class PngImage
{
    /// <summary>A picture.</summary>
    /// <param name="pixels">Row by row, channels next to each other.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">1 (grey), 3 (RGB) or 4 (RGB with opacity).</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels)
    {
        var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels switch { 1 => 0, 3 => 2, _ => 6 });
        Chunk(png, "IHDR", header);
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                packed.WriteByte(0);
                packed.Write(pixels.Slice(row * width * channels, width * channels));
            }
        }

        Chunk(png, "IDAT", rows.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string type, byte[] data)
    {
        byte[] whole = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(whole, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(whole.Length - 4), Crc32.Append(0, whole.AsSpan(4, data.Length + 4)));
        png.Write(whole);
    }
}
