using NumSharp;

namespace DeepKeras;

/// <summary>Between the arrays that users hold and <see cref="HostArray"/>.</summary>
internal static class HostArrayConversions
{
    public static NDArray ToNDArray(HostArray array)
    {
        int[] shape = [.. array.Shape];
        return array.Type switch
        {
            DType.Float32 => Make(array.As<float>()),
            DType.Float64 => Make(array.As<double>()),
            DType.Int64 => Make(array.As<long>()),
            DType.Int32 => Make(array.As<int>()),
            DType.Int16 => Make(array.As<short>()),
            DType.UInt8 => Make(array.As<byte>()),
            DType.Bool => Make(array.As<bool>()),
            DType.Int8 => Make(array.Cast(DType.Int16).As<short>()),
            DType.Float16 or DType.BFloat16 => Make(array.Cast(DType.Float32).As<float>()),
            DType.String => throw new NotSupportedException("NumSharp's arrays hold no text; use ToTexts()."),
        };

        NDArray Make<T>(Span<T> values)
            where T : unmanaged =>
            shape.Length == 0 ? NDArray.Scalar(values[0]) : new NDArray(values.ToArray(), new NumSharp.Shape(shape));
    }

    public static HostArray FromNDArray(NDArray array)
    {
        Shape shape = array.shape.Select(size => checked((int)size)).ToArray();
        return array.typecode switch
        {
            NPTypeCode.Single => HostArray.Of<float>(array.ToArray<float>(), shape),
            NPTypeCode.Double => HostArray.Of<double>(array.ToArray<double>(), shape),
            NPTypeCode.Int64 => HostArray.Of<long>(array.ToArray<long>(), shape),
            NPTypeCode.Int32 => HostArray.Of<int>(array.ToArray<int>(), shape),
            NPTypeCode.Int16 => HostArray.Of<short>(array.ToArray<short>(), shape),
            NPTypeCode.Byte => HostArray.Of<byte>(array.ToArray<byte>(), shape),
            NPTypeCode.Boolean => HostArray.Of<bool>(array.ToArray<bool>(), shape),
            _ => throw new ArgumentException($"an array of {array.typecode} cannot be a tensor; expected float, double, int, long, short, byte or bool.", nameof(array)),
        };
    }
}
