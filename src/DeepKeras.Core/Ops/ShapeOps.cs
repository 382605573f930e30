using static DeepKeras.Operations.ShapeRules;

namespace DeepKeras.Operations;

/// <summary>The interpreter that only computes shapes and dtypes: it raises a model's errors while it is built.</summary>
internal sealed partial class ShapeOps : IOps<TensorType>
{
    public static ShapeOps Instance { get; } = new();

    public TensorType Unary(UnaryKind kind, TensorType x) => kind switch
    {
        UnaryKind.IsNaN or UnaryKind.IsFinite => x with { Type = DType.Bool },
        UnaryKind.LogicalNot => Require(x, x.Type == DType.Bool, kind, "bool"),
        UnaryKind.BitwiseNot => Require(x, x.Type.IsInteger(), kind, "an integer type"),
        UnaryKind.Negative or UnaryKind.Abs or UnaryKind.Sign or UnaryKind.Square or UnaryKind.Relu
            or UnaryKind.Floor or UnaryKind.Ceil or UnaryKind.Round => Require(x, x.Type.IsNumber(), kind, "a number"),
        _ => Require(x, x.Type.IsFloating(), kind, "a floating-point type"),
    };

    public TensorType Binary(BinaryKind kind, TensorType a, TensorType b)
    {
        SameType(kind.ToString(), a, b);
        switch (kind)
        {
            case BinaryKind.LogicalAnd or BinaryKind.LogicalOr or BinaryKind.LogicalXor:
                Require(a, a.Type == DType.Bool, kind, "bool");
                break;
            case BinaryKind.BitwiseAnd or BinaryKind.BitwiseOr or BinaryKind.BitwiseXor or BinaryKind.ShiftLeft or BinaryKind.ShiftRight:
                Require(a, a.Type.IsInteger(), kind, "an integer type");
                break;
            case BinaryKind.Divide or BinaryKind.Atan2:
                Require(a, a.Type.IsFloating(), kind, "a floating-point type");
                break;
            default:
                Require(a, a.Type.IsNumber(), kind, "a number");
                break;
        }

        return new(a.Type, Shape.Broadcast(a.Shape, b.Shape));
    }

    public TensorType Compare(CompareKind kind, TensorType a, TensorType b)
    {
        SameType(kind.ToString(), a, b);
        return new(DType.Bool, Shape.Broadcast(a.Shape, b.Shape));
    }

    public TensorType Select(TensorType condition, TensorType a, TensorType b)
    {
        SameType(nameof(Select), a, b);
        Require(condition, condition.Type == DType.Bool, "the condition of Select", "bool");
        return new(a.Type, Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape)));
    }

    public TensorType Cast(TensorType x, DType type) =>
        Require(x, (x.Type == DType.String) == (type == DType.String), $"{nameof(Cast)} to {type.KerasName()}", type == DType.String ? "text" : "a number") with { Type = type };

    public TensorType StopGradient(TensorType x) => x;

    public TensorType Reduce(ReduceKind kind, TensorType x, AxisList axes, bool keepDims)
    {
        if (kind is ReduceKind.Any or ReduceKind.All)
        {
            Require(x, x.Type == DType.Bool, kind, "bool");
        }
        else if (kind == ReduceKind.Mean)
        {
            Require(x, x.Type.IsFloating(), kind, "a floating-point type");
        }
        else
        {
            Number(x, kind);
        }

        var sizes = new List<int>();
        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            if (!axes.Span.Contains(axis))
            {
                sizes.Add(x.Shape[axis]);
            }
            else if (keepDims)
            {
                sizes.Add(1);
            }
        }

        return x with { Shape = sizes.ToArray() };
    }

    public TensorType ArgReduce(bool largest, TensorType x, int axis) => new(DType.Int32, Without(Number(x, nameof(ArgReduce)).Shape, axis));

    public TensorType Cumulative(bool product, TensorType x, int axis) => Number(x, nameof(Cumulative)) with { Shape = CheckAxis(x.Shape, axis) };

    public (TensorType Values, TensorType Indices) Sort(TensorType x, int axis, bool descending) =>
        (x, new(DType.Int32, CheckAxis(x.Shape, axis)));

    public (TensorType Values, TensorType Indices) TopK(TensorType x, int k)
    {
        if (x.Shape.Rank == 0 || (x.Shape[^1] >= 0 && k > x.Shape[^1]) || k < 1)
        {
            throw new ShapeException($"the {k} largest of the last axis of shape {x.Shape} were asked for.");
        }

        Shape shape = x.Shape.With(-1, k);
        return (x with { Shape = shape }, new(DType.Int32, shape));
    }

    public TensorType Reshape(TensorType x, AxisList dims) => x with { Shape = ReshapeTo(x.Shape, dims) };

    public TensorType Transpose(TensorType x, AxisList permutation)
    {
        if (permutation.Count != x.Shape.Rank || !IsPermutation(permutation))
        {
            throw new ShapeException($"the permutation {permutation} does not fit shape {x.Shape}.");
        }

        int[] sizes = new int[permutation.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = x.Shape[permutation[i]];
        }

        return x with { Shape = sizes };
    }

    public TensorType BroadcastLike(TensorType x, TensorType like) => BroadcastTo(x, like.Shape);

    public TensorType BroadcastTo(TensorType x, Shape shape)
    {
        Shape result = Shape.Broadcast(x.Shape, shape);
        return result.IsCompatibleWith(shape) ? x with { Shape = shape } : throw new ShapeException($"{x.Shape} does not broadcast to {shape}.");
    }

    public TensorType ExpandDims(TensorType x, int axis)
    {
        List<int> sizes = [.. x.Shape];
        sizes.Insert(axis, 1);
        return x with { Shape = sizes.ToArray() };
    }

    public TensorType Squeeze(TensorType x, int axis) =>
        x.Shape[axis] is 1 or Shape.Unknown ? x with { Shape = Without(x.Shape, axis) }
        : throw new ShapeException($"axis {axis} of shape {x.Shape} has size {x.Shape[axis]}; only an axis of size 1 can be squeezed.");

    public TensorType Concat(ReadOnlySpan<TensorType> x, int axis) => Concatenated(x, axis);

    public TensorType Slice(TensorType x, int axis, int start, int end, int step)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        if (step < 1)
        {
            throw new ShapeException($"a slice goes forward by 1 or more; got a step of {step}. Flip goes backward.");
        }

        return x with { Shape = x.Shape.With(axis, size < 0 ? Shape.Unknown : Operations.Slice.Resolve(size, start, end, step).Count) };
    }

    public TensorType Pad(TensorType x, AxisList pads, PadMode mode, double value)
    {
        int[] sizes = [.. x.Shape];
        if (pads.Count != 2 * sizes.Length || pads.Span.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ShapeException($"the padding {pads} does not give two counts, 0 or more, for each axis of {x.Shape}.");
        }

        for (int axis = 0; axis < sizes.Length; axis++)
        {
            int most = mode == PadMode.Reflect ? sizes[axis] - 1 : sizes[axis];
            int widest = Math.Max(pads[2 * axis], pads[(2 * axis) + 1]);
            if (mode != PadMode.Constant && sizes[axis] >= 0 && widest > 0 && widest > most)
            {
                throw new ShapeException($"{mode} padding by {pads[2 * axis]} and {pads[(2 * axis) + 1]} is more than axis {axis} of shape {x.Shape} allows ({most}).");
            }

            sizes[axis] = sizes[axis] < 0 ? Shape.Unknown : sizes[axis] + pads[2 * axis] + pads[(2 * axis) + 1];
        }

        return x with { Shape = sizes };
    }

    public TensorType Flip(TensorType x, int axis) => x with { Shape = CheckAxis(x.Shape, axis) };

    public TensorType Tile(TensorType x, AxisList repeats)
    {
        int[] sizes = [.. x.Shape];
        if (repeats.Count != sizes.Length || repeats.Span.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ShapeException($"{repeats} does not give one count, 0 or more, for each axis of {x.Shape}.");
        }

        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = sizes[axis] < 0 ? Shape.Unknown : sizes[axis] * repeats[axis];
        }

        return x with { Shape = sizes };
    }

    public TensorType SizeOf(TensorType x, int axis) => new(DType.Int32, CheckAxis(x.Shape, axis).Slice(0, 0));

    public TensorType IndexRange(TensorType x, int axis) => new(DType.Int32, [x.Shape[axis]]);

    public TensorType Gather(TensorType x, TensorType indices, int axis)
    {
        Require(indices, indices.Type.IsInteger(), "the indices of Gather", "an integer type");
        CheckAxis(x.Shape, axis);
        return x with { Shape = [.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]] };
    }

    public TensorType TakeAlongAxis(TensorType x, TensorType indices, int axis)
    {
        Require(indices, indices.Type.IsInteger(), "the indices of TakeAlongAxis", "an integer type");
        if (indices.Shape.Rank != x.Shape.Rank)
        {
            throw new ShapeException($"indices of shape {indices.Shape} do not have the rank of {x.Shape}, from which they pick along axis {axis}.");
        }

        Shape others = CheckAxis(x.Shape, axis).With(axis, 1);
        return x with { Shape = Shape.Broadcast(others, indices.Shape.With(axis, 1)).With(axis, indices.Shape[axis]) };
    }

    public TensorType SegmentSum(TensorType x, TensorType segments, int count)
    {
        Number(x, nameof(SegmentSum));
        Require(segments, segments.Type.IsInteger(), "the segments of SegmentSum", "an integer type");
        return segments.Shape.Rank == 1 && x.Shape.Rank >= 1 && segments.Shape.IsCompatibleWith([x.Shape[0]]) ? x with { Shape = x.Shape.With(0, count) }
            : throw new ShapeException($"the segments must be a vector, one integer a row of {x.Shape}; got shape {segments.Shape}.");
    }

    public TensorType OneHot(TensorType x, int depth, DType type)
    {
        Require(x, x.Type.IsInteger(), "the operand of OneHot", "an integer type");
        return new(type, [.. x.Shape, depth]);
    }

    public TensorType MatMul(TensorType a, TensorType b, bool transposeA, bool transposeB)
    {
        Number(a, nameof(MatMul));
        SameType(nameof(MatMul), a, b);
        return a with { Shape = Product(a.Shape, b.Shape, transposeA, transposeB) };
    }

    public TensorType Conv(TensorType x, TensorType kernel, Conv op)
    {
        Floating(x, nameof(Conv));
        SameType(nameof(Conv), x, kernel);
        return x with { Shape = Convolved(x.Shape, kernel.Shape, op) };
    }

    public TensorType ConvTranspose(TensorType x, TensorType kernel, ConvTranspose op)
    {
        Floating(x, nameof(ConvTranspose));
        SameType(nameof(ConvTranspose), x, kernel);
        return x with { Shape = ConvolvedTransposed(x.Shape, kernel.Shape, op) };
    }

    public TensorType Pool(TensorType x, Pool op) => Floating(x, nameof(Pool)) with { Shape = Pooled(x.Shape, op) };

    public TensorType Resize(TensorType x, int height, int width, ResizeMethod method) =>
        x.Shape.Rank == 4 ? Floating(x, nameof(Resize)) with { Shape = [x.Shape[0], height, width, x.Shape[3]] }
        : throw new ShapeException($"an image to resize has shape (batch, height, width, channels); got {x.Shape}.");

    public TensorType Softmax(TensorType x, int axis) => Floating(x, nameof(Softmax)) with { Shape = CheckAxis(x.Shape, axis) };

    public TensorType LogSoftmax(TensorType x, int axis) => Softmax(x, axis);

    public TensorType SparseCrossEntropy(TensorType logits, TensorType labels)
    {
        Floating(logits, nameof(SparseCrossEntropy));
        Require(labels, labels.Type.IsInteger(), "the labels of SparseCrossEntropy", "an integer type");
        Shape expected = Without(logits.Shape, logits.Shape.Rank - 1);
        return expected.IsCompatibleWith(labels.Shape) ? logits with { Shape = expected }
            : throw new ShapeException($"labels of shape {labels.Shape} do not fit logits of shape {logits.Shape}; expected {expected}.");
    }

    public (TensorType Result, TensorType Mean, TensorType Variance) BatchNorm(TensorType x, TensorType scale, TensorType offset, double epsilon)
    {
        CheckNormalization(nameof(BatchNorm), x, scale, offset);
        TensorType channel = new(x.Type, [x.Shape[^1]]);
        return (x, channel, channel);
    }

    public TensorType LayerNorm(TensorType x, TensorType scale, TensorType offset, double epsilon)
    {
        CheckNormalization(nameof(LayerNorm), x, scale, offset);
        return x;
    }

    public TensorType Attention(ReadOnlySpan<TensorType> queryKeyValueMask, double scale) => Attended(queryKeyValueMask);

    public TensorType RandomUniform(TensorType counter, TensorType like, ulong seed) =>
        counter.Type == DType.Int64 && counter.Shape.Rank == 0 ? new(DType.Float32, like.Shape)
        : throw new ShapeException($"random numbers are counted by an int64 scalar; got {counter}.");

    public void Gradients(TensorType loss, ReadOnlySpan<TensorType> variables, Span<TensorType> gradients)
    {
        if (loss.Shape.Rank != 0 || !loss.Type.IsFloating())
        {
            throw new ShapeException($"gradients are taken of a floating-point scalar; got {loss}.");
        }

        foreach (TensorType variable in variables)
        {
            Floating(variable, "what gradients are taken to");
        }

        variables.CopyTo(gradients);
    }
}
