using System.Numerics;

namespace DeepKeras.Saving.Hdf5;

/// <summary>A fractal heap, where large groups keep their links and attributes.</summary>
internal sealed class Hdf5FractalHeap
{
    private const string What = "fractal heap";
    private readonly Hdf5Source source;
    private readonly string path;
    private readonly long address, hugeTree, root;
    private readonly long startSize, maximalDirectSize;
    private readonly int width, offsetBytes, lengthBytes, rows;
    private readonly bool checksums;
    private readonly Dictionary<long, byte[]> blocks = [];
    private Dictionary<long, (long Address, long Length)>? huge;

    public Hdf5FractalHeap(Hdf5Source source, long address, string path)
    {
        this.source = source;
        this.address = address;
        this.path = path;
        int size = 26 + (3 * source.OffsetSize) + (12 * source.LengthSize);
        byte[] block = source.ReadBlock(address, size, path, What);
        Hdf5Checksum.Verify(source, block, path, What);
        var cursor = new Hdf5Cursor(source, block, path, What);
        cursor.Expect("FRHP"u8);
        cursor.ExpectVersion(0);
        IdLength = cursor.U16();
        int filters = cursor.U16();
        checksums = (cursor.U8() & 2) != 0;
        uint maximalObject = cursor.U32();
        cursor.Skip(source.LengthSize);
        hugeTree = cursor.Offset();
        cursor.Skip((9 * source.LengthSize) + source.OffsetSize);
        width = cursor.U16();
        startSize = cursor.Length();
        maximalDirectSize = cursor.Length();
        int heapBits = cursor.U16();
        cursor.Skip(2);
        root = cursor.Offset();
        rows = cursor.U16();
        if (filters != 0)
        {
            throw cursor.Fail("no filters", "some");
        }

        if (width is 0 or > 1024 || !long.IsPow2(startSize) || !long.IsPow2(maximalDirectSize) || startSize > maximalDirectSize || startSize < 32
            || maximalDirectSize > 1 << 30 || heapBits is 0 or > 64 || IdLength is < 3 or > 64 || rows > 128)
        {
            throw cursor.Fail("a doubling table", $"width {width}, blocks of {startSize} to {maximalDirectSize}, {heapBits} bits");
        }

        offsetBytes = (heapBits + 7) / 8;
        int directBytes = (BitOperations.Log2((ulong)maximalDirectSize) + 7) / 8;
        lengthBytes = Math.Min(directBytes, (BitOperations.Log2(Math.Max(1, maximalObject)) / 8) + 1);
    }

    /// <summary>The bytes of an object's name in this heap.</summary>
    public int IdLength { get; }

    /// <summary>The object of a name.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> id)
    {
        var cursor = new Hdf5Cursor(source, id, path, "heap ID");
        int first = cursor.U8();
        switch (first >> 4)
        {
            case 0:
                long offset = cursor.Unsigned(offsetBytes), length = cursor.Unsigned(lengthBytes);
                return ReadManaged(offset, length);
            case 1:
                return ReadHuge(cursor.Unsigned(Math.Min(8, cursor.Remaining)));
            case 2:
                return id.Length <= 18
                    ? cursor.Take((first & 15) + 1)
                    : cursor.Take((((first & 15) << 8) | cursor.U8()) + 1);
            default:
                throw cursor.Fail("a managed, huge or tiny object", $"kind {first >> 4}");
        }
    }

    private ReadOnlySpan<byte> ReadHuge(long id)
    {
        if (huge is null)
        {
            var found = new Dictionary<long, (long, long)>();
            Hdf5BTree2.ForEach(source, hugeTree, 1, path, record =>
            {
                var cursor = new Hdf5Cursor(source, record, path, "huge object");
                long at = cursor.Offset(), length = cursor.Length();
                found[cursor.Length()] = (at, length);
            });
            huge = found;
        }

        return huge.TryGetValue(id, out (long Address, long Length) place)
            ? source.ReadBlock(place.Address, place.Length, path, "huge object")
            : throw source.Fail(path, $"huge object {id} in the heap", "none");
    }

    private ReadOnlySpan<byte> ReadManaged(long offset, long length)
    {
        long block = root, blockStart = 0;
        int blockRows = rows;
        while (blockRows > 0)
        {
            // Rows 0 and 1 hold blocks of the starting size, each further row of twice the size before.
            long within = offset - blockStart;
            long row = within / width < startSize ? 0 : BitOperations.Log2((ulong)(within / width / startSize)) + 1;
            if (row >= blockRows)
            {
                throw source.Fail(path, $"a heap object within {blockRows} rows", $"row {row}");
            }

            long size = row == 0 ? startSize : startSize << (int)(row - 1);
            long rowStart = row == 0 ? 0 : size * width;
            long column = (within - rowStart) / size;
            block = ReadIndirect(block, blockStart, blockRows, (row * width) + column);
            blockStart += rowStart + (column * size);
            blockRows = size <= maximalDirectSize ? 0 : BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)(startSize * width)) + 1;
            if (blockRows == 0)
            {
                return Slice(ReadDirect(block, size, blockStart), offset - blockStart, length);
            }
        }

        return Slice(ReadDirect(block, startSize, 0), offset, length);
    }

    private ReadOnlySpan<byte> Slice(byte[] block, long start, long length) =>
        start >= 0 && length >= 0 && start <= block.Length - length
            ? block.AsSpan((int)start, (int)length)
            : throw source.Fail(path, $"a heap object within its block of {block.Length} bytes", $"{length} bytes at {start}");

    private byte[] ReadDirect(long at, long size, long start)
    {
        if (blocks.TryGetValue(at, out byte[]? block))
        {
            return block;
        }

        block = source.ReadBlock(at, size, path, What);
        CheckPrefix("FHDB"u8, block, start);
        if (checksums)
        {
            // The checksum was made while its own field, after the prefix, was zero.
            int field = 5 + source.OffsetSize + offsetBytes;
            byte[] copy = [.. block.AsSpan(0, field), 0, 0, 0, 0, .. block.AsSpan(field + 4)];
            if (Hdf5Checksum.Lookup3(copy) != System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(field)))
            {
                throw source.Fail(path, "a heap block that fits its checksum", "another");
            }
        }

        blocks.Add(at, block);
        return block;
    }

    private long ReadIndirect(long at, long start, int blockRows, long index)
    {
        int directRows = Math.Min(blockRows, BitOperations.Log2((ulong)maximalDirectSize) - BitOperations.Log2((ulong)startSize) + 2);
        long children = (long)directRows * width + ((long)(blockRows - directRows) * width);
        int prefix = 5 + source.OffsetSize + offsetBytes;
        if (!blocks.TryGetValue(at, out byte[]? block))
        {
            block = source.ReadBlock(at, prefix + (children * source.OffsetSize) + 4, path, What);
            Hdf5Checksum.Verify(source, block, path, What);
            CheckPrefix("FHIB"u8, block, start);
            blocks.Add(at, block);
        }

        var cursor = new Hdf5Cursor(source, block, path, What);
        cursor.Skip(prefix + (index * source.OffsetSize));
        return cursor.Offset();
    }

    private void CheckPrefix(ReadOnlySpan<byte> signature, byte[] block, long start)
    {
        var cursor = new Hdf5Cursor(source, block, path, What);
        cursor.Expect(signature);
        cursor.ExpectVersion(0);
        if (cursor.Offset() != address || cursor.Unsigned(offsetBytes) != start)
        {
            throw cursor.Fail($"a block of this heap at {start}", "another");
        }
    }
}
