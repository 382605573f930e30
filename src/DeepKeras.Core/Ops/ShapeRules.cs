namespace DeepKeras.Operations;

/// <summary>The longer rules of <see cref="ShapeOps"/>.</summary>
internal static class ShapeRules
{
    public static TensorType Require(TensorType x, bool holds, object place, string expected) =>
        holds ? x : throw new ShapeException($"{place}: expected {expected}, got {x.Type.KerasName()}.");

    public static TensorType Floating(TensorType x, object place) => Require(x, x.Type.IsFloating(), place, "a floating-point type");

    public static TensorType Number(TensorType x, object place) => Require(x, x.Type.IsNumber(), place, "a number");

    public static void SameType(string place, TensorType a, TensorType b)
    {
        if (a.Type != b.Type)
        {
            throw new ShapeException($"{place}: operands of one dtype are expected, got {a.Type.KerasName()} and {b.Type.KerasName()}.");
        }
    }

    public static Shape CheckAxis(Shape shape, int axis)
    {
        shape.Axis(axis);
        return shape;
    }

    public static Shape Without(Shape shape, int axis)
    {
        shape.Axis(axis);
        return [.. shape[..axis], .. shape[(axis + 1)..]];
    }

    public static bool IsPermutation(AxisList axes)
    {
        for (int axis = 0; axis < axes.Count; axis++)
        {
            if (!axes.Span.Contains(axis))
            {
                return false;
            }
        }

        return true;
    }

    public static Shape ReshapeTo(Shape shape, AxisList dims)
    {
        int[] sizes = new int[dims.Count];
        int rest = -1;
        long known = 1;
        bool open = false;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (dims[i] == ReshapeDims.Rest)
            {
                rest = i;
                continue;
            }

            sizes[i] = ReshapeDims.CopiedAxis(dims[i]) is int copied ? shape[copied] : dims[i];
            open |= sizes[i] < 0;
            known *= Math.Max(sizes[i], 0);
        }

        if (rest >= 0)
        {
            // Sizes that are copied cancel, also while they are unknown.
            long total = 1;
            bool totalOpen = false;
            long divisor = 1;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                if (!dims.Span.Contains(ReshapeDims.Copy(axis)))
                {
                    totalOpen |= shape[axis] < 0;
                    total *= Math.Max(shape[axis], 0);
                }
            }

            for (int i = 0; i < sizes.Length; i++)
            {
                divisor *= i != rest && dims[i] >= 0 ? dims[i] : 1;
            }

            if (totalOpen)
            {
                sizes[rest] = Shape.Unknown;
            }
            else if (divisor != 0 && total % divisor == 0)
            {
                sizes[rest] = (int)(total / divisor);
            }
            else
            {
                throw new ShapeException($"shape {shape} cannot be reshaped to {dims}: {total} elements do not divide by {divisor}.");
            }
        }
        else if (!open && shape.IsKnown && known != shape.Elements)
        {
            throw new ShapeException($"shape {shape} of {shape.Elements} elements cannot be reshaped to {(Shape)sizes} of {known}.");
        }

        return sizes;
    }

    public static TensorType Concatenated(ReadOnlySpan<TensorType> x, int axis)
    {
        Shape shape = x[0].Shape;
        shape.Axis(axis);
        int size = 0;
        int[] sizes = [.. shape];
        foreach (TensorType part in x)
        {
            SameType(nameof(Concat), x[0], part);
            if (part.Shape.Rank != shape.Rank || !part.Shape.With(axis, 1).IsCompatibleWith(shape.With(axis, 1)))
            {
                throw new ShapeException($"shapes {string.Join(", ", x.ToArray().Select(p => p.Shape))} cannot be concatenated along axis {axis}: the other sizes differ.");
            }

            size = size < 0 || part.Shape[axis] < 0 ? Shape.Unknown : size + part.Shape[axis];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = sizes[i] < 0 ? part.Shape[i] : sizes[i];
            }
        }

        sizes[axis] = size;
        return x[0] with { Shape = sizes };
    }

    public static Shape Product(Shape a, Shape b, bool transposeA, bool transposeB)
    {
        if (a.Rank < 2 || b.Rank < 2)
        {
            throw new ShapeException($"a matrix product needs rank 2 or more; got {a} and {b}.");
        }

        (int rows, int inner) = transposeA ? (a[^1], a[^2]) : (a[^2], a[^1]);
        (int inner2, int columns) = transposeB ? (b[^1], b[^2]) : (b[^2], b[^1]);
        if (inner >= 0 && inner2 >= 0 && inner != inner2)
        {
            throw new ShapeException($"the matrix product of {a} and {b} does not fit: inner sizes {inner} and {inner2} differ.");
        }

        return [.. Shape.Broadcast(a.Slice(0, a.Rank - 2), b.Slice(0, b.Rank - 2)), rows, columns];
    }

    public static Shape Convolved(Shape x, Shape kernel, Conv op)
    {
        int space = op.Strides.Count;
        RequireSpace(x, space, "a convolution");
        RequireKernel(kernel, space);
        int channels = x[^1];
        if (channels >= 0 && kernel[^2] * op.Groups != channels)
        {
            throw new ShapeException($"expected {kernel[^2] * op.Groups} channels on the last axis, got {x}.");
        }

        if (kernel[^1] % op.Groups != 0)
        {
            throw new ShapeException($"{kernel[^1]} filters do not divide into {op.Groups} groups.");
        }

        int[] sizes = [.. x];
        sizes[^1] = kernel[^1];
        for (int i = 0; i < space; i++)
        {
            sizes[i + 1] = Windows(x, i + 1, kernel[i], op.Strides[i], op.Dilations[i], op.Pads, i);
        }

        return sizes;
    }

    public static Shape ConvolvedTransposed(Shape x, Shape kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        RequireSpace(x, space, "a transposed convolution");
        RequireKernel(kernel, space);
        if (x[^1] >= 0 && kernel[^1] != x[^1])
        {
            throw new ShapeException($"expected {kernel[^1]} channels on the last axis, got {x}.");
        }

        int[] sizes = [.. x];
        sizes[^1] = kernel[^2];
        for (int i = 0; i < space; i++)
        {
            int window = ((kernel[i] - 1) * op.Dilations[i]) + 1;
            sizes[i + 1] = x[i + 1] < 0 ? Shape.Unknown
                : ((x[i + 1] - 1) * op.Strides[i]) + window - op.Pads[2 * i] - op.Pads[(2 * i) + 1] + op.OutputPads[i];
        }

        return sizes;
    }

    public static Shape Pooled(Shape x, Pool op)
    {
        int space = op.Window.Count;
        RequireSpace(x, space, "pooling");
        int[] sizes = [.. x];
        for (int i = 0; i < space; i++)
        {
            sizes[i + 1] = Windows(x, i + 1, op.Window[i], op.Strides[i], 1, op.Pads, i);
        }

        return sizes;
    }

    /// <summary>The scale and the offset are vectors, as long as the last axis.</summary>
    public static void CheckNormalization(string place, TensorType x, TensorType scale, TensorType offset)
    {
        Floating(x, place);
        foreach (TensorType weight in (ReadOnlySpan<TensorType>)[scale, offset])
        {
            SameType(place, x, weight);
            if (x.Shape.Rank < 2 || !weight.Shape.IsCompatibleWith([x.Shape[^1]]))
            {
                throw new ShapeException($"{place}: expected a scale and an offset of one number for each of the channels of {x.Shape}, got {scale.Shape} and {offset.Shape}.");
            }
        }
    }

    public static TensorType Attended(ReadOnlySpan<TensorType> queryKeyValueMask)
    {
        TensorType query = Floating(queryKeyValueMask[0], nameof(Attention));
        Shape scores = Product(query.Shape, queryKeyValueMask[1].Shape, false, true);
        foreach (TensorType other in queryKeyValueMask[1..])
        {
            SameType(nameof(Attention), query, other);
        }

        if (queryKeyValueMask.Length > 3 && !Shape.Broadcast(scores, queryKeyValueMask[3].Shape).IsCompatibleWith(scores))
        {
            throw new ShapeException($"a mask of shape {queryKeyValueMask[3].Shape} does not broadcast to the scores' shape {scores}.");
        }

        return query with { Shape = Product(scores, queryKeyValueMask[2].Shape, false, false) };
    }

    private static void RequireSpace(Shape x, int space, string what)
    {
        if (x.Rank != space + 2)
        {
            string axes = string.Join(", ", new[] { "depth", "height", "width" }[(3 - space)..]);
            throw new ShapeException($"expected shape (batch, {(space == 1 ? "steps" : axes)}, channels) for {what} over {space} axes, got {x}.");
        }
    }

    private static void RequireKernel(Shape kernel, int space)
    {
        if (kernel.Rank != space + 2)
        {
            throw new ShapeException($"expected a kernel of rank {space + 2}, a window over {space} axes and two of channels, got {kernel}.");
        }
    }

    /// <summary>The padding before and after one axis of space; none given means SAME.</summary>
    public static (int Before, int After) Padding(AxisList pads, int i, int size, int extent, int stride)
    {
        if (pads.Count > 0)
        {
            return (pads[2 * i], pads[(2 * i) + 1]);
        }

        int total = Math.Max(0, ((((size + stride - 1) / stride) - 1) * stride) + extent - size);
        return (total / 2, total - (total / 2));
    }

    private static int Windows(Shape x, int axis, int window, int stride, int dilation, AxisList pads, int i)
    {
        if (x[axis] < 0)
        {
            return Shape.Unknown;
        }

        int extent = ((window - 1) * dilation) + 1;
        (int before, int after) = Padding(pads, i, x[axis], extent, stride);
        int padded = x[axis] + before + after;
        return padded >= extent ? ((padded - extent) / stride) + 1
            : throw new ShapeException($"a window of {extent} does not fit axis {axis} of shape {x} (with {before} + {after} of padding).");
    }
}
