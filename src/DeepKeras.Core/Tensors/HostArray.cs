using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepKeras;

/// <summary>
/// An array in the host's memory: row-major, 64-byte aligned, and never moved by the collector, so that an engine may use it in place.
/// </summary>
internal sealed unsafe class HostArray
{
    private const int Alignment = 64;
    private readonly byte[] memory = [];
    private readonly string[] texts = [];

    /// <summary>An array of zeros.</summary>
    public HostArray(DType type, Shape shape)
    {
        Type = type;
        Shape = shape;
        Elements = shape.Elements;
        if (type == DType.String)
        {
            texts = new string[Elements];
            Array.Fill(texts, "");
            return;
        }

        memory = GC.AllocateArray<byte>(checked((int)(Elements * type.Size()) + Alignment), pinned: true);
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        Pointer = (byte*)(((nint)start + Alignment - 1) & ~(Alignment - 1));
    }

    private HostArray(HostArray other, Shape shape)
    {
        memory = other.memory;
        texts = other.texts;
        Type = other.Type;
        Shape = shape;
        Elements = other.Elements;
        Pointer = other.Pointer;
    }

    public DType Type { get; }

    public Shape Shape { get; }

    public long Elements { get; }

    public byte* Pointer { get; }

    /// <summary>The elements of an array of text; of no other one.</summary>
    public Span<string> Texts => Type == DType.String ? texts : throw new InvalidOperationException($"an array of {Type.KerasName()} holds no text.");

    public Span<byte> Bytes => new(Pointer, checked((int)(Elements * Type.Size())));

    public static HostArray Of<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        var array = new HostArray(DTypeExtensions.Of<T>(), shape);
        if (values.Length != array.Elements)
        {
            throw new ShapeException($"{values.Length} values cannot fill shape {shape}, which has {array.Elements}.");
        }

        values.CopyTo(array.As<T>());
        return array;
    }

    /// <summary>Text of a shape.</summary>
    public static HostArray OfText(ReadOnlySpan<string> values, Shape shape)
    {
        var array = new HostArray(DType.String, shape);
        if (values.Length != array.Elements)
        {
            throw new ShapeException($"{values.Length} values cannot fill shape {shape}, which has {array.Elements}.");
        }

        values.CopyTo(array.texts);
        return array;
    }

    public static HostArray Scalar<T>(T value)
        where T : unmanaged => Of([value], Shape.Scalar);

    /// <summary>A number as a scalar of any type, rounded to it.</summary>
    public static HostArray Scalar(DType type, double value)
    {
        var array = new HostArray(type, Shape.Scalar);
        array.Fill(value);
        return array;
    }

    /// <summary>The elements; <typeparamref name="T"/> must have the element's size.</summary>
    public Span<T> As<T>()
        where T : unmanaged
    {
        if (sizeof(T) != Type.Size())
        {
            throw new InvalidOperationException($"an array of {Type.KerasName()} cannot be read as {typeof(T).Name}.");
        }

        return new Span<T>(Pointer, checked((int)Elements));
    }

    public HostArray Reshaped(Shape shape) =>
        shape.Elements == Elements ? new(this, shape) : throw new ShapeException($"{Shape} cannot be reshaped to {shape}.");

    public HostArray Clone()
    {
        var copy = new HostArray(Type, Shape);
        copy.CopyFrom(this, 0, 0, Elements);
        return copy;
    }

    /// <summary>Takes elements of another array of the same type.</summary>
    public void CopyFrom(HostArray source, long from, long to, long count)
    {
        if (Type == DType.String)
        {
            Array.Copy(source.texts, from, texts, to, count);
            return;
        }

        int size = Type.Size();
        source.Bytes.Slice(checked((int)(from * size)), checked((int)(count * size))).CopyTo(Bytes[checked((int)(to * size))..]);
    }

    public void Fill(double value)
    {
        if (Elements == 0)
        {
            return;
        }

        // Every further element has the same bytes as the first.
        this[0] = value;
        Span<byte> first = Bytes[..Type.Size()];
        for (int at = first.Length; at < Bytes.Length; at += first.Length)
        {
            first.CopyTo(Bytes[at..]);
        }
    }

    /// <summary>An element by its row-major position, as a double.</summary>
    public double this[long i]
    {
        get => Type switch
        {
            DType.Float32 => ((float*)Pointer)[i],
            DType.Float64 => ((double*)Pointer)[i],
            DType.Float16 => (double)((Half*)Pointer)[i],
            DType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)((ushort*)Pointer)[i] << 16),
            DType.Int8 => ((sbyte*)Pointer)[i],
            DType.Int16 => ((short*)Pointer)[i],
            DType.Int32 => ((int*)Pointer)[i],
            DType.Int64 => ((long*)Pointer)[i],
            DType.UInt8 => Pointer[i],
            DType.Bool => Pointer[i] != 0 ? 1 : 0,
            DType.String => throw new InvalidOperationException("text is no number."),
        };
        set
        {
            switch (Type)
            {
                case DType.Float32: ((float*)Pointer)[i] = (float)value; break;
                case DType.Float64: ((double*)Pointer)[i] = value; break;
                case DType.Float16: ((Half*)Pointer)[i] = (Half)value; break;
                case DType.BFloat16: ((ushort*)Pointer)[i] = RoundToBFloat16((float)value); break;
                case DType.Int8: ((sbyte*)Pointer)[i] = (sbyte)value; break;
                case DType.Int16: ((short*)Pointer)[i] = (short)value; break;
                case DType.Int32: ((int*)Pointer)[i] = (int)value; break;
                case DType.Int64: ((long*)Pointer)[i] = (long)value; break;
                case DType.UInt8: Pointer[i] = (byte)value; break;
                case DType.Bool: Pointer[i] = value != 0 ? (byte)1 : (byte)0; break;
                case DType.String: throw new InvalidOperationException("a number is no text.");
            }
        }
    }

    /// <summary>A copy with the elements converted.</summary>
    public HostArray Cast(DType type)
    {
        if (type == Type)
        {
            return Clone();
        }

        if (type == DType.String || Type == DType.String)
        {
            throw new ShapeException($"expected {type.KerasName()}, got {Type.KerasName()}: text does not become numbers by itself, nor numbers text.");
        }

        var result = new HostArray(type, Shape);
        for (long i = 0; i < Elements; i++)
        {
            // A long does not fit a double; both are wide enough for everything else.
            if (Type == DType.Int64 && type.IsInteger())
            {
                result.SetInteger(i, ((long*)Pointer)[i]);
            }
            else
            {
                result[i] = this[i];
            }
        }

        return result;
    }

    private void SetInteger(long i, long value)
    {
        if (Type == DType.Int64)
        {
            ((long*)Pointer)[i] = value;
        }
        else
        {
            this[i] = value;
        }
    }

    private static ushort RoundToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
