using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>Unsigned integers of 16 and 32 bits, for which libtorch has hardly any kernel: they are computed as int64.</summary>
internal static class Unsigned
{
    public static bool IsAmong(ReadOnlySpan<TensorType> types)
    {
        foreach (TensorType type in types)
        {
            if (Is(type))
            {
                return true;
            }
        }

        return false;
    }

    public static void Apply(Op op, TorchOps ops, TorchTensor[] x, TorchTensor[] y)
    {
        TensorType[] results = ops.Out;
        var operands = new TorchTensor[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            operands[i] = Is(ops.In[i]) && op is not Bitcast ? To(x[i], DType.Int64) : new(Lib.Checked(Lib.THSTensor_alias(x[i].Handle)));
        }

        if (op is not Bitcast)
        {
            ops.In = [.. ops.In.Select(Widened)];
            ops.Out = [.. ops.Out.Select(Widened)];
        }

        op.Apply(ops, operands, y);
        for (int i = 0; i < y.Length && op is not Bitcast; i++)
        {
            if (Is(results[i]))
            {
                TorchTensor narrow = To(y[i], results[i].Type);
                y[i].Dispose();
                y[i] = narrow;
            }
        }

        foreach (TorchTensor operand in operands)
        {
            operand.Dispose();
        }
    }

    private static bool Is(TensorType type) => type.Type is DType.UInt16 or DType.UInt32;

    private static TensorType Widened(TensorType type) => Is(type) ? type with { Type = DType.Int64 } : type;

    private static TorchTensor To(TorchTensor x, DType type) => new(Lib.Checked(Lib.THSTensor_to_type(x.Handle, TorchTypes.Code(type), 1, 0)));
}
