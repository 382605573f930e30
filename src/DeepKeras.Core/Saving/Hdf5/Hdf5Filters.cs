using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepKeras.Saving.Hdf5;

/// <summary>The filters a dataset's chunks went through: deflate, shuffle and fletcher32 are undone, others refused.</summary>
internal sealed class Hdf5Filters
{
    private readonly Hdf5Source source;
    private readonly string path;
    private readonly List<(int Id, uint First)> filters = [];

    private Hdf5Filters(Hdf5Source source, string path)
    {
        this.source = source;
        this.path = path;
    }

    public bool Any => filters.Count > 0;

    public static Hdf5Filters Parse(Hdf5Source source, ReadOnlyMemory<byte>? message, string path)
    {
        var result = new Hdf5Filters(source, path);
        if (message is not { } body)
        {
            return result;
        }

        var cursor = new Hdf5Cursor(source, body.Span, path, "filter message");
        int version = cursor.U8(), count = cursor.U8();
        if (version is not (1 or 2) || count > 32)
        {
            throw cursor.Fail("version 1 or 2 and at most 32 filters", $"version {version}, {count} filters");
        }

        cursor.Skip(version == 1 ? 6 : 0);
        for (int i = 0; i < count; i++)
        {
            int id = cursor.U16();
            int nameLength = version == 1 || id >= 256 ? cursor.U16() : 0;
            cursor.Skip(2);
            int values = cursor.U16();
            cursor.Skip(version == 1 ? (nameLength + 7) & ~7 : nameLength);
            uint first = values > 0 ? cursor.U32() : 0;
            cursor.Skip((4 * Math.Max(0, values - 1)) + (version == 1 && (values & 1) != 0 ? 4 : 0));
            result.filters.Add((id, first));
        }

        return result;
    }

    /// <summary>Undoes the filters.</summary>
    /// <param name="stored">The chunk as it lies in the file.</param>
    /// <param name="mask">A bit for each filter that was left out.</param>
    /// <param name="size">The bytes the chunk must have in the end.</param>
    public byte[] Undo(byte[] stored, uint mask, int size)
    {
        byte[] bytes = stored;
        for (int i = filters.Count - 1; i >= 0; i--)
        {
            if ((mask >> i & 1) == 0)
            {
                bytes = filters[i].Id switch
                {
                    1 => Inflate(bytes, size + (4 * i)),
                    2 => Unshuffle(bytes, filters[i].First),
                    3 => CheckSum(bytes),
                    _ => throw source.Fail(path, "the filters deflate, shuffle and fletcher32", $"filter {filters[i].Id}"),
                };
            }
        }

        return bytes.Length == size ? bytes : throw source.Fail(path, $"a chunk of {size} bytes", $"{bytes.Length}");
    }

    private byte[] Inflate(byte[] stored, int limit)
    {
        var bytes = new byte[limit + 1];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
            int read = zlib.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read <= limit ? bytes[..read] : throw source.Fail(path, $"a chunk that expands to at most {limit} bytes", "more");
        }
        catch (InvalidDataException e)
        {
            throw source.Fail(path, "a chunk of deflated bytes", "others", e);
        }
    }

    private byte[] Unshuffle(byte[] stored, uint elementSize)
    {
        if (elementSize is 0 or > 1 << 24)
        {
            throw source.Fail(path, "elements of 1 to 2^24 bytes to shuffle", $"{elementSize}");
        }

        int size = (int)elementSize, count = stored.Length / size;
        var bytes = new byte[stored.Length];
        for (int j = 0; j < size; j++)
        {
            ReadOnlySpan<byte> plane = stored.AsSpan(j * count, count);
            for (int i = 0; i < plane.Length; i++)
            {
                bytes[(i * size) + j] = plane[i];
            }
        }

        stored.AsSpan(count * size).CopyTo(bytes.AsSpan(count * size));
        return bytes;
    }

    private byte[] CheckSum(byte[] stored)
    {
        if (stored.Length < 4)
        {
            throw source.Fail(path, "a chunk with a checksum", $"{stored.Length} bytes");
        }

        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(stored.AsSpan(stored.Length - 4));
        uint computed = Hdf5Checksum.Fletcher32(stored.AsSpan(0, stored.Length - 4));
        return expected == computed ? stored[..^4] : throw source.Fail(path, $"a chunk with checksum {expected:x8}", $"{computed:x8}");
    }
}
