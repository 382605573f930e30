using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepKeras.Onnx;

/// <summary>Between arrays and ONNX Runtime's values.</summary>
internal static class OrtArrays
{
    /// <summary>A value over the array's own memory, which must outlive it; texts are copied.</summary>
    public static OrtValue Over(HostArray array)
    {
        long[] shape = new long[array.Shape.Rank];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = array.Shape[i];
        }

        if (array.Type == DType.String)
        {
            OrtValue texts = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
            for (int i = 0; i < array.Elements; i++)
            {
                texts.StringTensorSetElementAt(array.Texts[i], i);
            }

            return texts;
        }

        unsafe
        {
            return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, Element(array.Type), shape, (nint)array.Pointer, array.Bytes.Length);
        }
    }

    /// <summary>A copy of a value.</summary>
    /// <exception cref="NotSupportedException">The elements have a type that no array has.</exception>
    public static HostArray Copy(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        var array = new HostArray(Type(info.ElementDataType), Shape.Create([.. info.Shape.Select(size => checked((int)size))]));
        if (array.Type == DType.String)
        {
            value.GetStringTensorAsArray().CopyTo(array.Texts);
        }
        else if (array.Elements > 0)
        {
            value.GetTensorMutableRawData().CopyTo(array.Bytes);
        }

        return array;
    }

    public static TensorElementType Element(DType type) => (TensorElementType)(int)OnnxTypes.Code(type);

    public static DType Type(TensorElementType type) => OnnxTypes.Of((Messages.TensorProto.Types.DataType)(int)type)
        ?? throw new NotSupportedException($"arrays of {type} are not supported.");
}
