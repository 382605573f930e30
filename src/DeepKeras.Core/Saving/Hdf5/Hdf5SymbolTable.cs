namespace DeepKeras.Saving.Hdf5;

/// <summary>The members of a group of the older kind: a B-tree of symbol table nodes, with the names in a local heap.</summary>
internal static class Hdf5SymbolTable
{
    public static List<Hdf5Link> Read(Hdf5Source source, ReadOnlySpan<byte> message, string path)
    {
        var cursor = new Hdf5Cursor(source, message, path, "symbol table message");
        long tree = cursor.Offset(), heap = cursor.Offset();
        byte[] names = ReadHeap(source, heap, path);
        var links = new List<Hdf5Link>();
        ReadNode(source, tree, level: null, names, links, [], path);
        return links;
    }

    private static byte[] ReadHeap(Hdf5Source source, long address, string path)
    {
        byte[] block = source.ReadBlock(address, 8 + (2 * source.LengthSize) + source.OffsetSize, path, "local heap");
        var cursor = new Hdf5Cursor(source, block, path, "local heap");
        cursor.Expect("HEAP"u8);
        cursor.ExpectVersion(0);
        cursor.Skip(3);
        long size = cursor.Length();
        cursor.Skip(source.LengthSize);
        return source.ReadBlock(cursor.Offset(), size, path, "local heap");
    }

    private static void ReadNode(Hdf5Source source, long address, int? level, byte[] names, List<Hdf5Link> links, HashSet<long> visited, string path)
    {
        byte[] prefix = source.ReadBlock(address, 8 + (2 * source.OffsetSize), path, "B-tree");
        var cursor = new Hdf5Cursor(source, prefix, path, "B-tree");
        cursor.Expect("TREE"u8);
        int type = cursor.U8(), height = cursor.U8(), count = cursor.U16();
        if (type != 0 || (level is not null && height != level) || !visited.Add(address))
        {
            throw cursor.Fail("a tree of group nodes", $"type {type}, level {height}{(visited.Contains(address) ? ", or a loop" : "")}");
        }

        byte[] block = source.ReadBlock(
            address + prefix.Length, ((count + 1L) * source.LengthSize) + ((long)count * source.OffsetSize), path, "B-tree");
        cursor = new Hdf5Cursor(source, block, path, "B-tree");
        for (int i = 0; i < count; i++)
        {
            cursor.Skip(source.LengthSize);
            long child = cursor.Offset();
            if (height > 0)
            {
                ReadNode(source, child, height - 1, names, links, visited, path);
            }
            else
            {
                ReadLeaf(source, child, names, links, visited, path);
            }
        }
    }

    private static void ReadLeaf(Hdf5Source source, long address, byte[] names, List<Hdf5Link> links, HashSet<long> visited, string path)
    {
        byte[] prefix = source.ReadBlock(address, 8, path, "symbol table");
        var cursor = new Hdf5Cursor(source, prefix, path, "symbol table");
        cursor.Expect("SNOD"u8);
        cursor.ExpectVersion(1);
        cursor.Skip(1);
        int count = cursor.U16();
        if (!visited.Add(address))
        {
            throw cursor.Fail("each node once", "a loop");
        }

        byte[] block = source.ReadBlock(address + 8, (long)count * (24 + (2 * source.OffsetSize)), path, "symbol table");
        cursor = new Hdf5Cursor(source, block, path, "symbol table");
        for (int i = 0; i < count; i++)
        {
            long name = cursor.Unsigned(source.OffsetSize), header = cursor.Offset();
            uint cache = cursor.U32();
            cursor.Skip(20);
            if (name >= names.Length)
            {
                throw cursor.Fail($"a name within the heap of {names.Length} bytes", $"{name}");
            }

            var text = new Hdf5Cursor(source, names.AsSpan((int)name), path, "local heap");
            links.Add(new Hdf5Link(text.Text(), header, cache == 2 ? "soft link" : null));
        }
    }
}
