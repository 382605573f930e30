namespace DeepKeras.Saving.Hdf5;

/// <summary>Reads the chunks of a dataset through whichever index they have.</summary>
internal sealed class Hdf5Chunks
{
    private readonly Hdf5Source source;
    private readonly Hdf5Layout layout;
    private readonly Hdf5Filters filters;

    /// <summary>The dimensions from the one whose chunks are numbered slowest; the extensible array puts the one that grows first.</summary>
    private readonly int[] order;

    /// <summary>The chunks along each dimension: those there are, and those that numbers leave room for.</summary>
    private readonly long[] shape, grid, numbered;
    private readonly int elementSize, chunkBytes;
    private readonly long chunkCount;
    private readonly string path;
    private readonly HashSet<long> seen = [];

    public Hdf5Chunks(Hdf5Source source, Hdf5Layout layout, Hdf5Filters filters, Hdf5Dataspace space, int elementSize, string path)
    {
        this.source = source;
        this.layout = layout;
        this.filters = filters;
        this.elementSize = elementSize;
        this.path = path;
        shape = space.Shape;
        int rank = shape.Length, growing = layout.Index == 4 ? Array.IndexOf(space.Maximal, Hdf5Dataspace.Unlimited) : 0;
        if (growing < 0)
        {
            throw source.Fail(path, "a dimension that grows under an extensible array", $"({string.Join(", ", space.Maximal)})");
        }

        order = [growing, .. Enumerable.Range(0, rank).Where(i => i != growing)];
        grid = new long[rank];
        numbered = new long[rank];
        UInt128 count = 1;
        long bytes = elementSize;
        for (int i = 0; i < rank; i++)
        {
            grid[i] = ((shape[i] - 1) / layout.Chunk[i]) + 1;
            bool arrays = layout.Index is 2 or 3 or 4 && space.Maximal[i] != Hdf5Dataspace.Unlimited;
            numbered[i] = arrays ? ((space.Maximal[i] - 1) / layout.Chunk[i]) + 1 : grid[i];
            count = count > long.MaxValue ? count : count * (ulong)numbered[i];
            bytes *= layout.Chunk[i];
        }

        chunkCount = count <= long.MaxValue ? (long)count : throw source.Fail(path, "fewer than 2^63 chunks", $"({string.Join(", ", numbered)})");
        chunkBytes = (int)bytes;
    }

    public void Read(Span<byte> into)
    {
        var chunks = new List<Hdf5StoredChunk>();
        Hdf5ChunkIndex.Collect(source, layout, filters.Any, chunkCount, chunkBytes, shape.Length, path, chunks);
        long[] at = new long[shape.Length];
        foreach (Hdf5StoredChunk chunk in chunks)
        {
            if (chunk.Address != Hdf5Source.Undefined && Locate(chunk, at))
            {
                Copy(Load(chunk, at), at, into);
            }
        }
    }

    /// <summary>Where the chunk starts, in elements; false where it lies outside a dataset that has shrunk.</summary>
    private bool Locate(Hdf5StoredChunk chunk, long[] at)
    {
        long number = chunk.Number, unique = 0;
        for (int i = order.Length - 1; i >= 0 && chunk.Offsets is null; i--)
        {
            at[order[i]] = number % numbered[order[i]];
            number /= numbered[order[i]];
        }

        for (int i = 0; i < at.Length; i++)
        {
            if (chunk.Offsets is { } offsets)
            {
                at[i] = chunk.Scaled ? offsets[i] : offsets[i] / layout.Chunk[i];
                if (!chunk.Scaled && offsets[i] % layout.Chunk[i] != 0)
                {
                    throw source.Fail(path, "chunks on a grid", $"one at ({string.Join(", ", offsets)})");
                }
            }

            if (at[i] >= grid[i])
            {
                return false;
            }

            unique = (unique * grid[i]) + at[i];
            at[i] *= layout.Chunk[i];
        }

        return seen.Add(unique) ? true : throw source.Fail(path, "each chunk once", $"the one at ({string.Join(", ", at)}) twice");
    }

    private byte[] Load(Hdf5StoredChunk chunk, long[] at)
    {
        bool edge = false;
        for (int i = 0; i < at.Length; i++)
        {
            edge |= at[i] + layout.Chunk[i] > shape[i];
        }

        bool filtered = filters.Any && !(edge && layout.PlainEdges);
        long size = chunk.Size;
        if (size > (2L * chunkBytes) + 1024 || (!filtered && size != chunkBytes))
        {
            throw source.Fail(path, $"a chunk of {chunkBytes} bytes", $"{size} stored");
        }

        source.Check(chunk.Address, size, path, "chunk");
        var stored = new byte[size];
        source.Read(chunk.Address, stored, path, "chunk");
        return filtered ? filters.Undo(stored, chunk.Mask, chunkBytes) : stored;
    }

    /// <summary>Copies the part of a chunk that lies inside the dataset, row by row.</summary>
    private void Copy(ReadOnlySpan<byte> chunk, long[] at, Span<byte> into)
    {
        int rank = shape.Length, last = rank - 1;
        int row = (int)Math.Min(layout.Chunk[last], shape[last] - at[last]) * elementSize;
        var index = new long[rank];
        while (true)
        {
            long from = 0, to = 0;
            for (int i = 0; i < rank; i++)
            {
                from = (from * layout.Chunk[i]) + index[i];
                to = (to * shape[i]) + at[i] + index[i];
            }

            chunk.Slice((int)(from * elementSize), row).CopyTo(into[(int)(to * elementSize)..]);
            int dimension = last - 1;
            while (dimension >= 0 && ++index[dimension] >= Math.Min(layout.Chunk[dimension], shape[dimension] - at[dimension]))
            {
                index[dimension--] = 0;
            }

            if (dimension < 0)
            {
                return;
            }
        }
    }
}
