using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepKeras.Data;

/// <summary>The element types of NumPy that <see cref="NumpyArray"/> reads.</summary>
internal enum NumpyType
{
    Bool,
    UInt8,
    Int8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    Float32,
    Float64,

    /// <summary>Fixed-length text (<c>&lt;U8</c>).</summary>
    Text,
}

/// <summary>One array of a <c>.npy</c> file: little-endian, in C order.</summary>
internal sealed partial class NumpyArray
{
    private readonly byte[] bytes;
    private readonly int itemSize;

    private NumpyArray(NumpyType type, int[] shape, byte[] bytes, int itemSize)
    {
        Type = type;
        Shape = shape;
        this.bytes = bytes;
        this.itemSize = itemSize;
    }

    public NumpyType Type { get; }

    /// <summary>The extents; empty for a scalar.</summary>
    public int[] Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count => itemSize == 0 ? 0 : bytes.Length / itemSize;

    /// <summary>The elements as stored, little-endian, in C order.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The elements as <typeparamref name="T"/>, without a copy.</summary>
    /// <exception cref="InvalidOperationException">The array holds another type.</exception>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged
    {
        Type expected = Type switch
        {
            NumpyType.Bool => typeof(bool),
            NumpyType.UInt8 => typeof(byte),
            NumpyType.Int8 => typeof(sbyte),
            NumpyType.Int16 => typeof(short),
            NumpyType.UInt16 => typeof(ushort),
            NumpyType.Int32 => typeof(int),
            NumpyType.UInt32 => typeof(uint),
            NumpyType.Int64 => typeof(long),
            NumpyType.UInt64 => typeof(ulong),
            NumpyType.Float16 => typeof(Half),
            NumpyType.Float32 => typeof(float),
            NumpyType.Float64 => typeof(double),
            NumpyType.Text => typeof(string),
        };
        return expected == typeof(T)
            ? MemoryMarshal.Cast<byte, T>(bytes)
            : throw new InvalidOperationException($"the array holds {expected.Name}, expected {typeof(T).Name}.");
    }

    /// <summary>The elements as float64, whatever number they are; false is 0, true is 1.</summary>
    /// <exception cref="InvalidOperationException">The array holds text.</exception>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.AsSpan(i * itemSize, itemSize);
            values[i] = Type switch
            {
                NumpyType.Bool or NumpyType.UInt8 => at[0],
                NumpyType.Int8 => (sbyte)at[0],
                NumpyType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                NumpyType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                NumpyType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                NumpyType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                NumpyType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(at),
                NumpyType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(at),
                NumpyType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                NumpyType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(at),
                NumpyType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(at),
                NumpyType.Text => throw new InvalidOperationException("the array holds text, not numbers."),
            };
        }

        return values;
    }

    /// <summary>The elements as float32, rounded from <see cref="ToDoubles"/> unless stored so.</summary>
    /// <exception cref="InvalidOperationException">The array holds text.</exception>
    public float[] ToFloats() => Type == NumpyType.Float32 ? As<float>().ToArray() : Array.ConvertAll(ToDoubles(), x => (float)x);

    /// <summary>The elements as strings, without their padding.</summary>
    /// <exception cref="InvalidOperationException">The array holds no text.</exception>
    public string[] ToStrings()
    {
        if (Type != NumpyType.Text)
        {
            throw new InvalidOperationException($"the array holds {Type}, not text.");
        }

        var values = new string[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Encoding.UTF32.GetString(bytes, i * itemSize, itemSize).TrimEnd('\0');
        }

        return values;
    }

    /// <summary>Reads a <c>.npy</c> file from its first byte to its last.</summary>
    /// <param name="stream">The file; it is not closed.</param>
    /// <param name="place">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no such file, is cut off, is big-endian or in Fortran order, or holds objects.</exception>
    public static NumpyArray Read(Stream stream, string place)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false) < 10 || start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException($"{place}: not a .npy file.");
        }

        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (start[6] is 2 or 3)
        {
            stream.ReadExactly(start[10..]);
            headerLength = BinaryPrimitives.ReadInt32LittleEndian(start[8..]);
        }

        if (headerLength is < 0 or > 65536)
        {
            throw new InvalidDataException($"{place}: the header declares {headerLength} bytes, expected at most 65536.");
        }

        var headerBytes = new byte[headerLength];
        stream.ReadExactly(headerBytes);
        string header = Encoding.UTF8.GetString(headerBytes);
        Match match = Header().Match(header);
        if (!match.Success || match.Groups["fortran"].Value == "True")
        {
            throw new InvalidDataException($"{place}: expected a plain array in C order, the header is {header.Trim()}.");
        }

        (NumpyType type, int itemSize) = ParseType(match.Groups["descr"].Value, place);
        var shape = new List<int>();
        long length = itemSize;
        foreach (string extent in match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(extent, out int size) || size < 0 || (size > 0 && length > Array.MaxLength / size))
            {
                throw new InvalidDataException($"{place}: the shape ({match.Groups["shape"].Value}) is none that fits in memory.");
            }

            shape.Add(size);
            length *= size;
        }

        var bytes = new byte[length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length
            ? new NumpyArray(type, [.. shape], bytes, itemSize)
            : throw new InvalidDataException($"{place}: expected {length} bytes of values, {read} came.");
    }

    private static (NumpyType Type, int Size) ParseType(string descr, string place) => descr switch
    {
        "|b1" => (NumpyType.Bool, 1),
        "|u1" => (NumpyType.UInt8, 1),
        "|i1" => (NumpyType.Int8, 1),
        "<i2" => (NumpyType.Int16, 2),
        "<u2" => (NumpyType.UInt16, 2),
        "<i4" => (NumpyType.Int32, 4),
        "<u4" => (NumpyType.UInt32, 4),
        "<i8" => (NumpyType.Int64, 8),
        "<u8" => (NumpyType.UInt64, 8),
        "<f2" => (NumpyType.Float16, 2),
        "<f4" => (NumpyType.Float32, 4),
        "<f8" => (NumpyType.Float64, 8),
        ['<', 'U', .. string characters] when int.TryParse(characters, out int count) && count is > 0 and < 1 << 20 => (NumpyType.Text, 4 * count),
        _ => throw new InvalidDataException($"{place}: elements of type '{descr}' are not read."),
    };

    [GeneratedRegex(@"^\{\s*'descr':\s*'(?<descr>[^']+)',\s*'fortran_order':\s*(?<fortran>True|False),\s*'shape':\s*\((?<shape>[0-9, ]*)\),?\s*\}\s*$")]
    private static partial Regex Header();
}
