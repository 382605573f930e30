namespace DeepKeras.Saving.Hdf5;

/// <summary>How a dataset's bytes are laid out.</summary>
internal enum Hdf5Storage
{
    /// <summary>In the object header.</summary>
    Compact,

    /// <summary>In one piece.</summary>
    Contiguous,

    /// <summary>In blocks of one shape, each found by an index.</summary>
    Chunked,
}

/// <summary>A layout message. Datasets whose bytes lie elsewhere (virtual ones) are refused.</summary>
internal sealed class Hdf5Layout
{
    public Hdf5Storage Storage { get; private init; }

    /// <summary>The bytes of a compact dataset.</summary>
    public ReadOnlyMemory<byte> Compact { get; private init; }

    /// <summary>The address of a contiguous dataset's bytes, of a chunked one's index, or <see cref="Hdf5Source.Undefined"/> where nothing is stored.</summary>
    public long Address { get; private init; }

    /// <summary>The stored bytes of a contiguous dataset.</summary>
    public long Size { get; private init; }

    /// <summary>The extents of a chunk, in elements.</summary>
    public long[] Chunk { get; private init; } = [];

    /// <summary>0 for a B-tree of version 1, else the index type of layout version 4.</summary>
    public int Index { get; private init; }

    /// <summary>Whether chunks that reach over the edge are stored unfiltered.</summary>
    public bool PlainEdges { get; private init; }

    /// <summary>Of a single chunk that is filtered: its stored size and its filter mask.</summary>
    public (long Size, uint Mask)? Single { get; private init; }

    public static Hdf5Layout Parse(Hdf5Source source, ReadOnlyMemory<byte> body, Hdf5Dataspace space, int elementSize, string path)
    {
        var cursor = new Hdf5Cursor(source, body.Span, path, "layout message");
        int version = cursor.U8(), kind = cursor.U8();
        if (version is not (3 or 4))
        {
            throw cursor.Fail("version 3 or 4", $"{version}");
        }

        switch (kind)
        {
            case 0:
                int length = cursor.U16();
                int start = cursor.Position;
                cursor.Skip(length);
                return new() { Storage = Hdf5Storage.Compact, Compact = body.Slice(start, length) };
            case 1:
                return new() { Storage = Hdf5Storage.Contiguous, Address = cursor.Offset(), Size = cursor.Length() };
            case 2:
                return version == 3 ? ParseChunked3(ref cursor, space, elementSize) : ParseChunked4(ref cursor, space, elementSize);
            case 3:
                throw source.Fail(path, "a dataset of this file", "a virtual dataset");
            default:
                throw cursor.Fail("compact, contiguous or chunked storage", $"class {kind}");
        }
    }

    private static Hdf5Layout ParseChunked3(scoped ref Hdf5Cursor cursor, Hdf5Dataspace space, int elementSize)
    {
        int rank = cursor.U8() - 1;
        long address = cursor.Offset();
        long[] chunk = Extents(ref cursor, rank, 4, space, elementSize);
        return new() { Storage = Hdf5Storage.Chunked, Address = address, Chunk = chunk };
    }

    private static Hdf5Layout ParseChunked4(scoped ref Hdf5Cursor cursor, Hdf5Dataspace space, int elementSize)
    {
        int flags = cursor.U8(), rank = cursor.U8() - 1, width = cursor.U8();
        if (width is 0 or > 8)
        {
            throw cursor.Fail("extents of 1 to 8 bytes", $"{width}");
        }

        long[] chunk = Extents(ref cursor, rank, width, space, elementSize);
        int index = cursor.U8();
        (long, uint)? single = null;
        switch (index)
        {
            case 1:
                single = (flags & 2) != 0 ? (cursor.Length(), cursor.U32()) : null;
                break;
            case 2:
                break;
            case 3:
                cursor.Skip(1);
                break;
            case 4:
                cursor.Skip(5);
                break;
            case 5:
                cursor.Skip(6);
                break;
            default:
                throw cursor.Fail("a chunk index of type 1 to 5", $"{index}");
        }

        return new() { Storage = Hdf5Storage.Chunked, Address = cursor.Offset(), Chunk = chunk, Index = index, Single = single, PlainEdges = (flags & 1) != 0 };
    }

    private static long[] Extents(scoped ref Hdf5Cursor cursor, int rank, int width, Hdf5Dataspace space, int elementSize)
    {
        if (rank != space.Shape.Length || rank == 0)
        {
            throw cursor.Fail($"chunks of {space.Shape.Length} dimensions", $"{rank}");
        }

        var chunk = new long[rank];
        UInt128 bytes = (ulong)elementSize;
        for (int i = 0; i < rank; i++)
        {
            chunk[i] = cursor.Unsigned(width);
            bytes = bytes > int.MaxValue ? bytes : bytes * (ulong)chunk[i];
        }

        long stored = cursor.Unsigned(width);

        // A chunk is held in memory: no larger than the dataset itself, or 16 MiB where the dataset is to grow.
        if (bytes == 0 || bytes > (ulong)Math.Max(16L << 20, Math.Min(Array.MaxLength / 2, space.Count * elementSize)) || stored != elementSize)
        {
            throw cursor.Fail($"chunks no larger than the dataset, of elements of {elementSize} bytes", $"({string.Join(", ", chunk)}) of {stored} bytes");
        }

        return chunk;
    }
}
