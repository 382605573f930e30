using DeepKeras.Losses;
using DeepKeras.Operations;

namespace DeepKeras.Metrics;

/// <summary>What the metrics do with values and weights before they sum them up: <c>keras.src.metrics.reduction_metrics</c>.</summary>
internal static class Reductions
{
    /// <summary>A value and a weight each row. Further axes are averaged or summed, before weighting where the weights lack them.</summary>
    /// <param name="values">Values (batch, …) or a scalar.</param>
    /// <param name="sampleWeight">Weights of as many axes or fewer; null: none.</param>
    /// <param name="reduce">The mean or the sum over axes.</param>
    /// <param name="type">The dtype of the results.</param>
    /// <returns>The weighted values, and the weights or null.</returns>
    public static (Tensor Values, Tensor? Weights) ByRow(Tensor values, Tensor? sampleWeight, Func<Tensor, int[], Tensor> reduce, DType type)
    {
        Tensor? mask = values.Mask;
        values = Ops.Cast(values, type);
        if (sampleWeight is not null)
        {
            sampleWeight = Ops.Cast(sampleWeight, type);
            sampleWeight = mask is null ? sampleWeight : LossReductions.ApplyMask(sampleWeight, mask, type, spread: false);
            (values, sampleWeight) = LossReductions.SameRank(values, sampleWeight);
            int rank = sampleWeight.Shape.Rank;
            values = From(values, rank, reduce);
            sampleWeight = Ops.Emit(new BroadcastLike(), sampleWeight, values);
            values *= sampleWeight;
            sampleWeight = From(sampleWeight, 1, reduce);
        }

        return (From(values, 1, reduce), sampleWeight);
    }

    private static Tensor From(Tensor x, int axis, Func<Tensor, int[], Tensor> reduce) =>
        x.Shape.Rank > axis ? reduce(x, [.. Enumerable.Range(axis, x.Shape.Rank - axis)]) : x;
}
