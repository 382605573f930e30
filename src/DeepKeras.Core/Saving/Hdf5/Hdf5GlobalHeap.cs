namespace DeepKeras.Saving.Hdf5;

/// <summary>Global heap collections, where text of variable length lies; each is read once.</summary>
internal sealed class Hdf5GlobalHeap(Hdf5Source source)
{
    private readonly Dictionary<long, Dictionary<int, ReadOnlyMemory<byte>>> collections = [];

    public ReadOnlyMemory<byte> Find(long address, uint index, string path)
    {
        if (!collections.TryGetValue(address, out Dictionary<int, ReadOnlyMemory<byte>>? objects))
        {
            collections.Add(address, objects = Read(address, path));
        }

        return objects.TryGetValue((int)Math.Min(index, int.MaxValue), out ReadOnlyMemory<byte> found)
            ? found
            : throw source.Fail(path, $"text {index} in the global heap at {address}", "none");
    }

    private Dictionary<int, ReadOnlyMemory<byte>> Read(long address, string path)
    {
        const string What = "global heap";
        var prefix = new Hdf5Cursor(source, source.ReadBlock(address, 8 + source.LengthSize, path, What), path, What);
        prefix.Expect("GCOL"u8);
        prefix.ExpectVersion(1);
        prefix.Skip(3);
        ReadOnlyMemory<byte> block = source.ReadBlock(address, prefix.Length(), path, What);
        var cursor = new Hdf5Cursor(source, block.Span, path, What);
        cursor.Skip(8 + source.LengthSize);
        var objects = new Dictionary<int, ReadOnlyMemory<byte>>();
        while (cursor.Remaining >= 8 + source.LengthSize)
        {
            int index = cursor.U16();
            cursor.Skip(6);
            long size = cursor.Length();
            if (index == 0)
            {
                break;
            }

            int start = cursor.Position;
            cursor.Skip(size);
            if (!objects.TryAdd(index, block.Slice(start, (int)size)))
            {
                throw cursor.Fail("each number once", $"{index} twice");
            }

            cursor.Skip(Math.Min(-size & 7, cursor.Remaining));
        }

        return objects;
    }
}
