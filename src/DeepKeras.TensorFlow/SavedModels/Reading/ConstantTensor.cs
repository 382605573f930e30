using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The constants of a graph: raw bytes, or typed lists of which a short one repeats its last element.</summary>
internal static class ConstantTensor
{
    /// <summary>Repeating one element so often is left to the engine.</summary>
    private const long MostRepeats = 4096;

    public static Value Read(NodeCall call)
    {
        TensorProto tensor = call.Find("value")?.Tensor ?? throw call.Wrong("a tensor as attribute value", "none");
        int[] sizes = [.. (tensor.TensorShape?.Dim ?? []).Select(dim => dim.Size is >= 0 and <= int.MaxValue ? (int)dim.Size : throw call.Wrong("sizes of 0 or more", $"{dim.Size}"))];
        Shape shape = Shape.Create(sizes);
        long elements = shape.Elements;
        if (tensor.Dtype == DataType.DtString)
        {
            return Strings(call, tensor, shape);
        }

        DType type = tensor.Dtype.ToDeepKeras() ?? throw call.Wrong("numbers or strings", Bundle.TypeNames.Of(tensor.Dtype));
        if (tensor.TensorContent.Length > 0)
        {
            if (elements * type.Size() != tensor.TensorContent.Length)
            {
                throw call.Wrong($"{elements} elements of {type.KerasName()}", $"{tensor.TensorContent.Length} bytes");
            }

            var array = new HostArray(type, shape);
            tensor.TensorContent.Span.CopyTo(array.Bytes);
            return new Value.Numbers(Ops.Constant(array));
        }

        int given = Count(tensor, type);
        if (given > elements)
        {
            throw call.Wrong($"{elements} elements", $"{given}");
        }

        if (given <= 1 && elements > MostRepeats)
        {
            var one = new HostArray(type, Shape.Scalar);
            Fill(tensor, one, given);
            return new Value.Numbers(Ops.BroadcastTo(Ops.Constant(one), shape));
        }

        if (elements > Math.Max(given, MostRepeats) * 64L)
        {
            throw call.Wrong("elements in some proportion to their number", $"{given} of {elements}");
        }

        var values = new HostArray(type, shape);
        Fill(tensor, values, given);
        return new Value.Numbers(Ops.Constant(values));
    }

    private static Value.Text Strings(NodeCall call, TensorProto tensor, Shape shape)
    {
        long elements = shape.Elements;
        int given = tensor.StringVal.Count;
        if (given > elements || elements > given + MostRepeats)
        {
            throw call.Wrong($"{elements} strings", $"{given}");
        }

        return new([.. Enumerable.Range(0, (int)elements).Select(i => given == 0 ? [] : tensor.StringVal[Math.Min(i, given - 1)].ToByteArray())], shape);
    }

    private static int Count(TensorProto tensor, DType type) => type switch
    {
        DType.Float32 => tensor.FloatVal.Count,
        DType.Float64 => tensor.DoubleVal.Count,
        DType.Int64 => tensor.Int64Val.Count,
        DType.Bool => tensor.BoolVal.Count,
        DType.Float16 or DType.BFloat16 => tensor.HalfVal.Count,
        _ => tensor.IntVal.Count,
    };

    private static unsafe void Fill(TensorProto tensor, HostArray array, int given)
    {
        for (int i = 0; i < array.Elements && given > 0; i++)
        {
            int at = Math.Min(i, given - 1);
            switch (array.Type)
            {
                case DType.Float32: ((float*)array.Pointer)[i] = tensor.FloatVal[at]; break;
                case DType.Float64: ((double*)array.Pointer)[i] = tensor.DoubleVal[at]; break;
                case DType.Int64: ((long*)array.Pointer)[i] = tensor.Int64Val[at]; break;
                case DType.Bool: array.Pointer[i] = tensor.BoolVal[at] ? (byte)1 : (byte)0; break;
                case DType.Float16 or DType.BFloat16: ((ushort*)array.Pointer)[i] = (ushort)tensor.HalfVal[at]; break;
                default: array[i] = tensor.IntVal[at]; break;
            }
        }
    }
}
