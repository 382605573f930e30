namespace DeepKeras.Torch;

/// <summary>libtorch's numbers of dtypes (c10::ScalarType).</summary>
internal static class TorchTypes
{
    public static sbyte Code(DType type) => type switch
    {
        DType.UInt8 => 0,
        DType.Int8 => 1,
        DType.Int16 => 2,
        DType.Int32 => 3,
        DType.Int64 => 4,
        DType.Float16 => 5,
        DType.Float32 => 6,
        DType.Float64 => 7,
        DType.Bool => 11,
        DType.String => throw new InvalidOperationException("libtorch holds no text."),
        DType.BFloat16 => 15,
    };
}
