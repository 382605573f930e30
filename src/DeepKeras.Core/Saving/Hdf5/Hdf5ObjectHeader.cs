namespace DeepKeras.Saving.Hdf5;

/// <summary>The kinds of header messages that are understood.</summary>
internal enum Hdf5MessageType
{
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    FillValue = 0x05,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    Filters = 0x0b,
    Attribute = 0x0c,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>One message of an object header.</summary>
internal readonly record struct Hdf5Message(Hdf5MessageType Type, bool Shared, ReadOnlyMemory<byte> Body);

/// <summary>An object header: the messages that make a group or a dataset.</summary>
internal sealed class Hdf5ObjectHeader
{
    private readonly List<Hdf5Message> messages = [];

    private Hdf5ObjectHeader(long address) => Address = address;

    public long Address { get; }

    public IReadOnlyList<Hdf5Message> Messages => messages;

    public static Hdf5ObjectHeader Read(Hdf5Source source, long address, string path)
    {
        var header = new Hdf5ObjectHeader(address);
        byte[] start = source.ReadBlock(address, Math.Min(16, source.Length - address), path, "object header");
        if (start.AsSpan().StartsWith("OHDR"u8))
        {
            header.ReadVersion2(source, path);
        }
        else
        {
            header.ReadVersion1(source, start, path);
        }

        return header;
    }

    /// <summary>The body of the only message of a type, or null.</summary>
    public ReadOnlyMemory<byte>? Find(Hdf5Source source, Hdf5MessageType type, string path)
    {
        ReadOnlyMemory<byte>? found = null;
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == type)
            {
                if (found is not null)
                {
                    throw source.Fail(path, $"one {type} message", "two");
                }

                found = message.Shared ? ResolveShared(source, message.Body.Span, type, path) : message.Body;
            }
        }

        return found;
    }

    /// <summary>The message that a shared one stands for: a datatype with a name of its own in the file.</summary>
    public static ReadOnlyMemory<byte> ResolveShared(Hdf5Source source, ReadOnlySpan<byte> body, Hdf5MessageType type, string path)
    {
        var cursor = new Hdf5Cursor(source, body, path, $"shared {type} message");
        int version = cursor.U8(), kind = cursor.U8();
        if (type != Hdf5MessageType.Datatype || version is 0 or > 3 || (version == 3 && kind != 2))
        {
            throw cursor.Fail("a datatype that is shared through an object header", $"version {version}, kind {kind}");
        }

        if (version == 1)
        {
            cursor.Skip(6);
        }

        Hdf5ObjectHeader other = Read(source, cursor.Offset(), path);
        foreach (Hdf5Message message in other.messages)
        {
            if (message.Type == type && !message.Shared)
            {
                return message.Body;
            }
        }

        throw cursor.Fail("an object header with a datatype", "none");
    }

    private void ReadVersion1(Hdf5Source source, byte[] start, string path)
    {
        var cursor = new Hdf5Cursor(source, start, path, "object header");
        cursor.ExpectVersion(1);
        cursor.Skip(7);
        var blocks = new Queue<(long Address, long Length)>();
        blocks.Enqueue((Address + 16, cursor.U32()));
        long total = 0;
        while (blocks.TryDequeue(out (long Address, long Length) at))
        {
            total = Bound(source, total, at.Length, path);
            ReadOnlyMemory<byte> block = source.ReadBlock(at.Address, at.Length, path, "object header");
            var messageCursor = new Hdf5Cursor(source, block.Span, path, "object header");
            while (messageCursor.Remaining >= 8)
            {
                int type = messageCursor.U16(), size = messageCursor.U16(), flags = messageCursor.U8();
                messageCursor.Skip(3);
                Add(source, type, flags, block.Slice(messageCursor.Position, Math.Min(size, messageCursor.Remaining)), blocks, path);
                messageCursor.Skip(size);
            }
        }
    }

    private void ReadVersion2(Hdf5Source source, string path)
    {
        byte[] prefix = source.ReadBlock(Address, Math.Min(34, source.Length - Address), path, "object header");
        var cursor = new Hdf5Cursor(source, prefix, path, "object header");
        cursor.Expect("OHDR"u8);
        cursor.ExpectVersion(2);
        int flags = cursor.U8();
        cursor.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long size = cursor.Unsigned(1 << (flags & 3));
        int start = cursor.Position;
        bool ordered = (flags & 4) != 0;
        var blocks = new Queue<(long Address, long Length)>();
        long total = Bound(source, 0, size, path);
        source.Check(Address, start + size + 4, path, "object header");
        ReadOnlyMemory<byte> first = source.ReadBlock(Address, start + size + 4, path, "object header");
        Hdf5Checksum.Verify(source, first.Span, path, "object header");
        Messages2(source, first[start..^4], ordered, blocks, path);
        while (blocks.TryDequeue(out (long Address, long Length) at))
        {
            total = Bound(source, total, at.Length, path);
            ReadOnlyMemory<byte> block = source.ReadBlock(at.Address, at.Length, path, "object header's continuation");
            var blockCursor = new Hdf5Cursor(source, block.Span, path, "object header's continuation");
            blockCursor.Expect("OCHK"u8);
            blockCursor.Skip(4);
            Hdf5Checksum.Verify(source, block.Span, path, "object header's continuation");
            Messages2(source, block[4..^4], ordered, blocks, path);
        }
    }

    private void Messages2(Hdf5Source source, ReadOnlyMemory<byte> block, bool ordered, Queue<(long Address, long Length)> blocks, string path)
    {
        var cursor = new Hdf5Cursor(source, block.Span, path, "object header");
        int prefix = ordered ? 6 : 4;
        while (cursor.Remaining >= prefix)
        {
            int type = cursor.U8(), size = cursor.U16(), flags = cursor.U8();
            cursor.Skip(prefix - 4);
            Add(source, type, flags, block.Slice(cursor.Position, Math.Min(size, cursor.Remaining)), blocks, path);
            cursor.Skip(size);
        }
    }

    private void Add(Hdf5Source source, int type, int flags, ReadOnlyMemory<byte> body, Queue<(long Address, long Length)> blocks, string path)
    {
        if (type == (int)Hdf5MessageType.Continuation)
        {
            var cursor = new Hdf5Cursor(source, body.Span, path, "continuation message");
            blocks.Enqueue((cursor.Offset(), cursor.Length()));
            return;
        }

        if (type != 0)
        {
            messages.Add(new Hdf5Message((Hdf5MessageType)type, (flags & 2) != 0, body));
        }
    }

    private static long Bound(Hdf5Source source, long total, long length, string path) =>
        length >= 0 && total <= source.Length - length
            ? total + length
            : throw source.Fail(path, "an object header no larger than the file", "continuations that overlap");
}
