using System.Numerics;

namespace DeepKeras.Saving.Hdf5;

/// <summary>The two array indexes of chunks, numbered in C order of the grid: fixed, and extensible in one dimension.</summary>
internal static class Hdf5ChunkArrays
{
    private const string What = "chunk array";

    public static void Fixed(Hdf5Source source, long address, bool filtered, long chunkCount, int chunkBytes, List<Hdf5StoredChunk> chunks, string path)
    {
        byte[] header = source.ReadBlock(address, 12 + source.LengthSize + source.OffsetSize, path, What);
        Hdf5Checksum.Verify(source, header, path, What);
        var cursor = new Hdf5Cursor(source, header, path, What);
        cursor.Expect("FAHD"u8);
        cursor.ExpectVersion(0);
        cursor.ExpectVersion(filtered ? 1 : 0);
        int entrySize = EntrySize(source, ref cursor, filtered), pageBits = cursor.U8();
        long entries = cursor.Length(), block = cursor.Offset();
        if (block == Hdf5Source.Undefined)
        {
            return;
        }

        if (entries > source.Length / entrySize || pageBits > 30)
        {
            throw cursor.Fail("entries inside the file", $"{entries}, pages of 2^{pageBits}");
        }

        int prefix = 6 + source.OffsetSize;
        long pageEntries = 1L << pageBits;
        if (entries <= pageEntries)
        {
            byte[] data = source.ReadBlock(block, prefix + (entries * entrySize) + 4, path, What);
            Hdf5Checksum.Verify(source, data, path, What);
            Entries(source, data.AsSpan(prefix..^4), "FADB", data, entrySize, filtered, chunkCount, chunkBytes, 0, chunks, path);
            return;
        }

        long pages = ((entries - 1) / pageEntries) + 1, bitmap = (pages + 7) / 8;
        byte[] index = source.ReadBlock(block, prefix + bitmap + 4, path, What);
        Hdf5Checksum.Verify(source, index, path, What);
        long at = block + index.Length;
        for (long page = 0; page < pages; page++)
        {
            long count = Math.Min(pageEntries, entries - (page * pageEntries));
            if ((index[prefix + (int)(page / 8)] & (0x80 >> (int)(page % 8))) != 0)
            {
                byte[] data = source.ReadBlock(at, (count * entrySize) + 4, path, What);
                Hdf5Checksum.Verify(source, data, path, What);
                Entries(source, data.AsSpan(..^4), "FADB", index, entrySize, filtered, chunkCount, chunkBytes, page * pageEntries, chunks, path);
            }

            at += (pageEntries * entrySize) + 4;
        }
    }

    public static void Extensible(Hdf5Source source, long address, bool filtered, long chunkCount, int chunkBytes, List<Hdf5StoredChunk> chunks, string path)
    {
        byte[] header = source.ReadBlock(address, 16 + (6 * source.LengthSize) + source.OffsetSize, path, What);
        Hdf5Checksum.Verify(source, header, path, What);
        var cursor = new Hdf5Cursor(source, header, path, What);
        cursor.Expect("EAHD"u8);
        cursor.ExpectVersion(0);
        cursor.ExpectVersion(filtered ? 1 : 0);
        int entrySize = EntrySize(source, ref cursor, filtered);
        int maximalBits = cursor.U8(), inIndex = cursor.U8(), minimalEntries = cursor.U8(), minimalPointers = cursor.U8(), pageBits = cursor.U8();
        cursor.Skip(6 * source.LengthSize);
        long index = cursor.Offset();
        if (index == Hdf5Source.Undefined)
        {
            return;
        }

        if (maximalBits is 0 or > 64 || !int.IsPow2(minimalEntries) || !int.IsPow2(minimalPointers) || pageBits is 0 or > 30)
        {
            throw cursor.Fail("a doubling table", $"{maximalBits} bits, {minimalEntries} entries, {minimalPointers} pointers, pages of 2^{pageBits}");
        }

        int offsetBytes = (maximalBits + 7) / 8, prefix = 6 + source.OffsetSize;
        long pageEntries = 1L << pageBits;

        // Super block k holds 2^(k/2) data blocks of 2^((k+1)/2) times the least number of entries; those of the first few stand in the index itself.
        int directSupers = 2 * BitOperations.Log2((uint)minimalPointers);
        int directBlocks = 2 * (minimalPointers - 1);
        int supers = Math.Max(0, 1 + maximalBits - BitOperations.Log2((uint)minimalEntries) - directSupers);
        byte[] block = source.ReadBlock(index, prefix + ((long)inIndex * entrySize) + ((long)(directBlocks + supers) * source.OffsetSize) + 4, path, What);
        Hdf5Checksum.Verify(source, block, path, What);
        cursor = new Hdf5Cursor(source, block, path, What);
        cursor.Expect("EAIB"u8);
        cursor.Skip(prefix - 4);
        Entries(source, cursor.Take((long)inIndex * entrySize), "EAIB", block, entrySize, filtered, chunkCount, chunkBytes, 0, chunks, path);
        long number = inIndex;
        for (int super = 0; number < chunkCount && super < directSupers + supers; super++)
        {
            long blocks = 1L << (super / 2), entries = (long)minimalEntries << ((super + 1) / 2);
            if (super < directSupers)
            {
                for (long i = 0; i < blocks; i++, number += entries)
                {
                    DataBlock(cursor.Offset(), entries, number, default);
                }

                continue;
            }

            long superAddress = cursor.Offset();
            if (superAddress != Hdf5Source.Undefined)
            {
                long pages = entries > pageEntries ? entries / pageEntries : 0, bitmap = (pages + 7) / 8;
                byte[] data = source.ReadBlock(superAddress, prefix + offsetBytes + (blocks * bitmap) + (blocks * source.OffsetSize) + 4, path, What);
                Hdf5Checksum.Verify(source, data, path, What);
                var pointers = new Hdf5Cursor(source, data, path, What);
                pointers.Expect("EASB"u8);
                pointers.Skip(prefix + offsetBytes - 4);
                ReadOnlySpan<byte> written = pointers.Take(blocks * bitmap);
                for (long i = 0; i < blocks; i++)
                {
                    DataBlock(pointers.Offset(), entries, number + (i * entries), written.Slice((int)(i * bitmap), (int)bitmap));
                }
            }

            number += blocks * entries;
        }

        void DataBlock(long at, long entries, long first, ReadOnlySpan<byte> written)
        {
            if (at == Hdf5Source.Undefined)
            {
                return;
            }

            if (entries <= pageEntries)
            {
                byte[] data = source.ReadBlock(at, prefix + offsetBytes + (entries * entrySize) + 4, path, What);
                Hdf5Checksum.Verify(source, data, path, What);
                Entries(source, data.AsSpan((prefix + offsetBytes)..^4), "EADB", data, entrySize, filtered, chunkCount, chunkBytes, first, chunks, path);
                return;
            }

            if (written.IsEmpty)
            {
                throw source.Fail(path, "pages below a super block", "pages in the index block");
            }

            byte[] start = source.ReadBlock(at, prefix + offsetBytes + 4, path, What);
            Hdf5Checksum.Verify(source, start, path, What);
            at += start.Length;
            for (int page = 0; page < entries / pageEntries; page++, at += (pageEntries * entrySize) + 4)
            {
                if ((written[page / 8] & (0x80 >> (page % 8))) != 0)
                {
                    byte[] data = source.ReadBlock(at, (pageEntries * entrySize) + 4, path, What);
                    Hdf5Checksum.Verify(source, data, path, What);
                    Entries(source, data.AsSpan(..^4), "EADB", start, entrySize, filtered, chunkCount, chunkBytes, first + (page * pageEntries), chunks, path);
                }
            }
        }
    }

    private static int EntrySize(Hdf5Source source, scoped ref Hdf5Cursor cursor, bool filtered)
    {
        int size = cursor.U8(), plain = source.OffsetSize;
        return (filtered ? size > plain + 4 && size <= plain + 12 : size == plain)
            ? size
            : throw cursor.Fail($"entries of {plain} bytes{(filtered ? ", a size and a mask" : "")}", $"{size}");
    }

    private static void Entries(
        Hdf5Source source, ReadOnlySpan<byte> entries, string signature, ReadOnlySpan<byte> block, int entrySize, bool filtered, long chunkCount, int chunkBytes, long first, List<Hdf5StoredChunk> chunks, string path)
    {
        var start = new Hdf5Cursor(source, block, path, What);
        start.Expect(System.Text.Encoding.ASCII.GetBytes(signature));
        start.ExpectVersion(0);
        start.ExpectVersion(filtered ? 1 : 0);
        var cursor = new Hdf5Cursor(source, entries, path, What);
        for (long number = first; cursor.Remaining > 0 && number < chunkCount; number++)
        {
            long address = cursor.Offset(), size = filtered ? cursor.Unsigned(entrySize - source.OffsetSize - 4) : chunkBytes;
            uint mask = filtered ? cursor.U32() : 0;
            chunks.Add(new(address, size, mask, number, null, false));
        }
    }
}
