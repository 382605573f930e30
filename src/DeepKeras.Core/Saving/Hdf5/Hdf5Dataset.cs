using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepKeras.Saving.Hdf5;

/// <summary>A dataset: its type, its extents and, when asked for, its values. Its bytes lie in this file, or it is refused.</summary>
internal sealed class Hdf5Dataset : Hdf5Node
{
    /// <summary>Keras's rule is 4 GiB and 1000-fold; a model's variable below 16 MiB may be as sparse as it likes.</summary>
    private const long FreelyDeclared = 16 << 20;
    private const long MaximalExpansion = 1000;

    private readonly Hdf5Datatype datatype;
    private readonly Hdf5Dataspace space;
    private readonly Hdf5Layout layout;
    private readonly Hdf5Filters filters;
    private readonly byte[]? fill;

    internal Hdf5Dataset(Hdf5Reader file, string path, Hdf5ObjectHeader header)
        : base(file, path, header)
    {
        Hdf5Source source = file.Source;
        if (header.Find(source, Hdf5MessageType.ExternalFiles, path) is not null)
        {
            throw source.Fail(path, "a dataset whose bytes lie in this file", "one with external storage");
        }

        var cursor = new Hdf5Cursor(source, Required(Hdf5MessageType.Datatype).Span, path, "datatype");
        datatype = Hdf5Datatype.Parse(ref cursor);
        cursor = new Hdf5Cursor(source, Required(Hdf5MessageType.Dataspace).Span, path, "dataspace");
        space = Hdf5Dataspace.Parse(ref cursor);
        if (space.Count > long.MaxValue / datatype.Size)
        {
            throw source.Fail(path, "a size below 2^63 bytes", $"{space.Count} elements of {datatype.Size}");
        }

        Shape = space.Shape;
        Count = space.Count;
        layout = Hdf5Layout.Parse(source, Required(Hdf5MessageType.Layout), space, datatype.Size, path);
        filters = Hdf5Filters.Parse(source, header.Find(source, Hdf5MessageType.Filters, path), path);
        fill = header.Find(source, Hdf5MessageType.FillValue, path) is { } message ? ParseFill(source, message.Span, path) : null;
        Type = datatype is { Name: "|V2" } && Attributes.TryGetValue("dtype", out Hdf5Attribute? dtype) && dtype.Type == Hdf5Type.String && dtype.ToStrings() is ["bfloat16"]
            ? Hdf5Type.BFloat16
            : datatype.Type;
    }

    /// <summary>What the elements are.</summary>
    public Hdf5Type Type { get; }

    /// <summary>What errors and listings call the type: <c>float32</c>, <c>bfloat16</c>, <c>string</c>, <c>compound</c>.</summary>
    public string TypeName => Type == Hdf5Type.BFloat16 ? "bfloat16" : datatype.Name;

    /// <summary>The extents; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The bytes of all values, as stored.</summary>
    public long ByteLength => Count * datatype.Size;

    /// <summary>Reads the values as they are stored, but little-endian, in C order.</summary>
    /// <param name="into">Exactly <see cref="ByteLength"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="into"/> has another length.</exception>
    /// <exception cref="ModelFileException">The elements are not numbers, or the file is damaged.</exception>
    public void ReadBytes(Span<byte> into)
    {
        if (Type is Hdf5Type.String or Hdf5Type.Other)
        {
            throw File.Source.Fail(Path, "numbers", TypeName);
        }

        if (into.Length != ByteLength)
        {
            throw new ArgumentException($"{Path}: expected room for {ByteLength} bytes, got {into.Length}.", nameof(into));
        }

        ReadStored(into);
        Hdf5Numbers.ToLittleEndian(datatype, into);
    }

    /// <summary>
    /// Reads the values in C order, cast to <typeparamref name="T"/>: rounded between floats, cut towards zero from float to integer.
    /// Straight into the span where the type is the stored one.
    /// </summary>
    /// <param name="into">Exactly <see cref="Count"/> elements.</param>
    /// <exception cref="ArgumentException"><paramref name="into"/> has another length.</exception>
    /// <exception cref="ModelFileException">The elements are not numbers, <typeparamref name="T"/> cannot hold one, or the file is damaged.</exception>
    public void Read<T>(Span<T> into)
        where T : unmanaged, INumberBase<T>
    {
        if (into.Length != Count)
        {
            throw new ArgumentException($"{Path}: expected room for {Count} elements, got {into.Length}.", nameof(into));
        }

        Hdf5Datatype type = Type == Hdf5Type.BFloat16 ? datatype with { Type = Type } : datatype;
        if (Hdf5Numbers.Is<T>(type))
        {
            ReadStored(MemoryMarshal.AsBytes(into));
            return;
        }

        Hdf5Numbers.Convert(File.Source, type, ReadStored(), into, Path);
    }

    /// <summary>The values as a new array; see <see cref="Read{T}(Span{T})"/>.</summary>
    /// <exception cref="ModelFileException">See there; or the array is too large for memory.</exception>
    public T[] ToNumbers<T>()
        where T : unmanaged, INumberBase<T>
    {
        CheckSize(Math.Max(datatype.Size, System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        var values = new T[Count];
        Read(values.AsSpan());
        return values;
    }

    /// <summary>The values as text, in C order.</summary>
    /// <exception cref="ModelFileException">The elements are not text, or the file is damaged.</exception>
    public string[] ToStrings() =>
        Type == Hdf5Type.String
            ? Hdf5Text.Decode(File.Source, File.GlobalHeap, datatype, ReadStored(), Path)
            : throw File.Source.Fail(Path, "text", TypeName);

    private ReadOnlyMemory<byte> Required(Hdf5MessageType type) =>
        Header.Find(File.Source, type, Path) ?? throw File.Source.Fail(Path, $"a {type} message", "none");

    private byte[]? ParseFill(Hdf5Source source, ReadOnlySpan<byte> body, string path)
    {
        var cursor = new Hdf5Cursor(source, body, path, "fill value message");
        int version = cursor.U8();
        bool defined;
        if (version == 3)
        {
            defined = (cursor.U8() & 0x20) != 0;
        }
        else
        {
            cursor.Skip(2);
            defined = cursor.U8() != 0 || version == 1;
        }

        long size = defined ? cursor.U32() : 0;
        return size == datatype.Size ? cursor.Take(size).ToArray() : null;
    }

    private void CheckSize(int elementSize)
    {
        CheckExpansion();
        if (Count > Array.MaxLength / elementSize)
        {
            throw File.Source.Fail(Path, $"at most {Array.MaxLength} bytes of values", $"{Count} elements of {elementSize}");
        }
    }

    /// <summary>Refuses a dataset that declares far more than the file holds.</summary>
    private void CheckExpansion()
    {
        long stored = layout.Storage == Hdf5Storage.Chunked ? File.Source.Length : layout.Size + layout.Compact.Length;
        if (ByteLength > FreelyDeclared && ByteLength / MaximalExpansion > stored)
        {
            throw File.Source.Fail(Path, $"at most {MaximalExpansion} times the {stored} bytes stored", $"{ByteLength} bytes declared");
        }
    }

    private byte[] ReadStored()
    {
        CheckSize(datatype.Size);
        var bytes = new byte[ByteLength];
        ReadStored(bytes);
        return bytes;
    }

    private void ReadStored(Span<byte> into)
    {
        CheckExpansion();
        if (layout.Storage == Hdf5Storage.Chunked)
        {
            Fill(into);
            if (layout.Address != Hdf5Source.Undefined && Count > 0)
            {
                new Hdf5Chunks(File.Source, layout, filters, space, datatype.Size, Path).Read(into);
            }

            return;
        }

        if (filters.Any)
        {
            throw File.Source.Fail(Path, "filters on chunks only", $"{layout.Storage} storage");
        }

        if (layout.Storage == Hdf5Storage.Contiguous && layout.Address == Hdf5Source.Undefined)
        {
            Fill(into);
            return;
        }

        long stored = layout.Storage == Hdf5Storage.Compact ? layout.Compact.Length : layout.Size;
        if (stored != into.Length)
        {
            throw File.Source.Fail(Path, $"{into.Length} bytes stored", $"{stored}");
        }

        if (layout.Storage == Hdf5Storage.Compact)
        {
            layout.Compact.Span.CopyTo(into);
        }
        else if (into.Length > 0)
        {
            File.Source.Read(layout.Address, into, Path, "values");
        }
    }

    private void Fill(Span<byte> into)
    {
        into.Clear();
        if (fill is not null)
        {
            for (int i = 0; i < into.Length; i += fill.Length)
            {
                fill.CopyTo(into[i..]);
            }
        }
    }
}
