namespace DeepKeras.Operations;

/// <summary>
/// One operation of a graph: its attributes. Whatever runs, checks or exports a graph is an <see cref="IOps{T}"/>; an
/// operation calls the one method that is its meaning there, so an operation that an interpreter lacks does not compile.
/// </summary>
internal abstract record Op
{
    /// <summary>How many results it has.</summary>
    public virtual int OutputCount => 1;

    /// <summary>Performs the operation in the world of <paramref name="ops"/>.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="x">The operands.</param>
    /// <param name="y">Takes <see cref="OutputCount"/> results.</param>
    public abstract void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y);
}

/// <summary>A function of one number, applied to every element.</summary>
internal enum UnaryKind
{
    Negative, Abs, Sign, Square, Sqrt, Rsqrt, Reciprocal,
    Exp, Expm1, Log, Log1p,
    Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Sigmoid, Relu, Softplus, Erf, Erfinv, LogGamma, Digamma,
    Floor, Ceil, Round,
    LogicalNot, BitwiseNot, IsNaN, IsFinite,
}

/// <summary>A function of two numbers of one type, applied element by element with broadcasting.</summary>
internal enum BinaryKind
{
    Add, Subtract, Multiply, Divide, FloorDivide, FloorMod, Power, Maximum, Minimum, Atan2,
    LogicalAnd, LogicalOr, LogicalXor, BitwiseAnd, BitwiseOr, BitwiseXor, ShiftLeft, ShiftRight,
}

/// <summary>A comparison of two numbers of one type; the result is bool.</summary>
internal enum CompareKind
{
    Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
}

/// <summary>What becomes of the elements along the reduced axes.</summary>
internal enum ReduceKind
{
    Sum, Mean, Max, Min, Prod, Any, All,
}

/// <summary>What fills the border.</summary>
internal enum PadMode
{
    Constant, Reflect, Symmetric,
}

/// <summary>What a pooling window gives.</summary>
internal enum PoolKind
{
    Max, Average,
}

/// <summary>How a resized image's new pixels come from the old ones; half-pixel centres.</summary>
internal enum ResizeMethod
{
    Nearest, Bilinear,
}

// ---- element by element ----------------------------------------------------------------------------------------------

internal sealed record Unary(UnaryKind Kind) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Unary(Kind, x[0]);
}

internal sealed record Binary(BinaryKind Kind) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Binary(Kind, x[0], x[1]);
}

internal sealed record Compare(CompareKind Kind) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Compare(Kind, x[0], x[1]);
}

/// <summary>x[1] where x[0], else x[2]; all broadcast.</summary>
internal sealed record Select : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Select(x[0], x[1], x[2]);
}

internal sealed record Cast(DType Type) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Cast(x[0], Type);
}

internal sealed record StopGradient : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.StopGradient(x[0]);
}

// ---- along axes ------------------------------------------------------------------------------------------------------

internal sealed record Reduce(ReduceKind Kind, AxisList Axes, bool KeepDims) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Reduce(Kind, x[0], Axes, KeepDims);
}

/// <summary>The index of the largest (or smallest) element, the first among equals, as int32.</summary>
internal sealed record ArgReduce(bool Largest, int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.ArgReduce(Largest, x[0], Axis);
}

internal sealed record Cumulative(bool Product, int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Cumulative(Product, x[0], Axis);
}

/// <summary>The elements along the axis in order, and where they came from (int32); equal ones keep their order.</summary>
internal sealed record Sort(int Axis, bool Descending) : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.Sort(x[0], Axis, Descending);
}

/// <summary>The k largest elements along the last axis, descending, and where they were (int32); the first among equals comes first.</summary>
internal sealed record TopK(int K) : Op
{
    public override int OutputCount => 2;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1]) = ops.TopK(x[0], K);
}

// ---- shape -----------------------------------------------------------------------------------------------------------

/// <summary>The same elements in another shape; −1 stands once for what is left, <see cref="ReshapeDims.Copy"/> copies a size of the operand.</summary>
internal sealed record Reshape(AxisList Dims) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Reshape(x[0], Dims);
}

internal sealed record Transpose(AxisList Permutation) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Transpose(x[0], Permutation);
}

/// <summary>x[0] repeated to the shape of x[1], whose values do not matter.</summary>
internal sealed record BroadcastLike : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.BroadcastLike(x[0], x[1]);
}

internal sealed record BroadcastTo(Shape Shape) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.BroadcastTo(x[0], Shape);
}

internal sealed record ExpandDims(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.ExpandDims(x[0], Axis);
}

internal sealed record Squeeze(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Squeeze(x[0], Axis);
}

internal sealed record Concat(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Concat(x, Axis);
}

/// <summary>
/// Every <see cref="Step"/>th element of one axis from <see cref="Start"/> to before <see cref="End"/>; negative positions count from the
/// end, <see cref="ToEnd"/> means to the end. The step is positive.
/// </summary>
internal sealed record Slice(int Axis, int Start, int End, int Step = 1) : Op
{
    public const int ToEnd = int.MaxValue;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Slice(x[0], Axis, Start, End, Step);

    /// <summary>The first position, the one after the last, and the count, on an axis of the given size.</summary>
    public static (int Start, int End, int Count) Resolve(int size, int start, int end, int step)
    {
        int first = Math.Clamp(start < 0 ? start + size : start, 0, size);
        int last = end == ToEnd ? size : Math.Clamp(end < 0 ? end + size : end, 0, size);
        return (first, Math.Max(first, last), Math.Max(0, (last - first + step - 1) / step));
    }
}

/// <summary>Adds <see cref="Pads"/>[2a] elements before and [2a + 1] after axis a.</summary>
internal sealed record Pad(AxisList Pads, PadMode Mode, double Value) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Pad(x[0], Pads, Mode, Value);
}

internal sealed record Flip(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Flip(x[0], Axis);
}

internal sealed record Tile(AxisList Repeats) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Tile(x[0], Repeats);
}

/// <summary>The size of the operand along an axis, as an int32 scalar.</summary>
internal sealed record SizeOf(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.SizeOf(x[0], Axis);
}

/// <summary>0, 1, … along the axis of x[0], as int32.</summary>
internal sealed record IndexRange(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.IndexRange(x[0], Axis);
}

// ---- by index --------------------------------------------------------------------------------------------------------

/// <summary>Slices of x[0] along an axis, picked by the integers of x[1]; the axis is replaced by the shape of x[1].</summary>
internal sealed record Gather(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Gather(x[0], x[1], Axis);
}

/// <summary>Elements of x[0] along an axis, picked by x[1] of the same rank.</summary>
internal sealed record TakeAlongAxis(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TakeAlongAxis(x[0], x[1], Axis);
}

/// <summary>Sums the rows of x[0] that x[1] (a vector of integers) sends to each of <see cref="Segments"/> rows; others are dropped.</summary>
internal sealed record SegmentSum(int Segments) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.SegmentSum(x[0], x[1], Segments);
}

/// <summary>A new last axis with 1 at the integer of x[0]; integers out of range give zeros.</summary>
internal sealed record OneHot(int Depth, DType Type) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.OneHot(x[0], Depth, Type);
}

// ---- layers' kernels -------------------------------------------------------------------------------------------------

/// <summary>Matrix product of the last two axes, the others broadcast; both operands have rank 2 or more.</summary>
internal sealed record MatMul(bool TransposeA, bool TransposeB) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.MatMul(x[0], x[1], TransposeA, TransposeB);
}

/// <summary>
/// Correlation of x[0] (batch, space…, channels) with x[1] (window…, channels / groups, filters) over 1 to 3 axes of space.
/// <see cref="Pads"/> are zeros [before, after] each axis; none means TensorFlow's SAME, where the extra one stands at the far side.
/// </summary>
internal sealed record Conv(AxisList Strides, AxisList Dilations, AxisList Pads, int Groups) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Conv(x[0], x[1], this);
}

/// <summary>
/// The gradient of <see cref="Conv"/> to its input, as an operation: x[0] (batch, space…, channels), x[1] (window…, filters, channels).
/// The full result is cropped by <see cref="Pads"/> [before, after] and lengthened by <see cref="OutputPads"/> at the end of each axis.
/// </summary>
internal sealed record ConvTranspose(AxisList Strides, AxisList Dilations, AxisList Pads, AxisList OutputPads) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.ConvTranspose(x[0], x[1], this);
}

/// <summary>Maximum or mean of each window of x[0] (batch, space…, channels); padding (as in <see cref="Conv"/>) counts in neither.</summary>
internal sealed record Pool(PoolKind Kind, AxisList Window, AxisList Strides, AxisList Pads) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Pool(x[0], this);
}

/// <summary>Image x[0] (batch, height, width, channels) at another size.</summary>
internal sealed record Resize(int Height, int Width, ResizeMethod Method) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Resize(x[0], Height, Width, Method);
}

internal sealed record Softmax(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Softmax(x[0], Axis);
}

internal sealed record LogSoftmax(int Axis) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.LogSoftmax(x[0], Axis);
}

/// <summary>−log softmax(x[0])[x[1]]: logits (…, classes) with integer labels (…); a label out of range is an error of the engine.</summary>
internal sealed record SparseCrossEntropy : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.SparseCrossEntropy(x[0], x[1]);
}

/// <summary>
/// Training's batch normalization over every axis but the last: x[0], scale x[1], offset x[2] to the result, the mean and the biased
/// variance, both (channels). Gradients flow through the result alone; no row at all gives NaN statistics.
/// </summary>
internal sealed record BatchNorm(double Epsilon) : Op
{
    public override int OutputCount => 3;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => (y[0], y[1], y[2]) = ops.BatchNorm(x[0], x[1], x[2], Epsilon);
}

/// <summary>Each row over its last axis: (x[0] − mean) / √(variance + ε) · x[1] + x[2].</summary>
internal sealed record LayerNorm(double Epsilon) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.LayerNorm(x[0], x[1], x[2], Epsilon);
}

/// <summary>softmax(x[0] x[1]ᵀ · scale + x[3]) x[2] over the last two axes; x[3], an additive mask, may be absent.</summary>
internal sealed record Attention(double Scale) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Attention(x, Scale);
}

// ---- chance and calculus ---------------------------------------------------------------------------------------------

/// <summary>
/// Uniform numbers in [0, 1) in the shape of x[1]: Philox 4×32-10 with key <see cref="Seed"/> and the counter x[0] (an int64 scalar),
/// so the same numbers on every engine and in every run. Float32.
/// </summary>
internal sealed record RandomUniform(ulong Seed) : Op
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.RandomUniform(x[0], x[1], Seed);
}

/// <summary>The gradients of the scalar x[0] to x[1], x[2], …: zeros where it does not depend on one.</summary>
internal sealed record Gradients(int Count) : Op
{
    public override int OutputCount => Count;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => ops.Gradients(x[0], x[1..], y);
}
