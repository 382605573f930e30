using static DeepKeras.Onnx.Messages.TensorProto.Types;

namespace DeepKeras.Onnx;

/// <summary>The dtypes that a kernel of ONNX Runtime takes on a CPU. Where float32 is taken, so is float16: the runtime converts.</summary>
[Flags]
internal enum Kernels
{
    Float = 1, Double = 2, Int32 = 4, Int64 = 8, Int8 = 16, UInt8 = 32, Int16 = 64, Bool = 128,
    Floats = Float | Double,
    Arithmetic = Floats | Int32 | Int64,
    Any = 255,
}

/// <summary>
/// Between DeepKeras's dtypes and ONNX's. bfloat16 is float32 in a file, rounded where the model converts to it: runtimes have next to no
/// kernels for it.
/// </summary>
internal static class OnnxTypes
{
    /// <summary>The dtype in which ONNX holds values.</summary>
    public static DType Held(DType type) => type == DType.BFloat16 ? DType.Float32 : type;

    public static DataType Code(DType type) => type switch
    {
        DType.Float32 or DType.BFloat16 => DataType.Float,
        DType.Float64 => DataType.Double,
        DType.Float16 => DataType.Float16,
        DType.Int8 => DataType.Int8,
        DType.Int16 => DataType.Int16,
        DType.Int32 => DataType.Int32,
        DType.Int64 => DataType.Int64,
        DType.UInt8 => DataType.Uint8,
        DType.Bool => DataType.Bool,
        DType.String => DataType.String,
        _ => throw new NotSupportedException($"an ONNX file here holds no {type.KerasName()}."),
    };

    /// <summary>The dtype of a code; null: DeepKeras has no such arrays.</summary>
    public static DType? Of(DataType code) => code switch
    {
        DataType.Float => DType.Float32,
        DataType.Double => DType.Float64,
        DataType.Float16 => DType.Float16,
        DataType.Bfloat16 => DType.BFloat16,
        DataType.Int8 => DType.Int8,
        DataType.Int16 => DType.Int16,
        DataType.Int32 => DType.Int32,
        DataType.Int64 => DType.Int64,
        DataType.Uint8 => DType.UInt8,
        DataType.Bool => DType.Bool,
        DataType.String => DType.String,
        _ => null,
    };

    /// <summary>
    /// The dtype in which an operation computes: the values' own if there is a kernel, else a wider one, and float32 for float64 where
    /// the runtime has no other.
    /// </summary>
    public static DType Computed(DType type, Kernels kernels)
    {
        DType held = Held(type);
        return held switch
        {
            DType.Float32 or DType.Float16 => held,
            DType.Float64 => kernels.HasFlag(Kernels.Double) ? held : DType.Float32,
            _ when kernels.HasFlag(Flag(held)) => held,
            DType.Bool when kernels.HasFlag(Kernels.UInt8) => DType.UInt8,
            _ when held != DType.Int64 && kernels.HasFlag(Kernels.Int32) => DType.Int32,
            _ when kernels.HasFlag(Kernels.Int64) => DType.Int64,
            _ when held == DType.Int64 && kernels.HasFlag(Kernels.Double) => DType.Float64,
            _ => DType.Float32,
        };
    }

    private static Kernels Flag(DType type) => type switch
    {
        DType.Float64 => Kernels.Double,
        DType.Int8 => Kernels.Int8,
        DType.Int16 => Kernels.Int16,
        DType.Int32 => Kernels.Int32,
        DType.Int64 => Kernels.Int64,
        DType.UInt8 => Kernels.UInt8,
        DType.Bool => Kernels.Bool,
        _ => Kernels.Float,
    };
}
