namespace DeepKeras.Training;

/// <summary>
/// Rows in batches: copies the rows of each batch, in an epoch's order, into buffers that are used again and again. Where the rows stay in
/// their order, a batch is a view of the data and nothing is copied.
/// </summary>
internal sealed unsafe class Batches
{
    private readonly HostArray[] sources;
    private readonly int batchSize;
    private readonly int[] order;
    private readonly HostArray[][] buffers;
    private readonly Dictionary<int, HostArray[][]> partial = [];
    private readonly ulong[] words = new ulong[1024];
    private int turn;

    public Batches(HostArray[] sources, int rows, int batchSize)
    {
        this.sources = sources;
        this.batchSize = Math.Min(batchSize, Math.Max(1, rows));
        Rows = rows;
        order = [.. Enumerable.Range(0, rows)];
        buffers = Buffers(this.batchSize);
    }

    public int Rows { get; }

    /// <summary>Batches in one pass, the last one perhaps smaller.</summary>
    public int Count => (Rows + batchSize - 1) / batchSize;

    /// <summary>Puts the rows in an order that is a function of the seed alone (Fisher and Yates, on Philox's words).</summary>
    public void Shuffle(ulong seed)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        ulong block = 0;
        int used = words.Length;
        for (int i = order.Length - 1; i > 0; i--)
        {
            if (used == words.Length)
            {
                Philox.Words(words, seed, block++);
                used = 0;
            }

            // The high half of a 64 by 32 bit product is uniform but for less than 2⁻³².
            int j = (int)(((UInt128)words[used++] * (ulong)(i + 1)) >> 64);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>The arrays of a batch; they hold until the one after the next is asked for.</summary>
    public HostArray[] Get(int batch)
    {
        int start = batch * batchSize;
        int count = Math.Min(batchSize, Rows - start);
        HostArray[][] sets = count == batchSize ? buffers : Partial(count);
        HostArray[] arrays = sets[turn++ & 1];
        for (int i = 0; i < sources.Length; i++)
        {
            Gather(sources[i], arrays[i], order.AsSpan(start, count));
        }

        return arrays;
    }

    private static void Gather(HostArray source, HostArray target, ReadOnlySpan<int> rows)
    {
        if (source.Type == DType.String)
        {
            long width = source.Shape[0] == 0 ? 0 : source.Elements / source.Shape[0];
            for (int i = 0; i < rows.Length; i++)
            {
                target.CopyFrom(source, rows[i] * width, i * width, width);
            }

            return;
        }

        int size = source.Shape[0] == 0 ? 0 : source.Bytes.Length / source.Shape[0];
        byte* from = source.Pointer;
        byte* to = target.Pointer;
        if (size == 4)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                ((int*)to)[i] = ((int*)from)[rows[i]];
            }

            return;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Buffer.MemoryCopy(from + ((long)rows[i] * size), to + ((long)i * size), size, size);
        }
    }

    private HostArray[][] Partial(int count)
    {
        if (!partial.TryGetValue(count, out HostArray[][]? sets))
        {
            partial.Add(count, sets = Buffers(count));
        }

        return sets;
    }

    private HostArray[][] Buffers(int rows) =>
        [.. Enumerable.Range(0, 2).Select(_ => sources.Select(source => new HostArray(source.Type, source.Shape.With(0, rows))).ToArray())];
}
