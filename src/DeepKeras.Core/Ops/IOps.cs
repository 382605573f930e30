namespace DeepKeras.Operations;

/// <summary>
/// An interpreter of graphs: what each operation means for a <typeparamref name="T"/>, be it a shape, an engine's tensor, a node of a
/// TensorFlow graph or the name of an ONNX value. The records of <see cref="Op"/> say what each method does.
/// </summary>
internal partial interface IOps<T>
{
    T Unary(UnaryKind kind, T x);

    T Binary(BinaryKind kind, T a, T b);

    T Compare(CompareKind kind, T a, T b);

    T Select(T condition, T a, T b);

    T Cast(T x, DType type);

    T StopGradient(T x);

    T Reduce(ReduceKind kind, T x, AxisList axes, bool keepDims);

    T ArgReduce(bool largest, T x, int axis);

    T Cumulative(bool product, T x, int axis);

    (T Values, T Indices) Sort(T x, int axis, bool descending);

    (T Values, T Indices) TopK(T x, int k);

    T Reshape(T x, AxisList dims);

    T Transpose(T x, AxisList permutation);

    T BroadcastLike(T x, T like);

    T BroadcastTo(T x, Shape shape);

    T ExpandDims(T x, int axis);

    T Squeeze(T x, int axis);

    T Concat(ReadOnlySpan<T> x, int axis);

    T Slice(T x, int axis, int start, int end, int step);

    T Pad(T x, AxisList pads, PadMode mode, double value);

    T Flip(T x, int axis);

    T Tile(T x, AxisList repeats);

    T SizeOf(T x, int axis);

    T IndexRange(T x, int axis);

    T Gather(T x, T indices, int axis);

    T TakeAlongAxis(T x, T indices, int axis);

    T SegmentSum(T x, T segments, int count);

    T OneHot(T x, int depth, DType type);

    T MatMul(T a, T b, bool transposeA, bool transposeB);

    T Conv(T x, T kernel, Conv op);

    T ConvTranspose(T x, T kernel, ConvTranspose op);

    T Pool(T x, Pool op);

    T Resize(T x, int height, int width, ResizeMethod method);

    T Softmax(T x, int axis);

    T LogSoftmax(T x, int axis);

    T SparseCrossEntropy(T logits, T labels);

    (T Result, T Mean, T Variance) BatchNorm(T x, T scale, T offset, double epsilon);

    T LayerNorm(T x, T scale, T offset, double epsilon);

    T Attention(ReadOnlySpan<T> queryKeyValueMask, double scale);

    T RandomUniform(T counter, T like, ulong seed);

    void Gradients(T loss, ReadOnlySpan<T> variables, Span<T> gradients);
}
