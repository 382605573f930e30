using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The weighted mean of values. After <c>keras.metrics.Mean</c>.</summary>
public partial class Mean : Metric
{
    private readonly Variable total;
    private readonly Variable count;

    /// <summary>A mean of nothing so far.</summary>
    public Mean()
    {
        total = AddState("total", Shape.Scalar);
        count = AddState("count", Shape.Scalar);
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) => UpdateState(yPred, sampleWeight);

    /// <summary>Adds values.</summary>
    /// <param name="values">A tensor of any shape.</param>
    /// <param name="sampleWeight">Weights, broadcast to the values; null: all 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null)
    {
        values = Ops.Cast(values, DType.Float32);
        Tensor weights;
        if (sampleWeight is null)
        {
            weights = Ops.OnesLike(values);
        }
        else
        {
            (values, sampleWeight) = LossReductions.SameRank(values, Ops.Cast(sampleWeight, DType.Float32));

            // A weight a row goes for all of the row's values: they are averaged first.
            if (values.Shape.Rank > sampleWeight.Shape.Rank)
            {
                values = Ops.Mean(values, [.. Enumerable.Range(sampleWeight.Shape.Rank, values.Shape.Rank - sampleWeight.Shape.Rank)]);
            }

            weights = Ops.Emit(new Operations.BroadcastLike(), sampleWeight, values + sampleWeight);
            values *= sampleWeight;
        }

        Assign(total, total + Ops.Sum(values));
        Assign(count, count + Ops.Sum(weights));
    }

    /// <inheritdoc/>
    public override Tensor Result() => LossReductions.DivideNoNan(total, count);
}
