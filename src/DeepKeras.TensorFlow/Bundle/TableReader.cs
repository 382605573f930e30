using System.Buffers.Binary;
using System.Text;
using DeepKeras.Saving;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Reads a sorted table (<see cref="TableWriter"/>) whose bytes may be damaged or hostile.</summary>
internal sealed class TableReader(string path, byte[] file)
{
    private const int TrailerSize = 5;

    /// <summary>Every entry in the order of the keys.</summary>
    /// <exception cref="ModelFileException">The table is damaged; the message says where.</exception>
    public List<(byte[] Key, byte[] Value)> ReadAll()
    {
        if (file.Length < TableWriter.FooterSize)
        {
            throw Wrong(null, $"a table with its footer of {TableWriter.FooterSize} bytes", $"{file.Length} bytes");
        }

        ReadOnlySpan<byte> footer = file.AsSpan(file.Length - TableWriter.FooterSize);
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[^8..]) != TableWriter.Magic)
        {
            throw Wrong("footer", "the mark of a table at the end", Convert.ToHexString(footer[^8..]));
        }

        int at = 0;
        ReadHandle(footer[..40], ref at, "footer");
        (int offset, int size) = ReadHandle(footer[..40], ref at, "footer");
        var entries = new List<(byte[], byte[])>();
        byte[]? last = null;
        long read = 0;
        foreach ((_, byte[] handle) in ReadBlock(offset, size, "index block", null))
        {
            int place = 0;
            (int start, int length) = ReadHandle(handle, ref place, "index block");

            // Blocks lie side by side: together they are no longer than the file, unless some are named twice.
            read += length;
            if (read > file.Length)
            {
                throw Wrong("index block", $"blocks that lie side by side in {file.Length} bytes", "the same block twice");
            }

            foreach ((byte[] Key, byte[] Value) entry in ReadBlock(start, length, $"block at {start}", last))
            {
                entries.Add(entry);
                last = entry.Key;
            }
        }

        return entries;
    }

    private (int Offset, int Size) ReadHandle(ReadOnlySpan<byte> bytes, ref int at, string entry) =>
        Varint.TryRead(bytes, ref at, out ulong offset) && Varint.TryRead(bytes, ref at, out ulong size)
            && offset <= (ulong)file.Length && size <= (ulong)file.Length - offset && file.Length - (int)offset - (int)size >= TrailerSize
            ? ((int)offset, (int)size)
            : throw Wrong(entry, $"the place of a block within {file.Length} bytes", Convert.ToHexString(bytes));

    private List<(byte[] Key, byte[] Value)> ReadBlock(int offset, int size, string entry, byte[]? last)
    {
        ReadOnlySpan<byte> stored = file.AsSpan(offset, size + 1);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset + size + 1)), actual = Crc32C.Mask(Crc32C.Of(stored));
        if (expected != actual)
        {
            throw Wrong(entry, $"checksum {expected:x8}", $"{actual:x8}");
        }

        ReadOnlySpan<byte> block = stored[^1] switch
        {
            0 => stored[..^1],
            1 => Snappy.TryDecompress(stored[..^1]) ?? throw Wrong(entry, "data compressed by Snappy", "damaged data"),
            byte other => throw Wrong(entry, "compression 0 (none) or 1 (Snappy)", $"{other}"),
        };
        uint restarts = block.Length < 4 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(block[^4..]);
        if (restarts > (block.Length - 4) / 4)
        {
            throw Wrong(entry, "a list of restarts inside the block", $"{restarts} restarts in {block.Length} bytes");
        }

        return ReadEntries(block[..(block.Length - 4 - (4 * (int)restarts))], entry, last);
    }

    private List<(byte[] Key, byte[] Value)> ReadEntries(ReadOnlySpan<byte> entries, string entry, byte[]? last)
    {
        var found = new List<(byte[], byte[])>();
        byte[] key = [];
        long keyBytes = 0;
        for (int at = 0; at < entries.Length;)
        {
            if (!Varint.TryRead(entries, ref at, out ulong shared) || !Varint.TryRead(entries, ref at, out ulong unshared) || !Varint.TryRead(entries, ref at, out ulong length)
                || shared > (ulong)key.Length || unshared > (ulong)(entries.Length - at) || length > (ulong)(entries.Length - at) - unshared)
            {
                throw Wrong(entry, $"entry {found.Count} inside its block", "lengths that lead out of it");
            }

            key = [.. key.AsSpan(0, (int)shared), .. entries.Slice(at, (int)unshared)];
            at += (int)unshared;

            // What each key shares with the one before is not in the file: it must not grow without end.
            keyBytes += key.Length;
            if (keyBytes > (64L * entries.Length) + 65536)
            {
                throw Wrong(entry, "keys in some proportion to their block", $"{keyBytes} bytes of keys in {entries.Length}");
            }

            if (last is not null && last.AsSpan().SequenceCompareTo(key) >= 0)
            {
                throw Wrong(entry, "keys in order", $"\"{Encoding.UTF8.GetString(key)}\" after \"{Encoding.UTF8.GetString(last)}\"");
            }

            found.Add((key, entries.Slice(at, (int)length).ToArray()));
            at += (int)length;
            last = key;
        }

        return found;
    }

    private ModelFileException Wrong(string? entry, string expected, string actual) => new(path, entry, expected, actual);
}
