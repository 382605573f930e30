namespace DeepKeras;

/// <summary>The type of a tensor's elements. The names in files are Keras's: <c>float32</c>, <c>int64</c>, …</summary>
public enum DType
{
    /// <summary>IEEE single precision: Keras's default.</summary>
    Float32,

    /// <summary>IEEE double precision.</summary>
    Float64,

    /// <summary>IEEE half precision.</summary>
    Float16,

    /// <summary>The upper half of a <see cref="Float32"/>.</summary>
    BFloat16,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>True or false, a byte.</summary>
    Bool,

    /// <summary>Text. It lives on the host: layers such as StringLookup make numbers of it before an engine computes.</summary>
    String,
}

/// <summary>What follows from a <see cref="DType"/>.</summary>
public static class DTypeExtensions
{
    /// <summary>The size of an element in bytes.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Float64 or DType.Int64 => 8,
        DType.Float32 or DType.Int32 => 4,
        DType.Float16 or DType.BFloat16 or DType.Int16 => 2,
        DType.Int8 or DType.UInt8 or DType.Bool => 1,
        DType.String => throw new NotSupportedException("text has no fixed size in bytes."),
    };

    /// <summary>Whether the type is a floating-point one.</summary>
    public static bool IsFloating(this DType type) => type is DType.Float32 or DType.Float64 or DType.Float16 or DType.BFloat16;

    /// <summary>Whether the type is one of numbers: floating-point or integer.</summary>
    internal static bool IsNumber(this DType type) => type is not (DType.Bool or DType.String);

    /// <summary>Whether the type is an integer one; bool is not.</summary>
    public static bool IsInteger(this DType type) => type is DType.Int8 or DType.Int16 or DType.Int32 or DType.Int64 or DType.UInt8;

    /// <summary>Keras's name of the type, such as <c>float32</c>.</summary>
    public static string KerasName(this DType type) => type.ToString().ToLowerInvariant();

    /// <summary>
    /// The type of a result of two operands, by Keras's (JAX's) lattice: bool, then integers, then floats;
    /// an integer with a float takes the float's type.
    /// </summary>
    public static DType Promote(DType a, DType b)
    {
        if (a == b)
        {
            return a;
        }

        if (a == DType.String || b == DType.String)
        {
            throw new ShapeException($"text and numbers do not go together: {a.KerasName()} and {b.KerasName()}.");
        }

        if (a == DType.Bool)
        {
            return b;
        }

        if (b == DType.Bool)
        {
            return a;
        }

        if (a.IsFloating() != b.IsFloating())
        {
            return a.IsFloating() ? a : b;
        }

        if (a.IsFloating())
        {
            return (a, b) is (DType.Float16, DType.BFloat16) or (DType.BFloat16, DType.Float16) ? DType.Float32
                : a.Size() > b.Size() ? a : b;
        }

        if (a == DType.UInt8 || b == DType.UInt8)
        {
            DType other = a == DType.UInt8 ? b : a;
            return other == DType.Int8 ? DType.Int16 : other;
        }

        return a.Size() > b.Size() ? a : b;
    }

    /// <summary>The .NET type that holds an element.</summary>
    internal static Type ClrType(this DType type) => type switch
    {
        DType.Float32 => typeof(float),
        DType.Float64 => typeof(double),
        DType.Float16 => typeof(Half),
        DType.BFloat16 => typeof(ushort),
        DType.Int8 => typeof(sbyte),
        DType.Int16 => typeof(short),
        DType.Int32 => typeof(int),
        DType.Int64 => typeof(long),
        DType.UInt8 => typeof(byte),
        DType.Bool => typeof(bool),
        DType.String => typeof(string),
    };

    /// <summary>The type whose elements <typeparamref name="T"/> holds.</summary>
    /// <exception cref="NotSupportedException">No tensor holds such elements.</exception>
    internal static DType Of<T>() => Of(typeof(T));

    /// <summary>The type whose elements the .NET type holds.</summary>
    /// <exception cref="NotSupportedException">No tensor holds such elements.</exception>
    internal static DType Of(Type type) =>
        type == typeof(float) ? DType.Float32
        : type == typeof(double) ? DType.Float64
        : type == typeof(int) ? DType.Int32
        : type == typeof(long) ? DType.Int64
        : type == typeof(bool) ? DType.Bool
        : type == typeof(byte) ? DType.UInt8
        : type == typeof(sbyte) ? DType.Int8
        : type == typeof(short) ? DType.Int16
        : type == typeof(Half) ? DType.Float16
        : throw new NotSupportedException($"no tensor holds elements of {type}; expected float, double, int, long, bool, byte, sbyte, short or Half.");
}
