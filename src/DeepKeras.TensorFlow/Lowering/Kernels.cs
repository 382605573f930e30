using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Operations that only gradients need, for which TensorFlow has kernels.</summary>
/// <typeparam name="T">As for <see cref="IOps{T}"/>.</typeparam>
internal interface IKernels<T>
{
    T UnaryGradient(UnaryKind kind, T at, T gradient);

    T Polygamma(int order, T x);

    T ConvInputGradient(T gradient, T kernel, Conv op, Shape shape);

    T ConvFilterGradient(T x, T gradient, Conv op, Shape shape);

    T MaxPoolGradient(T x, T pooled, T gradient, Pool op);

    T MaxPoolPick(T x, T pooled, T gradient, Pool op);

    T AveragePoolGradient(T gradient, Pool op, Shape shape);

    (T Loss, T Gradient) SparseCrossEntropyAndGradient(T logits, T labels);
}

/// <summary>An operation of <see cref="IKernels{T}"/>.</summary>
internal abstract record KernelOp : Op
{
    public sealed override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => Apply((IKernels<T>)ops, x, y);

    protected abstract void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y);

    /// <summary>Adds the operation to the graph; the results' types are known here, not by a shape rule.</summary>
    public Tensor[] Emit(ReadOnlySpan<TensorType> types, params Tensor[] inputs) => new OpNode(this, inputs, types).Outputs;
}

/// <summary>The gradient of relu at x[0], of sigmoid or tanh where the result is x[0], times x[1].</summary>
internal sealed record UnaryGradient(UnaryKind Kind) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.UnaryGradient(Kind, x[0], x[1]);
}

/// <summary>The derivative of that order of the digamma function.</summary>
internal sealed record Polygamma(int Order) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.Polygamma(Order, x[0]);
}

/// <summary>From the result's gradient x[0] and the kernel x[1] of a convolution to its operand's gradient.</summary>
internal sealed record ConvInputGradient(Conv Op, Shape Shape) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.ConvInputGradient(x[0], x[1], Op, Shape);
}

/// <summary>From the operand x[0] and the result's gradient x[1] of a convolution to its kernel's gradient.</summary>
internal sealed record ConvFilterGradient(Conv Op, Shape Shape) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.ConvFilterGradient(x[0], x[1], Op, Shape);
}

/// <summary>Sends each window's gradient x[2] to where the window of x[0] has its maximum x[1].</summary>
internal sealed record MaxPoolGradient(Pool Op) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.MaxPoolGradient(x[0], x[1], x[2], Op);
}

/// <summary>Takes from each window of x[2] the element that stands where the window of x[0] has its maximum x[1].</summary>
internal sealed record MaxPoolPick(Pool Op) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.MaxPoolPick(x[0], x[1], x[2], Op);
}

/// <summary>Spreads each window's gradient evenly over the window.</summary>
internal sealed record AveragePoolGradient(Pool Op, Shape Shape) : KernelOp
{
    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => y[0] = kernels.AveragePoolGradient(x[0], Op, Shape);
}

/// <summary><see cref="SparseCrossEntropy"/> and its gradient to the logits.</summary>
internal sealed record SparseCrossEntropyAndGradient : KernelOp
{
    public override int OutputCount => 2;

    protected override void Apply<T>(IKernels<T> kernels, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = kernels.SparseCrossEntropyAndGradient(x[0], x[1]);
}
