using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace DeepKeras.Torch.Native;

/// <summary>
/// The functions of TorchSharp's C library that the engine uses, called directly: a tensor is a plain pointer, so a step allocates nothing
/// on the managed heap and leaves nothing to a finalizer. See docs/decisions/002-libtorch-by-its-c-functions.md.
/// </summary>
internal static unsafe partial class Lib
{
    private const string Dll = TorchLibrary.Name;

    static Lib()
    {
        TorchLibrary.Load();
        TorchLibrary.Serve(typeof(Lib).Assembly);
    }

    /// <summary>Calls the static constructor: loads the library.</summary>
    public static void Touch()
    {
    }

    /// <summary>The result, or the error that libtorch left instead of one.</summary>
    public static nint Checked(nint tensor)
    {
        if (tensor == 0)
        {
            Raise();
        }

        return tensor;
    }

    /// <summary>Throws what libtorch has left as an error, if anything.</summary>
    public static void Raise()
    {
        nint message = THSTorch_get_and_reset_last_err();
        if (message != 0)
        {
            Raise(message);
        }
    }

    /// <summary>Throws an error that libtorch has left.</summary>
    public static void Raise(nint message)
    {
        string text = Marshal.PtrToStringUTF8(message) ?? "unknown error";
        int trace = text.IndexOf("\nException raised from", StringComparison.Ordinal);
        throw new EngineException($"libtorch: {(trace > 0 ? text[..trace] : text)}");
    }

    [DllImport(Dll)] public static extern nint THSTorch_get_and_reset_last_err();
    [DllImport(Dll)] public static extern nint THSTorch_float64_to_scalar(double value);
    [DllImport(Dll)] public static extern nint THSTorch_int64_to_scalar(long value);
    [DllImport(Dll)] public static extern void THSTorch_dispose_scalar(nint scalar);
    [DllImport(Dll)] public static extern int THSTorch_get_num_threads();
    [DllImport(Dll)] public static extern void THSTorch_set_num_threads(int threads);
    [DllImport(Dll)] public static extern byte THSTorchCuda_is_available();
    [DllImport(Dll)] public static extern int THSTorchCuda_device_count();

    [DllImport(Dll)] public static extern byte THSAutograd_isGradEnabled();
    [DllImport(Dll)] public static extern void THSAutograd_setGrad(byte enabled);
    [DllImport(Dll)] public static extern void THSAutograd_grad(nint* outputs, long outputCount, nint* inputs, long inputCount, nint* seeds, long seedCount, byte retainGraph, byte createGraph, byte allowUnused, delegate* unmanaged<nuint, nint*> allocator);
    [DllImport(Dll)] public static extern void THSAutograd_backward(nint* outputs, long outputCount, nint* seeds, long seedCount, byte retainGraph, byte createGraph, nint* inputs, long inputCount);

    [DllImport(Dll)] public static extern void THSTensor_dispose(nint t);
    [DllImport(Dll)] public static extern void* THSTensor_data(nint t);
    [DllImport(Dll)] public static extern byte THSTensor_is_contiguous(nint t);
    [DllImport(Dll)] public static extern long THSTensor_ndimension(nint t);
    [DllImport(Dll)] public static extern long THSTensor_size(nint t, long axis);
    [DllImport(Dll)] public static extern sbyte THSTensor_type(nint t);
    [DllImport(Dll)] public static extern byte THSTensor_requires_grad(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_grad(nint t);
    [DllImport(Dll)] public static extern void THSTensor_set_grad(nint t, nint grad);
    [DllImport(Dll)] public static extern void THSTensor_set_requires_grad(nint t, byte value);
    [DllImport(Dll)] public static extern nint THSTensor_detach(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_alias(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_contiguous(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_clone(nint t);
    [DllImport(Dll)] public static extern void THSTensor_copy_(nint t, nint other, byte nonBlocking);
    [DllImport(Dll)] public static extern nint THSTensor_new(void* data, delegate* unmanaged<void*, void> deleter, long* sizes, int rank, sbyte type, sbyte wanted, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_empty(long* sizes, int rank, sbyte type, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_zeros(long* sizes, int rank, sbyte type, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_ones(long* sizes, int rank, sbyte type, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_full(long* sizes, int rank, nint value, sbyte type, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_arange(nint start, nint end, nint step, sbyte type, int device, int index, byte requiresGrad);
    [DllImport(Dll)] public static extern nint THSTensor_to_type(nint t, sbyte type, byte copy, byte nonBlocking);
    [DllImport(Dll)] public static extern nint THSTensor_to_device(nint t, int device, int index, byte copy, byte nonBlocking);

    [DllImport(Dll)] public static extern nint THSTensor_neg(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_abs(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_sign(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_sqrt(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_rsqrt(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_reciprocal(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_exp(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_expm1(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_log(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_log1p(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_sin(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_cos(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_tan(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_asin(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_acos(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_atan(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_sinh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_cosh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_tanh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_arcsinh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_arccosh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_arctanh(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_sigmoid(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_relu(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_softplus(nint t, nint beta, nint threshold);
    [DllImport(Dll)] public static extern nint THSTensor_erf(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_erfinv(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_lgamma(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_digamma(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_floor(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_ceil(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_round(nint t, long decimals);
    [DllImport(Dll)] public static extern nint THSTensor_logical_not(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_not(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_isnan(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_isfinite(nint t);

    [DllImport(Dll)] public static extern nint THSTensor_add(nint a, nint b, nint alpha);
    [DllImport(Dll)] public static extern nint THSTensor_sub(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_mul(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_div(nint a, nint b, byte* rounding);
    [DllImport(Dll)] public static extern nint THSTensor_remainder(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_pow(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_max_elementwise(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_min_elementwise(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_atan2(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_logical_and(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_logical_or(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_logical_xor(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_and(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_or(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_xor(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_left_shift(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_bitwise_right_shift(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_eq(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_ne(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_lt(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_le(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_gt(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_ge(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_where(nint condition, nint a, nint b);

    [DllImport(Dll)] public static extern nint THSTensor_sum_along_dimensions(nint t, long* axes, int count, byte keep, byte hasType, sbyte type);
    [DllImport(Dll)] public static extern nint THSTensor_mean_along_dimensions(nint t, long* axes, int count, byte keep, byte hasType, sbyte type);
    [DllImport(Dll)] public static extern nint THSTensor_amax(nint t, long* axes, int count, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_amin(nint t, long* axes, int count, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_prod_along_dimensions(nint t, long axis, byte keep, byte hasType, sbyte type);
    [DllImport(Dll)] public static extern nint THSTensor_any_along_dimension(nint t, long axis, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_all_along_dimension(nint t, long axis, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_argmax_along_dimension(nint t, long axis, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_argmin_along_dimension(nint t, long axis, byte keep);
    [DllImport(Dll)] public static extern nint THSTensor_cumsum(nint t, long axis, byte hasType, sbyte type);
    [DllImport(Dll)] public static extern nint THSTensor_cumprod(nint t, long axis, byte hasType, sbyte type);
    [DllImport(Dll)] public static extern nint THSTensor_sort(nint t, long axis, byte descending, byte stable, nint* indices);

    [DllImport(Dll)] public static extern nint THSTensor_reshape(nint t, long* sizes, int rank);
    [DllImport(Dll)] public static extern nint THSTensor_permute(nint t, long* axes, int rank);
    [DllImport(Dll)] public static extern nint THSTensor_transpose(nint t, long a, long b);
    [DllImport(Dll)] public static extern nint THSTensor_expand(nint t, long* sizes, int rank, byte isImplicit);
    [DllImport(Dll)] public static extern nint THSTensor_unsqueeze(nint t, long axis);
    [DllImport(Dll)] public static extern nint THSTensor_squeeze(nint t, long axis);
    [DllImport(Dll)] public static extern nint THSTensor_cat(nint* tensors, int count, long axis);
    [DllImport(Dll)] public static extern nint THSTensor_stack(nint* tensors, int count, long axis);
    [DllImport(Dll)] public static extern void THSTensor_split_with_sizes(nint t, delegate* unmanaged<nuint, nint*> allocator, long* sizes, int count, long axis);
    [DllImport(Dll)] public static extern void THSTensor_unbind(nint t, delegate* unmanaged<nuint, nint*> allocator, long axis);
    [DllImport(Dll)] public static extern nint THSTensor_slice(nint t, long axis, long start, long end, long step);
    [DllImport(Dll)] public static extern nint THSTensor_flip(nint t, long* axes, int count);
    [DllImport(Dll)] public static extern nint THSTensor_repeat(nint t, long* counts, int rank);
    [DllImport(Dll)] public static extern nint THSTensor_index_select(nint t, long axis, nint index);
    [DllImport(Dll)] public static extern nint THSTensor_index_add(nint t, long axis, nint index, nint source, nint alpha);
    [DllImport(Dll)] public static extern nint THSTensor_gather(nint t, long axis, nint index);

    [DllImport(Dll)] public static extern nint THSTensor_mm(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_matmul(nint a, nint b);
    [DllImport(Dll)] public static extern nint THSTensor_addmm(nint bias, nint a, nint b, float beta, float alpha);
    [DllImport(Dll)] public static extern nint THSTensor_conv1d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_conv2d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_conv3d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_conv_transpose1d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* outputPads, int outputPadCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_conv_transpose2d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* outputPads, int outputPadCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_conv_transpose3d(nint x, nint w, nint bias, long* strides, int strideCount, long* pads, int padCount, long* outputPads, int outputPadCount, long* dilations, int dilationCount, long groups);
    [DllImport(Dll)] public static extern nint THSTensor_max_pool2d(nint x, long* window, int windowCount, long* strides, int strideCount, long* pads, int padCount, long* dilations, int dilationCount, byte ceil);
    [DllImport(Dll)] public static extern nint THSTensor_max_pool3d(nint x, long* window, int windowCount, long* strides, int strideCount, long* pads, int padCount, long* dilations, int dilationCount, byte ceil);
    [DllImport(Dll)] public static extern nint THSTensor_avg_pool2d(nint x, long* window, int windowCount, long* strides, int strideCount, long* pads, int padCount, byte ceil, byte countPads, long divisor);
    [DllImport(Dll)] public static extern nint THSTensor_avg_pool3d(nint x, long* window, int windowCount, long* strides, int strideCount, long* pads, int padCount, byte ceil, byte countPads, long divisor);
    [DllImport(Dll)] public static extern nint THSNN_pad(nint x, long* pads, int count, sbyte mode, double value);
    [DllImport(Dll)] public static extern nint THSNN_interpolate(nint x, long* size, int sizeCount, double* scale, int scaleCount, sbyte mode, sbyte alignCorners, byte recompute, byte antialias);
    [DllImport(Dll)] public static extern nint THSSpecial_softmax(nint t, long axis, sbyte type);
    [DllImport(Dll)] public static extern nint THSSpecial_log_softmax(nint t, long axis, sbyte type);
    [DllImport(Dll)] public static extern nint THSNN_cross_entropy(nint x, nint target, nint weight, long ignoreIndex, byte hasIgnoreIndex, long reduction, double smoothing);
    [DllImport(Dll)] public static extern nint THSNN_batch_norm(nint x, nint runningMean, nint runningVariance, nint weight, nint bias, byte training, double momentum, double epsilon);
    [DllImport(Dll)] public static extern nint THSNN_layer_norm(nint x, long* shape, long rank, nint weight, nint bias, double epsilon);
    [DllImport(Dll)] public static extern nint THSNN_scaled_dot_product_attention(nint query, nint key, nint value, nint mask, double dropout, byte causal);
}
