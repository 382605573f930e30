namespace DeepKeras.Saving.Hdf5;

/// <summary>A small value that is attached to a group or a dataset.</summary>
internal sealed class Hdf5Attribute
{
    private readonly Hdf5Reader file;
    private readonly string path;
    private readonly ReadOnlyMemory<byte> data;
    private readonly Hdf5Datatype datatype;

    private Hdf5Attribute(Hdf5Reader file, string path, string name, Hdf5Datatype datatype, Hdf5Dataspace space, ReadOnlyMemory<byte> data)
    {
        this.file = file;
        this.path = $"{path}@{name}";
        this.data = data;
        this.datatype = datatype;
        Name = name;
        Shape = space.Shape;
        Count = space.Count;
    }

    public string Name { get; }

    public Hdf5Type Type => datatype.Type;

    /// <summary>The extents; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The elements as text, in C order; none of an empty attribute, whatever its type (h5py gives an empty list the type float64).</summary>
    /// <exception cref="ModelFileException">The attribute holds no text.</exception>
    public string[] ToStrings() => Count == 0 ? [] : Hdf5Text.Decode(file.Source, file.GlobalHeap, datatype, data.Span, path);

    /// <summary>The only element as text.</summary>
    /// <exception cref="ModelFileException">The attribute holds no text, or not one element.</exception>
    public string ToText() => ToStrings() is [var only] ? only : throw file.Source.Fail(path, "one element", $"{Count}");

    /// <summary>The elements as numbers, cast to <typeparamref name="T"/>.</summary>
    /// <exception cref="ModelFileException">The attribute holds no numbers, or one that <typeparamref name="T"/> cannot hold.</exception>
    public T[] ToNumbers<T>()
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var values = new T[Count];
        Hdf5Numbers.Convert<T>(file.Source, datatype, data.Span, values, path);
        return values;
    }

    public static Hdf5Attribute Parse(Hdf5Reader file, ReadOnlySpan<byte> body, string path)
    {
        Hdf5Source source = file.Source;
        var cursor = new Hdf5Cursor(source, body, path, "attribute");
        int version = cursor.U8(), flags = cursor.U8();
        if (version is 0 or > 3)
        {
            throw cursor.Fail("version 1 to 3", $"{version}");
        }

        int nameSize = cursor.U16(), typeSize = cursor.U16(), spaceSize = cursor.U16();
        if (version == 3)
        {
            cursor.Skip(1);
        }

        int pad = version == 1 ? 7 : 0;
        string name = cursor.Text(nameSize);
        cursor.Skip(-nameSize & pad);
        ReadOnlySpan<byte> type = cursor.Take(typeSize);
        cursor.Skip(-typeSize & pad);
        ReadOnlySpan<byte> space = cursor.Take(spaceSize);
        cursor.Skip(-spaceSize & pad);
        string place = $"{path}@{name}";
        if (version > 1 && (flags & 1) != 0)
        {
            type = Hdf5ObjectHeader.ResolveShared(source, type, Hdf5MessageType.Datatype, place).Span;
        }

        if (version > 1 && (flags & 2) != 0)
        {
            throw source.Fail(place, "a dataspace of its own", "a shared one");
        }

        var typeCursor = new Hdf5Cursor(source, type, place, "datatype");
        Hdf5Datatype datatype = Hdf5Datatype.Parse(ref typeCursor);
        var spaceCursor = new Hdf5Cursor(source, space, place, "dataspace");
        Hdf5Dataspace dataspace = Hdf5Dataspace.Parse(ref spaceCursor);
        UInt128 size = (UInt128)(ulong)dataspace.Count * (ulong)datatype.Size;
        return size <= (ulong)cursor.Remaining
            ? new Hdf5Attribute(file, path, name, datatype, dataspace, cursor.Take((long)size).ToArray())
            : throw source.Fail(place, $"{size} bytes of values", $"{cursor.Remaining}");
    }
}
