namespace DeepKeras.Saving.Hdf5;

/// <summary>Walks B-trees of version 2, which index large groups, many attributes and some chunks.</summary>
internal static class Hdf5BTree2
{
    private const string What = "B-tree";

    /// <summary>The bytes around the records of a node: signature, version, type, checksum.</summary>
    private const int Overhead = 10;

    public delegate void Visit(ReadOnlySpan<byte> record);

    /// <summary>Calls <paramref name="visit"/> on each record, in order.</summary>
    public static void ForEach(Hdf5Source source, long address, int type, string path, Visit visit)
    {
        byte[] header = source.ReadBlock(address, 22 + source.OffsetSize + source.LengthSize, path, What);
        Hdf5Checksum.Verify(source, header, path, What);
        var cursor = new Hdf5Cursor(source, header, path, What);
        cursor.Expect("BTHD"u8);
        cursor.ExpectVersion(0);
        cursor.ExpectVersion(type);
        uint nodeSize = cursor.U32();
        int recordSize = cursor.U16(), depth = cursor.U16();
        cursor.Skip(2);
        long root = cursor.Offset();
        int records = cursor.U16();
        if (root == Hdf5Source.Undefined)
        {
            return;
        }

        if (recordSize == 0 || depth > 16 || nodeSize < Overhead + recordSize || nodeSize > 1 << 24)
        {
            throw cursor.Fail("nodes that hold a record, at most 16 levels", $"{nodeSize} bytes, records of {recordSize}, {depth} levels");
        }

        // What a pointer to a child takes depends on how many records may lie below it.
        var sizes = new PointerSizes[depth + 1];
        long leafRecords = (nodeSize - Overhead) / recordSize;
        int countSize = EncodedSize(leafRecords);
        sizes[0] = new(0, 0, leafRecords);
        for (int level = 1; level <= depth; level++)
        {
            int totalSize = level > 1 ? EncodedSize(sizes[level - 1].Total) : 0;
            int pointer = source.OffsetSize + countSize + totalSize;
            long fan = (nodeSize - Overhead - pointer) / (recordSize + pointer);
            long total = (long)UInt128.Min(((UInt128)(ulong)fan + 1) * (ulong)sizes[level - 1].Total + (ulong)fan, (UInt128)long.MaxValue);
            sizes[level] = new(countSize, totalSize, total);
        }

        Walk(source, root, type, records, recordSize, depth, sizes, [], path, visit);
    }

    private static int EncodedSize(long limit) => ((63 - (int)long.LeadingZeroCount(Math.Max(1, limit))) / 8) + 1;

    private static void Walk(
        Hdf5Source source, long address, int type, int count, int recordSize, int level, PointerSizes[] sizes, HashSet<long> visited, string path, Visit visit)
    {
        PointerSizes size = sizes[level];
        long pointers = level == 0 ? 0 : (count + 1L) * (source.OffsetSize + size.Count + size.Below);
        byte[] block = source.ReadBlock(address, Overhead + ((long)count * recordSize) + pointers, path, What);
        Hdf5Checksum.Verify(source, block, path, What);
        var cursor = new Hdf5Cursor(source, block, path, What);
        cursor.Expect(level == 0 ? "BTLF"u8 : "BTIN"u8);
        cursor.ExpectVersion(0);
        cursor.ExpectVersion(type);
        if (!visited.Add(address))
        {
            throw cursor.Fail("each node once", "a loop");
        }

        ReadOnlySpan<byte> records = cursor.Take((long)count * recordSize);
        for (int i = 0; i <= count; i++)
        {
            if (level > 0)
            {
                long child = cursor.Offset();
                int childCount = (int)Math.Min(cursor.Unsigned(size.Count), int.MaxValue / 2);
                cursor.Skip(size.Below);
                Walk(source, child, type, childCount, recordSize, level - 1, sizes, visited, path, visit);
            }

            if (i < count)
            {
                visit(records.Slice(i * recordSize, recordSize));
            }
        }
    }

    /// <param name="Count">The bytes of a child's number of records.</param>
    /// <param name="Below">The bytes of the number of all records below a child.</param>
    /// <param name="Total">The most records at this level and below.</param>
    private readonly record struct PointerSizes(int Count, int Below, long Total);
}
