using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>TensorFlow's names for dtypes and shapes.</summary>
internal static class DataTypes
{
    public static DataType ToTensorFlow(this DType type) => type switch
    {
        DType.Float32 => DataType.DtFloat,
        DType.Float64 => DataType.DtDouble,
        DType.Float16 => DataType.DtHalf,
        DType.BFloat16 => DataType.DtBfloat16,
        DType.Int8 => DataType.DtInt8,
        DType.Int16 => DataType.DtInt16,
        DType.Int32 => DataType.DtInt32,
        DType.Int64 => DataType.DtInt64,
        DType.UInt8 => DataType.DtUint8,
        DType.Bool => DataType.DtBool,
        DType.String => DataType.DtString,
    };

    /// <summary>The dtype here, or null where no tensor of DeepKeras holds such elements.</summary>
    public static DType? ToDeepKeras(this DataType type) => type switch
    {
        DataType.DtFloat => DType.Float32,
        DataType.DtDouble => DType.Float64,
        DataType.DtHalf => DType.Float16,
        DataType.DtBfloat16 => DType.BFloat16,
        DataType.DtInt8 => DType.Int8,
        DataType.DtInt16 => DType.Int16,
        DataType.DtInt32 => DType.Int32,
        DataType.DtInt64 => DType.Int64,
        DataType.DtUint8 => DType.UInt8,
        DataType.DtBool => DType.Bool,
        DataType.DtString => DType.String,
        _ => null,
    };

    /// <summary>An unknown size is −1 there as here.</summary>
    public static TensorShapeProto ToProto(this Shape shape)
    {
        var proto = new TensorShapeProto();
        foreach (int size in shape)
        {
            proto.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        }

        return proto;
    }

    /// <summary>The array as TensorFlow's constant.</summary>
    public static TensorProto ToProto(this HostArray array)
    {
        var proto = new TensorProto { Dtype = array.Type.ToTensorFlow(), TensorShape = array.Shape.ToProto() };
        if (array.Type == DType.String)
        {
            foreach (string text in array.Texts)
            {
                proto.StringVal.Add(Google.Protobuf.ByteString.CopyFromUtf8(text));
            }
        }
        else
        {
            proto.TensorContent = Google.Protobuf.ByteString.CopyFrom(array.Bytes);
        }

        return proto;
    }
}
