using System.Buffers.Binary;
using System.Text;

namespace DeepKeras.Saving.Hdf5;

/// <summary>
/// Lays out a file: all metadata in front, built in memory, with the addresses of the values that follow; then the values, streamed.
/// Field by field after the HDF5 file format specification, version 1 of its structures, as libhdf5 writes them for "earliest".
/// </summary>
internal sealed class Hdf5WriterLayout
{
    private const ulong Undefined = ulong.MaxValue;

    /// <summary>Entries in a symbol table node, and children of a tree node: twice the superblock's K of leaves and of internal nodes.</summary>
    private const int LeafEntries = 8;
    private const int TreeChildren = 32;

    private readonly Hdf5Block file = new();
    private readonly Hdf5HeapBuilder heap;
    private readonly List<(Hdf5WriterData Data, int Patch, byte[]? Bytes)> values = [];

    public Hdf5WriterLayout(Hdf5WriterNode root)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("values are written as they lie in memory, which is little-endian.");
        }

        heap = new Hdf5HeapBuilder(file);
        file.Zeros(96);
        (ulong header, ulong tree, ulong names) = WriteGroup(root);
        heap.Finish();
        long position = file.Length;
        foreach ((Hdf5WriterData data, int patch, _) in values)
        {
            if (data.ByteLength > 0)
            {
                position = Align(position);
                BinaryPrimitives.WriteInt64LittleEndian(file.At(patch, 8), position);
                position += data.ByteLength;
            }
        }

        WriteSuperblock((ulong)position, header, tree, names);
    }

    public void Write(Stream stream, CancellationToken cancellation)
    {
        stream.Write(file.Bytes);
        long position = file.Length;
        ReadOnlySpan<byte> padding = [0, 0, 0, 0, 0, 0, 0, 0];
        foreach ((Hdf5WriterData data, _, byte[]? bytes) in values)
        {
            cancellation.ThrowIfCancellationRequested();
            if (data.ByteLength == 0)
            {
                continue;
            }

            stream.Write(padding[..(int)(Align(position) - position)]);
            position = Align(position) + data.ByteLength;
            if (bytes is not null)
            {
                stream.Write(bytes);
                continue;
            }

            using var counted = new Hdf5ValueStream(stream, data.Path, data.ByteLength, cancellation);
            data.Write!(counted);
            counted.Finish();
        }
    }

    private static long Align(long position) => (position + 7) & ~7L;

    private void WriteSuperblock(ulong end, ulong header, ulong tree, ulong names)
    {
        var block = new Hdf5Block();
        block.Raw([0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0, 0, 0, 0, 0, 8, 8, 0]);
        block.U16(LeafEntries / 2).U16(TreeChildren / 2).U32(0);
        block.U64(0).U64(Undefined).U64(end).U64(Undefined);
        block.U64(0).U64(header).U32(1).U32(0).U64(tree).U64(names);
        block.Bytes.CopyTo(file.At(0, block.Length));
    }

    private (ulong Header, ulong Tree, ulong Names) WriteGroup(Hdf5WriterNode group)
    {
        // Members lie sorted by the bytes of their names, as the tree is searched.
        (byte[] Name, Hdf5WriterNode Node)[] members = [.. group.Children!.Select(child => (Encoding.UTF8.GetBytes(child.Key), child.Value))];
        Array.Sort(members, (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));

        var entries = new List<(int Name, Hdf5Block Entry)>();
        var names = new Hdf5Block().Zeros(8);
        foreach ((byte[] name, Hdf5WriterNode node) in members)
        {
            var entry = new Hdf5Block();
            entry.U64((ulong)names.Length);
            if (node.Data is null)
            {
                (ulong header, ulong childTree, ulong childNames) = WriteGroup(node);
                entry.U64(header).U32(1).U32(0).U64(childTree).U64(childNames);
            }
            else
            {
                entry.U64(WriteDataset(node)).Zeros(24);
            }

            entries.Add((names.Length, entry));
            names.Raw(name).Zeros(1).Pad8();
        }

        // The heap ends in a free block: what follows it (1: none) and its size.
        int used = names.Length;
        names.U64(1).U64((ulong)Math.Max(16, 88 - used)).Zeros(Math.Max(0, 88 - used - 16));
        ulong heapAddress = file.Position;
        file.Raw("HEAP"u8).U32(0).U64((ulong)names.Length).U64((ulong)used).U64(heapAddress + 32).Raw(names.Bytes);

        ulong tree = WriteTree(entries);
        var symbolTable = new Hdf5Block().U64(tree).U64(heapAddress);
        return (WriteHeader([(0x11, 0, symbolTable), .. Attributes(group)]), tree, heapAddress);
    }

    private ulong WriteTree(List<(int Name, Hdf5Block Entry)> entries)
    {
        var children = new List<(int LastName, ulong Address)>();
        foreach ((int Name, Hdf5Block Entry)[] leaf in entries.Chunk(LeafEntries))
        {
            children.Add((leaf[^1].Name, file.Position));
            file.Raw("SNOD"u8).Raw([1, 0]).U16(leaf.Length);
            foreach ((_, Hdf5Block entry) in leaf)
            {
                file.Raw(entry.Bytes);
            }

            file.Zeros((LeafEntries - leaf.Length) * 40);
        }

        for (int level = 0; ; level++)
        {
            var parents = new List<(int LastName, ulong Address)>();
            (int LastName, ulong Address)[][] nodes = children.Count == 0 ? [[]] : [.. children.Chunk(TreeChildren)];
            ulong first = file.Position;
            const int NodeSize = 24 + (8 * ((2 * TreeChildren) + 1));
            int before = 0;
            for (int i = 0; i < nodes.Length; i++)
            {
                ulong at = file.Position;
                file.Raw("TREE"u8).Raw([0, (byte)level]).U16(nodes[i].Length);
                file.U64(i == 0 ? Undefined : first + (ulong)((i - 1) * NodeSize));
                file.U64(i == nodes.Length - 1 ? Undefined : first + (ulong)((i + 1) * NodeSize));
                file.U64((ulong)before);
                foreach ((int lastName, ulong address) in nodes[i])
                {
                    file.U64(address).U64((ulong)lastName);
                    before = lastName;
                }

                file.Zeros((TreeChildren - nodes[i].Length) * 16);
                parents.Add((before, at));
            }

            if (parents.Count == 1)
            {
                return parents[0].Address;
            }

            children = parents;
        }
    }

    private ulong WriteDataset(Hdf5WriterNode node)
    {
        Hdf5WriterData data = node.Data!;
        byte[]? bytes = null;
        if (node.Strings is { } strings)
        {
            var elements = new Hdf5Block();
            foreach (string text in strings)
            {
                heap.Reference(text, elements);
            }

            bytes = elements.Bytes.ToArray();
        }

        // Fill value: allocated late, written if set (for text at once), the default.
        var fill = new Hdf5Block().Raw([2, 2, (byte)(bytes is null ? 2 : 0), 1, 0, 0, 0, 0]);
        var layout = new Hdf5Block().Raw([3, 1]).U64(Undefined).U64((ulong)data.ByteLength).Pad8();
        ulong address = WriteHeader(
            [(0x01, 0, Dataspace(data.Shape)), (0x03, 1, Datatype(data.Type).Pad8()), (0x05, 1, fill), (0x08, 0, layout), .. Attributes(node)], out int layoutAt);
        values.Add((data, layoutAt + 2, bytes));
        return address;
    }

    private IEnumerable<(int Type, int Flags, Hdf5Block Body)> Attributes(Hdf5WriterNode node)
    {
        var messages = new List<(int, int, Hdf5Block)>();
        foreach (Hdf5WriterAttribute attribute in node.Attributes)
        {
            byte[] name = [.. Encoding.UTF8.GetBytes(attribute.Name), 0];
            Hdf5Block type = Datatype(attribute.Type), space = Dataspace(attribute.Shape);
            var body = new Hdf5Block().U16(1).U16(name.Length).U16(type.Length).U16(space.Length);
            body.Raw(name).Pad8().Raw(type.Bytes).Pad8().Raw(space.Bytes).Pad8();
            if (attribute.Values is IReadOnlyList<string> texts)
            {
                foreach (string text in texts)
                {
                    heap.Reference(text, body);
                }
            }
            else
            {
                foreach (long number in (IReadOnlyList<long>)attribute.Values)
                {
                    body.U64((ulong)number);
                }
            }

            messages.Add((0x0c, 0, body.Pad8()));
        }

        return messages;
    }

    private ulong WriteHeader(ReadOnlySpan<(int Type, int Flags, Hdf5Block Body)> messages) => WriteHeader(messages, out _);

    /// <summary>Writes an object header; <paramref name="layoutAt"/> is where the body of its layout message lies.</summary>
    private ulong WriteHeader(ReadOnlySpan<(int Type, int Flags, Hdf5Block Body)> messages, out int layoutAt)
    {
        layoutAt = 0;
        int size = 0;
        foreach ((_, _, Hdf5Block body) in messages)
        {
            size += 8 + body.Length;
        }

        ulong address = file.Position;
        file.Raw([1, 0]).U16(messages.Length).U32(1).U32((uint)size).U32(0);
        foreach ((int type, int flags, Hdf5Block body) in messages)
        {
            file.U16(type).U16(body.Length).U32((uint)flags);
            layoutAt = type == 0x08 ? file.Length : layoutAt;
            file.Raw(body.Bytes);
        }

        return address;
    }

    private static Hdf5Block Dataspace(long[] shape)
    {
        var block = new Hdf5Block().Raw([1, (byte)shape.Length, (byte)(shape.Length > 0 ? 1 : 0), 0, 0, 0, 0, 0]);
        for (int repeat = 0; repeat < 2; repeat++)
        {
            foreach (long extent in shape)
            {
                block.U64((ulong)extent);
            }
        }

        return block;
    }

    /// <summary>The datatype messages of libhdf5's native little-endian types, unpadded.</summary>
    private static Hdf5Block Datatype(Hdf5Type type)
    {
        var block = new Hdf5Block();
        switch (type)
        {
            case Hdf5Type.Bool:
                return block.Raw([0x18, 2, 0, 0]).U32(1).Raw(Datatype(Hdf5Type.Int8).Bytes).Raw("FALSE\0\0\0TRUE\0\0\0\0"u8).Raw([0, 1]);
            case Hdf5Type.Float16:
                return block.Raw([0x11, 0x20, 15, 0]).U32(2).U16(0).U16(16).Raw([10, 5, 0, 10]).U32(15);
            case Hdf5Type.Float32:
                return block.Raw([0x11, 0x20, 31, 0]).U32(4).U16(0).U16(32).Raw([23, 8, 0, 23]).U32(127);
            case Hdf5Type.Float64:
                return block.Raw([0x11, 0x20, 63, 0]).U32(8).U16(0).U16(64).Raw([52, 11, 0, 52]).U32(1023);
            case Hdf5Type.BFloat16:
                return block.Raw([0x15, 0, 0, 0]).U32(2);
            case Hdf5Type.String:
                return block.Raw([0x19, 1, 1, 0]).U32(16).Raw([0x10, 0, 0, 0]).U32(1).U16(0).U16(8);
            default:
                bool signed = type is Hdf5Type.Int8 or Hdf5Type.Int16 or Hdf5Type.Int32 or Hdf5Type.Int64;
                return block.Raw([0x10, (byte)(signed ? 8 : 0), 0, 0]).U32((uint)type.ByteSize()).U16(0).U16(8 * type.ByteSize());
        }
    }
}
