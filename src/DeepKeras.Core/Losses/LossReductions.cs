namespace DeepKeras.Losses;

/// <summary>Weights, masks and reduction, as <c>keras.src.losses.loss.reduce_weighted_values</c> has them.</summary>
internal static class LossReductions
{
    private const double Epsilon = 1e-7;

    public static Tensor Reduce(Tensor values, Tensor? sampleWeight, Tensor? mask, LossReduction reduction)
    {
        if (mask is not null)
        {
            sampleWeight = ApplyMask(sampleWeight, mask, values.DType, reduction);
        }

        if (sampleWeight is not null)
        {
            sampleWeight = Ops.Cast(sampleWeight, values.DType);
            (values, sampleWeight) = SameRank(values, sampleWeight);
            values *= sampleWeight;
        }

        if (reduction == LossReduction.None || values.Shape.Rank == 0)
        {
            return values;
        }

        Tensor sum = Ops.Sum(values);
        return reduction switch
        {
            LossReduction.Sum => sum,
            LossReduction.MeanWithSampleWeight when sampleWeight is not null => DivideNoNan(sum, Ops.Sum(Ops.Emit(new Operations.BroadcastLike(), sampleWeight, values))),
            _ => Ops.Mean(values),
        };
    }

    /// <summary>a / b, or 0 where b is 0.</summary>
    public static Tensor DivideNoNan(Tensor a, Tensor b)
    {
        Tensor zero = Ops.Equal(b, 0);
        return Ops.Where(zero, 0, a / Ops.Where(zero, 1, b));
    }

    /// <summary>One more or one less last axis of size 1, where the ranks differ by one.</summary>
    public static (Tensor A, Tensor B) SameRank(Tensor a, Tensor b)
    {
        if (a.Shape.Rank == b.Shape.Rank)
        {
            return (a, b);
        }

        if (a.Shape.Rank == b.Shape.Rank + 1)
        {
            return a.Shape[^1] == 1 && b.Shape.Rank != 0 ? (Ops.Squeeze(a, -1), b) : (a, Ops.ExpandDims(b, -1));
        }

        if (b.Shape.Rank == a.Shape.Rank + 1)
        {
            return b.Shape[^1] == 1 ? (a, Ops.Squeeze(b, -1)) : (Ops.ExpandDims(a, -1), b);
        }

        return (a, b);
    }

    private static Tensor ApplyMask(Tensor? sampleWeight, Tensor mask, DType type, LossReduction reduction)
    {
        Tensor weights = Ops.Cast(mask, type);
        if (reduction is LossReduction.SumOverBatchSize or LossReduction.Mean)
        {
            // The mean is later taken over all entries, but only the valid ones are to count.
            Tensor valid = Ops.Sum(weights);
            Tensor total = Ops.Sum(Ops.OnesLike(weights));
            weights *= total / (valid + Epsilon);
        }

        if (sampleWeight is null)
        {
            return weights;
        }

        (weights, Tensor given) = SameRank(weights, Ops.Cast(sampleWeight, type));
        return given * weights;
    }
}
