namespace DeepKeras.Losses;

/// <summary>Weights, masks and reduction, as <c>keras.src.losses.loss.reduce_weighted_values</c> has them.</summary>
internal static class LossReductions
{
    public static Tensor Reduce(Tensor values, Tensor? sampleWeight, Tensor? mask, LossReduction reduction)
    {
        if (mask is not null)
        {
            sampleWeight = ApplyMask(sampleWeight, mask, values.DType, reduction is LossReduction.SumOverBatchSize or LossReduction.Mean);
        }

        if (sampleWeight is not null)
        {
            (values, sampleWeight) = SameRank(values, Ops.Cast(sampleWeight, values.DType));
            RefuseRowsAlongSteps(values.Shape, sampleWeight.Shape);
            values *= sampleWeight;
        }

        if (reduction == LossReduction.None || values.Shape.Rank == 0)
        {
            return values;
        }

        return reduction switch
        {
            LossReduction.Sum => Ops.Sum(values),
            LossReduction.MeanWithSampleWeight when sampleWeight is not null => DivideNoNan(Ops.Sum(values), Ops.Sum(sampleWeight)),
            _ => Ops.Mean(values),
        };
    }

    /// <summary>The mask as weights, times the weights if there are any.</summary>
    /// <param name="sampleWeight">The weights.</param>
    /// <param name="mask">What counts.</param>
    /// <param name="type">The dtype of the result.</param>
    /// <param name="spread">Whether a mean over everything follows, in which only what counts is to count: it then weighs more.</param>
    public static Tensor ApplyMask(Tensor? sampleWeight, Tensor mask, DType type, bool spread)
    {
        Tensor weights = Ops.Cast(mask, type);
        if (spread)
        {
            weights = Ops.Where(mask, DivideNoNan(Count(mask, type), Ops.Sum(weights)), 0);
        }

        if (sampleWeight is null)
        {
            return weights;
        }

        (weights, Tensor given) = SameRank(weights, Ops.Cast(sampleWeight, type));
        return given * weights;
    }

    /// <summary>a / b, or 0 where b is 0.</summary>
    public static Tensor DivideNoNan(Tensor a, Tensor b)
    {
        Tensor zero = Ops.Equal(b, 0);
        return Ops.Where(zero, 0, a / Ops.Where(zero, 1, b));
    }

    /// <summary>
    /// One last axis of size 1 more or less, where the ranks differ by one and the longer shape ends in 1: a vector gains the axis, anything
    /// else loses it. Keras's <c>squeeze_or_expand_to_same_rank</c>.
    /// </summary>
    /// <param name="a">A tensor.</param>
    /// <param name="b">Another one.</param>
    /// <param name="expandVectors">False: vectors stay as they are, and the other one loses the axis.</param>
    public static (Tensor A, Tensor B) SameRank(Tensor a, Tensor b, bool expandVectors = true)
    {
        if (a.Shape.Rank == b.Shape.Rank + 1 && a.Shape[^1] == 1)
        {
            return b.Shape.Rank == 1 && expandVectors ? (a, Ops.ExpandDims(b, -1)) : (Squeezed(a), b);
        }

        if (b.Shape.Rank == a.Shape.Rank + 1 && b.Shape[^1] == 1)
        {
            return a.Shape.Rank == 1 && expandVectors ? (Ops.ExpandDims(a, -1), b) : (a, Squeezed(b));
        }

        return (a, b);
    }

    /// <summary>The number of elements, as a scalar of the given dtype.</summary>
    public static Tensor Count(Tensor x, DType type)
    {
        Tensor count = Ops.Constant(type, x.Shape.Where(size => size >= 0).Aggregate(1.0, (product, size) => product * size));
        for (int axis = 0; axis < x.Shape.Rank; axis++)
        {
            count = x.Shape[axis] < 0 ? count * Ops.Cast(Ops.Size(x, axis), type) : count;
        }

        return count;
    }

    private static Tensor Squeezed(Tensor x)
    {
        Tensor squeezed = Ops.Squeeze(x, -1);
        squeezed.Mask = x.Mask;
        squeezed.Logits = x.Logits is { } logits ? Ops.Squeeze(logits, -1) : null;
        return squeezed;
    }

    /// <summary>A weight a row of losses (batch, steps) would be taken for a weight a step wherever the sizes agree, and fail elsewhere.</summary>
    private static void RefuseRowsAlongSteps(Shape values, Shape weights)
    {
        if (weights.Rank == 1 && weights[0] != 1 && values.Rank > 1 && values[^1] != 1)
        {
            throw new ShapeException($"sample weights of shape {weights} do not fit losses of shape {values}: give weights of shape {values}, or ({(weights[0] < 0 ? "None" : weights[0])}{string.Concat(Enumerable.Repeat(", 1", values.Rank - 1))}) for one weight a row.");
        }
    }
}
