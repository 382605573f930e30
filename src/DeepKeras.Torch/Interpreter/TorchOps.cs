using DeepKeras.Operations;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

// Over 400 lines would be one method an operation; the window operations stand in TorchOps.Windows.cs.

/// <summary>
/// What each operation is on libtorch. The plan says before each operation what its operands and results look like
/// (<see cref="In"/>, <see cref="Out"/>), so nothing is asked of libtorch about shapes.
/// </summary>
internal sealed unsafe partial class TorchOps : IOps<TorchTensor>
{
    private static readonly nint One = THSTorch_float64_to_scalar(1);
    private static readonly nint ZeroInteger = THSTorch_int64_to_scalar(0);
    private static readonly nint OneInteger = THSTorch_int64_to_scalar(1);
    private static readonly nint SoftplusThreshold = THSTorch_float64_to_scalar(40);

    /// <summary>The operands' shapes, all sizes known.</summary>
    public TensorType[] In { get; set; } = [];

    /// <summary>The results' shapes, all sizes known.</summary>
    public TensorType[] Out { get; set; } = [];

    /// <summary>Whether gradients will flow through the operation.</summary>
    public bool Differentiated { get; set; }

    /// <summary>Whether gradients of the gradient will be taken.</summary>
    public bool CreateGraph { get; set; }

    /// <summary>Whether gradients of a gradient are taken anywhere in the graph.</summary>
    public bool TwiceDifferentiated { get; init; }

    /// <summary>Whether another gradient of the same graph is taken later.</summary>
    public bool RetainGraph { get; set; }

    public TorchTensor Unary(UnaryKind kind, TorchTensor x)
    {
        nint t = x.Handle;
        return Made(kind switch
        {
            UnaryKind.Negative => THSTensor_neg(t),
            UnaryKind.Abs => THSTensor_abs(t),
            UnaryKind.Sign => In[0].Type.IsFloating() ? SignOf(t) : THSTensor_sign(t),
            UnaryKind.Square => THSTensor_mul(t, t),
            UnaryKind.Sqrt => THSTensor_sqrt(t),
            UnaryKind.Rsqrt => THSTensor_rsqrt(t),
            UnaryKind.Reciprocal => THSTensor_reciprocal(t),
            UnaryKind.Exp => THSTensor_exp(t),
            UnaryKind.Expm1 => THSTensor_expm1(t),
            UnaryKind.Log => THSTensor_log(t),
            UnaryKind.Log1p => THSTensor_log1p(t),
            UnaryKind.Sin => THSTensor_sin(t),
            UnaryKind.Cos => THSTensor_cos(t),
            UnaryKind.Tan => THSTensor_tan(t),
            UnaryKind.Asin => THSTensor_asin(t),
            UnaryKind.Acos => THSTensor_acos(t),
            UnaryKind.Atan => THSTensor_atan(t),
            UnaryKind.Sinh => THSTensor_sinh(t),
            UnaryKind.Cosh => THSTensor_cosh(t),
            UnaryKind.Tanh => THSTensor_tanh(t),
            UnaryKind.Asinh => THSTensor_arcsinh(t),
            UnaryKind.Acosh => THSTensor_arccosh(t),
            UnaryKind.Atanh => THSTensor_arctanh(t),
            UnaryKind.Sigmoid => THSTensor_sigmoid(t),
            UnaryKind.Relu => THSTensor_relu(t),
            UnaryKind.Softplus => THSTensor_softplus(t, One, SoftplusThreshold),
            UnaryKind.Erf => THSTensor_erf(t),
            UnaryKind.Erfinv => THSTensor_erfinv(t),
            UnaryKind.LogGamma => THSTensor_lgamma(t),
            UnaryKind.Digamma => THSTensor_digamma(t),
            UnaryKind.Floor => THSTensor_floor(t),
            UnaryKind.Ceil => THSTensor_ceil(t),
            UnaryKind.Round => In[0].Type.IsFloating() ? THSTensor_round(t, 0) : THSTensor_clone(t),
            UnaryKind.LogicalNot => THSTensor_logical_not(t),
            UnaryKind.BitwiseNot => THSTensor_bitwise_not(t),
            UnaryKind.IsNaN => THSTensor_isnan(t),
            UnaryKind.IsFinite => THSTensor_isfinite(t),
        });
    }

    public TorchTensor Binary(BinaryKind kind, TorchTensor x, TorchTensor y)
    {
        nint a = x.Handle;
        nint b = y.Handle;
        return Made(kind switch
        {
            BinaryKind.Add => THSTensor_add(a, b, In[0].Type.IsFloating() ? One : OneInteger),
            BinaryKind.Subtract => THSTensor_sub(a, b),
            BinaryKind.Multiply => THSTensor_mul(a, b),
            BinaryKind.Divide => THSTensor_div(a, b, null),
            BinaryKind.FloorDivide => DividedDown(a, b),
            BinaryKind.FloorMod => THSTensor_remainder(a, b),
            BinaryKind.Power => THSTensor_pow(a, b),
            BinaryKind.Maximum => Differentiated ? FirstWhere(THSTensor_ge(a, b), a, b) : THSTensor_max_elementwise(a, b),
            BinaryKind.Minimum => Differentiated ? FirstWhere(THSTensor_le(a, b), a, b) : THSTensor_min_elementwise(a, b),
            BinaryKind.Atan2 => THSTensor_atan2(a, b),
            BinaryKind.LogicalAnd => THSTensor_logical_and(a, b),
            BinaryKind.LogicalOr => THSTensor_logical_or(a, b),
            BinaryKind.LogicalXor => THSTensor_logical_xor(a, b),
            BinaryKind.BitwiseAnd => THSTensor_bitwise_and(a, b),
            BinaryKind.BitwiseOr => THSTensor_bitwise_or(a, b),
            BinaryKind.BitwiseXor => THSTensor_bitwise_xor(a, b),
            BinaryKind.ShiftLeft => THSTensor_bitwise_left_shift(a, b),
            BinaryKind.ShiftRight => THSTensor_bitwise_right_shift(a, b),
        });
    }

    public TorchTensor Compare(CompareKind kind, TorchTensor x, TorchTensor y)
    {
        nint a = x.Handle;
        nint b = y.Handle;
        return Made(kind switch
        {
            CompareKind.Equal => THSTensor_eq(a, b),
            CompareKind.NotEqual => THSTensor_ne(a, b),
            CompareKind.Less => THSTensor_lt(a, b),
            CompareKind.LessEqual => THSTensor_le(a, b),
            CompareKind.Greater => THSTensor_gt(a, b),
            CompareKind.GreaterEqual => THSTensor_ge(a, b),
        });
    }

    public TorchTensor Select(TorchTensor condition, TorchTensor a, TorchTensor b) => Made(THSTensor_where(condition.Handle, a.Handle, b.Handle));

    public TorchTensor Cast(TorchTensor x, DType type)
    {
        if (type != DType.Bool)
        {
            return Made(THSTensor_to_type(x.Handle, TorchTypes.Code(type), 0, 0));
        }

        nint zero = Filled(Shape.Scalar, In[0].Type, 0);
        return new(Next(zero, THSTensor_ne(x.Handle, zero)));
    }

    public TorchTensor StopGradient(TorchTensor x) => Made(THSTensor_detach(x.Handle));

    public TorchTensor Reduce(ReduceKind kind, TorchTensor x, AxisList axes, bool keepDims)
    {
        if (axes.Count == 0)
        {
            // libtorch would take no axis for all of them.
            return Made(THSTensor_alias(x.Handle));
        }

        long* dims = stackalloc long[axes.Count];
        for (int i = 0; i < axes.Count; i++)
        {
            dims[i] = axes[i];
        }

        byte keep = keepDims ? (byte)1 : (byte)0;
        sbyte type = TorchTypes.Code(Out[0].Type);
        return kind switch
        {
            ReduceKind.Sum => Made(THSTensor_sum_along_dimensions(x.Handle, dims, axes.Count, keep, 1, type)),
            ReduceKind.Mean => Made(THSTensor_mean_along_dimensions(x.Handle, dims, axes.Count, keep, 0, type)),
            ReduceKind.Max => Made(THSTensor_amax(x.Handle, dims, axes.Count, keep)),
            ReduceKind.Min => Made(THSTensor_amin(x.Handle, dims, axes.Count, keep)),
            ReduceKind.Prod or ReduceKind.Any or ReduceKind.All => AxisByAxis(kind, x, axes, keep),
        };
    }

    public TorchTensor ArgReduce(bool largest, TorchTensor x, int axis) =>
        Int32(largest ? THSTensor_argmax_along_dimension(x.Handle, axis, 0) : THSTensor_argmin_along_dimension(x.Handle, axis, 0));

    public TorchTensor Cumulative(bool product, TorchTensor x, int axis)
    {
        sbyte type = TorchTypes.Code(Out[0].Type);
        return Made(product ? THSTensor_cumprod(x.Handle, axis, 1, type) : THSTensor_cumsum(x.Handle, axis, 1, type));
    }

    public (TorchTensor Values, TorchTensor Indices) Sort(TorchTensor x, int axis, bool descending)
    {
        nint indices;
        nint values = Checked(THSTensor_sort(x.Handle, axis, descending ? (byte)1 : (byte)0, 1, &indices));
        return (new(values), Int32(indices));
    }

    public (TorchTensor Values, TorchTensor Indices) TopK(TorchTensor x, int k)
    {
        int axis = In[0].Shape.Rank - 1;
        (TorchTensor values, TorchTensor indices) = Sort(x, axis, descending: true);
        nint first = Next(values.Handle, THSTensor_slice(values.Handle, axis, 0, k, 1));
        return (new(first), new(Next(indices.Handle, THSTensor_slice(indices.Handle, axis, 0, k, 1))));
    }

    public TorchTensor Reshape(TorchTensor x, AxisList dims) => new(Reshaped(x.Handle, Out[0].Shape));

    public TorchTensor Transpose(TorchTensor x, AxisList permutation) => new(Permuted(x.Handle, permutation.Span));

    public TorchTensor BroadcastLike(TorchTensor x, TorchTensor like) => new(Expanded(x.Handle, Out[0].Shape));

    public TorchTensor BroadcastTo(TorchTensor x, Shape shape) => new(Expanded(x.Handle, Out[0].Shape));

    public TorchTensor ExpandDims(TorchTensor x, int axis) => Made(THSTensor_unsqueeze(x.Handle, axis));

    public TorchTensor Squeeze(TorchTensor x, int axis) => Made(THSTensor_squeeze(x.Handle, axis));

    public TorchTensor Concat(ReadOnlySpan<TorchTensor> x, int axis)
    {
        nint* parts = stackalloc nint[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            parts[i] = x[i].Handle;
        }

        return Made(THSTensor_cat(parts, x.Length, axis));
    }

    public TorchTensor Slice(TorchTensor x, int axis, int start, int end, int step)
    {
        (int first, int last, _) = Operations.Slice.Resolve(In[0].Shape[axis], start, end, step);
        return Made(THSTensor_slice(x.Handle, axis, first, last, step));
    }

    public TorchTensor Flip(TorchTensor x, int axis)
    {
        long dim = axis;
        return Made(THSTensor_flip(x.Handle, &dim, 1));
    }

    public TorchTensor Tile(TorchTensor x, AxisList repeats)
    {
        long* counts = stackalloc long[repeats.Count];
        for (int i = 0; i < repeats.Count; i++)
        {
            counts[i] = repeats[i];
        }

        return Made(THSTensor_repeat(x.Handle, counts, repeats.Count));
    }

    public TorchTensor SizeOf(TorchTensor x, int axis) => new(Integer(In[0].Shape[axis], DType.Int32));

    public TorchTensor IndexRange(TorchTensor x, int axis) => new(Range(In[0].Shape[axis], DType.Int32));

    public TorchTensor Gather(TorchTensor x, TorchTensor indices, int axis)
    {
        nint index = LongIndex(indices.Handle, In[1].Type);
        if (In[1].Shape.Rank == 1)
        {
            return new(Next(index, THSTensor_index_select(x.Handle, axis, index)));
        }

        index = Next(index, Flattened(index));
        nint picked = Next(index, THSTensor_index_select(x.Handle, axis, index));
        return new(Next(picked, Reshaped(picked, Out[0].Shape)));
    }

    public TorchTensor TakeAlongAxis(TorchTensor x, TorchTensor indices, int axis)
    {
        nint index = LongIndex(indices.Handle, In[1].Type);
        index = Next(index, Expanded(index, Out[0].Shape));
        nint source = Expanded(x.Handle, Out[0].Shape, axis, In[0].Shape[axis]);
        nint result = THSTensor_gather(source, axis, index);
        Free(source);
        return new(Next(index, result));
    }

    public TorchTensor SegmentSum(TorchTensor x, TorchTensor segments, int count)
    {
        // Rows that belong nowhere are summed into one more segment, which is cut off.
        nint spare = Integer(count, DType.Int64);
        nint zero = Integer(0, DType.Int64);
        nint index = LongIndex(segments.Handle, In[1].Type);
        nint low = Checked(THSTensor_lt(index, zero));
        nint high = Checked(THSTensor_ge(index, spare));
        nint outside = Checked(THSTensor_logical_or(low, high));
        nint kept = Checked(THSTensor_where(outside, spare, index));
        nint sums = Zeros(In[0].Shape, 0, count + 1, In[0].Type);
        nint added = Checked(THSTensor_index_add(sums, 0, kept, x.Handle, In[0].Type.IsFloating() ? One : OneInteger));
        nint result = Checked(THSTensor_slice(added, 0, 0, count, 1));
        Free(spare, zero, index, low, high, outside, kept, sums, added);
        return new(result);
    }

    public TorchTensor OneHot(TorchTensor x, int depth, DType type)
    {
        nint column = Checked(THSTensor_unsqueeze(x.Handle, -1));
        nint range = Range(depth, DType.Int64);
        nint equal = Checked(THSTensor_eq(column, range));
        nint result = Checked(THSTensor_to_type(equal, TorchTypes.Code(type), 0, 0));
        Free(column, range, equal);
        return new(result);
    }

    public TorchTensor MatMul(TorchTensor a, TorchTensor b, bool transposeA, bool transposeB)
    {
        if (In[0].Type == DType.BFloat16)
        {
            return TruncatedProduct(a, b, transposeA, transposeB);
        }

        nint left = transposeA ? Checked(THSTensor_transpose(a.Handle, -1, -2)) : a.Handle;
        nint right = transposeB ? Checked(THSTensor_transpose(b.Handle, -1, -2)) : b.Handle;
        nint result = Checked(In[0].Shape.Rank == 2 && In[1].Shape.Rank == 2 ? THSTensor_mm(left, right) : THSTensor_matmul(left, right));
        Free(transposeA ? left : 0, transposeB ? right : 0);
        return new(result);
    }

    /// <summary>
    /// A product of bfloat16 as TensorFlow makes it on the CPU: summed in float32, then cut off, not rounded, to bfloat16
    /// (Eigen's <c>FloatToBfloat16</c>). Gradients take the cut for the identity.
    /// </summary>
    private TorchTensor TruncatedProduct(TorchTensor a, TorchTensor b, bool transposeA, bool transposeB)
    {
        sbyte single = TorchTypes.Code(DType.Float32);
        nint left = Checked(THSTensor_to_type(a.Handle, single, 0, 0));
        nint right = Checked(THSTensor_to_type(b.Handle, single, 0, 0));
        left = transposeA ? Next(left, THSTensor_transpose(left, -1, -2)) : left;
        right = transposeB ? Next(right, THSTensor_transpose(right, -1, -2)) : right;
        nint sum = Checked(THSTensor_matmul(left, right));
        Free(left, right);

        // Rounded to nearest; where that went away from zero, the number before it: (1 - 2^-8) of a bfloat16 rounds to its neighbour.
        nint plain = Checked(THSTensor_detach(sum));
        nint rounded = Rounded(plain, free: false);
        nint size = Checked(THSTensor_abs(plain));
        nint roundedSize = Checked(THSTensor_abs(rounded));
        nint away = Checked(THSTensor_gt(roundedSize, size));
        nint factor = Filled(Shape.Scalar, DType.Float32, 1 - (1.0 / 256));
        nint before = Rounded(Checked(THSTensor_mul(rounded, factor)), free: true);
        nint cut = Checked(THSTensor_where(away, before, rounded));
        Free(rounded, size, roundedSize, away, factor, before);

        nint change = Checked(THSTensor_sub(cut, plain));
        Free(cut, plain);
        nint result = Checked(THSTensor_add(sum, change, One));
        Free(sum, change);
        return new(Next(result, THSTensor_to_type(result, TorchTypes.Code(DType.BFloat16), 0, 0)));

        static nint Rounded(nint x, bool free)
        {
            nint half = Checked(THSTensor_to_type(x, TorchTypes.Code(DType.BFloat16), 0, 0));
            if (free)
            {
                Free(x);
            }

            return Next(half, THSTensor_to_type(half, TorchTypes.Code(DType.Float32), 0, 0));
        }
    }

    public TorchTensor Softmax(TorchTensor x, int axis) => Made(THSSpecial_softmax(x.Handle, axis, TorchTypes.Code(In[0].Type)));

    public TorchTensor LogSoftmax(TorchTensor x, int axis) => Made(THSSpecial_log_softmax(x.Handle, axis, TorchTypes.Code(In[0].Type)));

    public TorchTensor SparseCrossEntropy(TorchTensor logits, TorchTensor labels)
    {
        int classes = In[0].Shape[^1];
        long* flat = stackalloc long[] { -1, classes };
        bool many = In[0].Shape.Rank != 2;
        nint x = many ? Checked(THSTensor_reshape(logits.Handle, flat, 2)) : logits.Handle;
        nint index = LongIndex(labels.Handle, In[1].Type);
        nint y = many ? Next(index, Flattened(index)) : index;

        // libtorch leaves out labels of −100 unless another number is named; no label is this one.
        nint losses = THSNN_cross_entropy(x, y, 0, long.MinValue, 1, 0, 0);
        Free(many ? x : 0);
        losses = Next(y, losses);
        return new(many ? Next(losses, Reshaped(losses, Out[0].Shape)) : losses);
    }

    public TorchTensor LayerNorm(TorchTensor x, TorchTensor scale, TorchTensor offset, double epsilon)
    {
        long size = In[0].Shape[^1];
        return Made(THSNN_layer_norm(x.Handle, &size, 1, scale.Handle, offset.Handle, epsilon));
    }

    public TorchTensor Attention(ReadOnlySpan<TorchTensor> queryKeyValueMask, double scale)
    {
        nint query = queryKeyValueMask[0].Handle;
        nint key = queryKeyValueMask[1].Handle;
        nint value = queryKeyValueMask[2].Handle;
        nint mask = queryKeyValueMask.Length > 3 ? queryKeyValueMask[3].Handle : 0;
        if (Differentiated && TwiceDifferentiated)
        {
            return new(AttentionInSteps(query, key, value, mask, scale));
        }

        // libtorch scales by 1 / √(size of a key) on its own.
        double factor = scale * Math.Sqrt(In[0].Shape[^1]);
        if (factor == 1)
        {
            return Made(THSNN_scaled_dot_product_attention(query, key, value, mask, 0, 0));
        }

        nint scaled = Scaled(query, factor);
        return new(Next(scaled, THSNN_scaled_dot_product_attention(scaled, key, value, mask, 0, 0)));
    }

    public TorchTensor RandomUniform(TorchTensor counter, TorchTensor like, ulong seed)
    {
        nint result = Empty(Out[0].Shape, DType.Float32);
        Philox.Uniform(new Span<float>(THSTensor_data(result), checked((int)Out[0].Shape.Elements)), seed, *(ulong*)THSTensor_data(counter.Handle));
        return new(result);
    }

    /// <summary>Attention of operations that each have a second gradient; libtorch's own kernel has none.</summary>
    private nint AttentionInSteps(nint query, nint key, nint value, nint mask, double scale)
    {
        nint turned = Checked(THSTensor_transpose(key, -1, -2));
        nint scores = Next(turned, THSTensor_matmul(query, turned));
        scores = Next(scores, Scaled(scores, scale));
        scores = mask == 0 ? scores : Next(scores, THSTensor_add(scores, mask, One));
        nint shares = Next(scores, THSSpecial_softmax(scores, -1, TorchTypes.Code(In[0].Type)));
        return Next(shares, THSTensor_matmul(shares, value));
    }

    private nint Scaled(nint x, double factor)
    {
        nint scalar = Filled(Shape.Scalar, In[0].Type, factor);
        return Next(scalar, THSTensor_mul(x, scalar));
    }
}
