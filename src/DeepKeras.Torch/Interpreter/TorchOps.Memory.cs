using System.Runtime.InteropServices;
using DeepKeras.Operations;
using DeepKeras.Torch.Native;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>Making, freeing and passing on of tensors.</summary>
internal sealed unsafe partial class TorchOps
{
    [ThreadStatic]
    private static nint* gradients;

    public void Gradients(TorchTensor loss, ReadOnlySpan<TorchTensor> variables, Span<TorchTensor> results)
    {
        nint output = loss.Handle;
        nint* inputs = stackalloc nint[variables.Length];
        nint* found = stackalloc nint[variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            inputs[i] = variables[i].Handle;
            found[i] = 0;
        }

        if (THSTensor_requires_grad(output) == 0)
        {
            // The loss depends on none of them, which libtorch takes for an error.
        }
        else if (CreateGraph)
        {
            // An error in here would end the process: TorchSharp's function catches none. The op test table takes every gradient's gradient.
            gradients = found;
            THSAutograd_grad(&output, 1, inputs, variables.Length, null, 0, 1, 1, 1, &Hand);
        }
        else
        {
            Backward(&output, inputs, found, variables.Length);
        }

        for (int i = 0; i < variables.Length; i++)
        {
            results[i] = new(InMemory(found[i], In[i + 1]));
        }
    }

    /// <summary>A gradient as an array: libtorch gives none at all where it is zeros, or zeros that have no memory (as those of sign).</summary>
    private static nint InMemory(nint gradient, TensorType type)
    {
        if (gradient != 0 && (THSTensor_data(gradient) != null || type.Shape.Elements == 0))
        {
            return gradient;
        }

        Free(gradient);
        return Filled(type.Shape, type.Type, 0);
    }

    /// <summary>Lets libtorch put the gradients into the inputs' grad fields, and takes them out again.</summary>
    private void Backward(nint* loss, nint* inputs, nint* found, int count)
    {
        THSAutograd_backward(loss, 1, null, 0, RetainGraph ? (byte)1 : (byte)0, 0, inputs, count);
        nint error = THSTorch_get_and_reset_last_err();
        for (int i = 0; i < count; i++)
        {
            found[i] = THSTensor_grad(inputs[i]);
        }

        // Only then, since one tensor may be among the inputs twice.
        for (int i = 0; i < count; i++)
        {
            THSTensor_set_grad(inputs[i], 0);
        }

        if (error != 0)
        {
            Free(new ReadOnlySpan<nint>(found, count));
            Raise(error);
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

    /// <summary>Zeros in a shape with another size along one axis.</summary>
    private static nint Zeros(Shape shape, int axis, int size, DType type)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        sizes[axis] = size;
        return Checked(THSTensor_zeros(sizes, shape.Rank, TorchTypes.Code(type), 0, -1, 0));
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
        nint result = THSTensor_arange(ZeroInteger, end, OneInteger, TorchTypes.Code(type), 0, -1, 0);
        THSTorch_dispose_scalar(end);
        return Checked(result);
    }

    private static nint Flattened(nint tensor)
    {
        long all = -1;
        return Checked(THSTensor_reshape(tensor, &all, 1));
    }

    private static nint LongIndex(nint index, DType type) => Checked(type == DType.Int64 ? THSTensor_alias(index) : THSTensor_to_type(index, TorchTypes.Code(DType.Int64), 0, 0));

    private static TorchTensor Int32(nint index) => new(Next(Checked(index), THSTensor_to_type(index, TorchTypes.Code(DType.Int32), 0, 0)));

    private static nint Reshaped(nint tensor, Shape shape)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        return Checked(THSTensor_reshape(tensor, sizes, shape.Rank));
    }

    /// <summary>The tensor repeated to a shape, which may have another size along one axis.</summary>
    private static nint Expanded(nint tensor, Shape shape, int axis = -1, int size = 0)
    {
        long* sizes = stackalloc long[shape.Rank];
        Sizes(shape, sizes);
        if (axis >= 0)
        {
            sizes[axis] = size;
        }

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

    /// <summary>Reductions that libtorch has for one axis at a time.</summary>
    private TorchTensor AxisByAxis(ReduceKind kind, TorchTensor x, AxisList axes, byte keep)
    {
        sbyte type = TorchTypes.Code(Out[0].Type);
        nint result = Checked(THSTensor_alias(x.Handle));
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            result = Next(result, kind switch
            {
                ReduceKind.Prod => THSTensor_prod_along_dimensions(result, axes[i], keep, 1, type),
                ReduceKind.Any => THSTensor_any_along_dimension(result, axes[i], keep),
                _ => THSTensor_all_along_dimension(result, axes[i], keep),
            });
        }

        return new(result);
    }

    private static TorchTensor Made(nint tensor) => new(Checked(tensor));

    /// <summary>The next step of a computation; the one that it was made of is freed.</summary>
    private static nint Next(nint used, nint made)
    {
        THSTensor_dispose(used);
        return Checked(made);
    }

    /// <summary>The sign of a number, and of NaN NaN, which libtorch gives as 0.</summary>
    private static nint SignOf(nint x)
    {
        nint sign = Checked(THSTensor_sign(x));
        nint notNumber = Checked(THSTensor_isnan(x));
        nint result = THSTensor_where(notNumber, x, sign);
        Free(sign, notNumber);
        return result;
    }

    /// <summary>⌊a / b⌋, whose gradient is 0; libtorch's floor_divide has none.</summary>
    private static nint DividedDown(nint a, nint b)
    {
        fixed (byte* floor = "floor"u8)
        {
            return THSTensor_div(a, b, floor);
        }
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

    [UnmanagedCallersOnly]
    private static nint* Hand(nuint count) => gradients;

    [UnmanagedCallersOnly]
    private static void Nothing(void* data)
    {
    }
}
