namespace DeepKeras.Saving.Hdf5;

/// <summary>A chunk as an index lists it: by its number on the grid, or by its offsets in elements or (scaled) in chunks.</summary>
internal readonly record struct Hdf5StoredChunk(long Address, long Size, uint Mask, long Number, long[]? Offsets, bool Scaled);

/// <summary>The chunk indexes: the B-tree of old, and those of layout version 4.</summary>
internal static class Hdf5ChunkIndex
{
    private const string What = "chunk index";

    public static void Collect(
        Hdf5Source source, Hdf5Layout layout, bool filtered, long chunkCount, int chunkBytes, int rank, string path, List<Hdf5StoredChunk> chunks)
    {
        switch (layout.Index)
        {
            case 0:
                Tree1(source, layout.Address, null, rank, chunks, [], path);
                break;
            case 1:
                chunks.Add(new(layout.Address, layout.Single?.Size ?? chunkBytes, layout.Single?.Mask ?? 0, 0, null, false));
                break;
            case 2:
                // The chunks lie one after the other, so the file's own length bounds their number.
                if (chunkCount > source.Length / chunkBytes)
                {
                    throw source.Fail(path, $"{chunkCount} chunks inside the file", $"room for {source.Length / chunkBytes}");
                }

                for (long i = 0; i < chunkCount; i++)
                {
                    chunks.Add(new(layout.Address + (i * chunkBytes), chunkBytes, 0, i, null, false));
                }

                break;
            case 3:
                Hdf5ChunkArrays.Fixed(source, layout.Address, filtered, chunkCount, chunkBytes, chunks, path);
                break;
            case 4:
                Hdf5ChunkArrays.Extensible(source, layout.Address, filtered, chunkCount, chunkBytes, chunks, path);
                break;
            default:
                Tree2(source, layout.Address, filtered, chunkBytes, rank, chunks, path);
                break;
        }
    }

    private static void Tree1(Hdf5Source source, long address, int? level, int rank, List<Hdf5StoredChunk> chunks, HashSet<long> visited, string path)
    {
        int prefixSize = 8 + (2 * source.OffsetSize), keySize = 8 + (8 * (rank + 1));
        var prefix = new Hdf5Cursor(source, source.ReadBlock(address, prefixSize, path, What), path, What);
        prefix.Expect("TREE"u8);
        int type = prefix.U8(), height = prefix.U8(), count = prefix.U16();
        if (type != 1 || (level is not null && height != level) || !visited.Add(address))
        {
            throw prefix.Fail("a tree of chunks, each node once", $"type {type}, level {height}");
        }

        byte[] block = source.ReadBlock(address + prefixSize, ((long)count * (keySize + source.OffsetSize)) + keySize, path, What);
        var cursor = new Hdf5Cursor(source, block, path, What);
        for (int i = 0; i < count; i++)
        {
            uint size = cursor.U32(), mask = cursor.U32();
            var offsets = new long[rank];
            for (int j = 0; j < rank; j++)
            {
                offsets[j] = cursor.Unsigned(8);
            }

            cursor.Skip(8);
            long child = cursor.Offset();
            if (height > 0)
            {
                Tree1(source, child, height - 1, rank, chunks, visited, path);
            }
            else
            {
                chunks.Add(new(child, size, mask, 0, offsets, false));
            }
        }
    }

    private static void Tree2(Hdf5Source source, long address, bool filtered, int chunkBytes, int rank, List<Hdf5StoredChunk> chunks, string path) =>
        Hdf5BTree2.ForEach(source, address, filtered ? 11 : 10, path, record =>
        {
            var cursor = new Hdf5Cursor(source, record, path, What);
            long child = cursor.Offset(), size = chunkBytes;
            uint mask = 0;
            if (filtered)
            {
                int width = record.Length - source.OffsetSize - 4 - (8 * rank);
                if (width is < 1 or > 8)
                {
                    throw cursor.Fail("a chunk size of 1 to 8 bytes", $"{width}");
                }

                size = cursor.Unsigned(width);
                mask = cursor.U32();
            }

            var offsets = new long[rank];
            for (int i = 0; i < rank; i++)
            {
                offsets[i] = cursor.Unsigned(8);
            }

            chunks.Add(new(child, size, mask, 0, offsets, true));
        });
}
