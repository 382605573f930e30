using System.Runtime.InteropServices;
using DeepKeras.Torch.Native;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>Making, freeing and passing on of tensors.</summary>
internal sealed unsafe partial class TorchOps
{
    private delegate nint FromSizes(nint tensor, long* sizes, int rank);

    [ThreadStatic]
    private static nint* gradients;

    /// <summary>The gradients that libtorch hands over through an allocator of ours.</summary>
    public void Gradients(TorchTensor loss, ReadOnlySpan<TorchTensor> variables, Span<TorchTensor> results)
    {
        nint output = loss.Handle;
        nint* inputs = stackalloc nint[variables.Length];
        nint* outputs = stackalloc nint[variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            inputs[i] = variables[i].Handle;
            outputs[i] = 0;
        }

        gradients = outputs;

        // libtorch ends the process when a loss depends on nothing that is recorded: all its gradients are zeros.
        if (THSTensor_requires_grad(output) != 0)
        {
            THSAutograd_grad(&output, 1, inputs, variables.Length, null, 0, RetainGraph || CreateGraph ? (byte)1 : (byte)0, CreateGraph ? (byte)1 : (byte)0, 1, &Hand);
            Raise();
        }

        for (int i = 0; i < variables.Length; i++)
        {
            results[i] = outputs[i] != 0 ? new(outputs[i]) : new(Filled(In[i + 1].Shape, In[i + 1].Type, 0));
        }
    }

    /// <summary>A tensor over memory that outlives it.</summary>
    public static nint Over(HostArray array)
    {
        long* sizes = stackalloc long[array.Shape.Rank];
        Sizes(array.Shape, sizes);
        sbyte type = TorchTypes.Code(array.Type);
        return Checked(THSTensor_new(array.Pointer, &Nothing, sizes, array.Shape.Rank, type, type, 0, -1, 0));
    }

    public static nint Empty(Shape shape, DType type)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        return Checked(THSTensor_empty(sizes, shape.Rank, TorchTypes.Code(type), 0, -1, 0));
    }

    public static void Free(params ReadOnlySpan<nint> tensors)
    {
        foreach (nint tensor in tensors)
        {
            if (tensor != 0)
            {
                THSTensor_dispose(tensor);
            }
        }
    }

    private static void Sizes(Shape shape, long* sizes)
    {
        for (int i = 0; i < shape.Rank; i++)
        {
            sizes[i] = shape[i];
        }
    }

    private static nint Filled(Shape shape, DType type, double value)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        if (value == 0)
        {
            return Checked(THSTensor_zeros(sizes, shape.Rank, TorchTypes.Code(type), 0, -1, 0));
        }

        nint scalar = THSTorch_float64_to_scalar(value);
        nint result = THSTensor_full(sizes, shape.Rank, scalar, TorchTypes.Code(type), 0, -1, 0);
        THSTorch_dispose_scalar(scalar);
        return Checked(result);
    }

    private static nint Integer(long value, DType type)
    {
        nint scalar = THSTorch_int64_to_scalar(value);
        nint result = THSTensor_full(null, 0, scalar, TorchTypes.Code(type), 0, -1, 0);
        THSTorch_dispose_scalar(scalar);
        return Checked(result);
    }

    private nint Range(int count, DType type)
    {
        nint end = THSTorch_int64_to_scalar(count);
        nint result = THSTensor_arange(zeroInteger, end, oneInteger, TorchTypes.Code(type), 0, -1, 0);
        THSTorch_dispose_scalar(end);
        return Checked(result);
    }

    private static nint Flattened(nint tensor)
    {
        long all = -1;
        return Checked(THSTensor_reshape(tensor, &all, 1));
    }

    private static nint LongIndex(nint index, DType type) => Checked(type == DType.Int64 ? THSTensor_alias(index) : THSTensor_to_type(index, TorchTypes.Code(DType.Int64), 0, 0));

    private static TorchTensor Int32(nint index) => new(With(Checked(index), t => Checked(THSTensor_to_type(t, TorchTypes.Code(DType.Int32), 0, 0))));

    private static nint Expanded(nint tensor, Shape shape)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        return Checked(THSTensor_expand(tensor, sizes, shape.Rank, 0));
    }

    private static nint Permuted(nint tensor, ReadOnlySpan<int> permutation)
    {
        long* axes = stackalloc long[permutation.Length];
        for (int i = 0; i < permutation.Length; i++)
        {
            axes[i] = permutation[i];
        }

        return Checked(THSTensor_permute(tensor, axes, permutation.Length));
    }

    private static TorchTensor AxisByAxis(TorchTensor x, Operations.AxisList axes, Func<nint, int, nint> reduce)
    {
        nint result = Checked(THSTensor_alias(x.Handle));
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            nint next = Checked(reduce(result, axes[i]));
            Free(result);
            result = next;
        }

        return new(result);
    }

    private static TorchTensor Made(nint tensor) => new(Checked(tensor));

    /// <summary>Passes a tensor on and frees it.</summary>
    private static nint With(nint tensor, Func<nint, nint> use)
    {
        nint result = use(Checked(tensor));
        THSTensor_dispose(tensor);
        return result;
    }

    /// <summary>a where the condition (which is freed) holds or a is NaN, else b: the gradient goes to one of the two.</summary>
    private static nint FirstWhere(nint condition, nint a, nint b)
    {
        nint notNumber = Checked(THSTensor_isnan(a));
        nint first = Checked(THSTensor_logical_or(Checked(condition), notNumber));
        nint result = THSTensor_where(first, a, b);
        Free(condition, notNumber, first);
        return result;
    }

    private TorchTensor Shaped(TorchTensor x, FromSizes make)
    {
        Shape shape = Out[0].Shape;
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        return Made(make(x.Handle, sizes, shape.Rank));
    }

    [UnmanagedCallersOnly]
    private static nint* Hand(nuint count) => gradients;

    [UnmanagedCallersOnly]
    private static void Nothing(void* data)
    {
    }
}
