using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The weighted mean of values; 0 of nothing. Each row counts as its mean. After <c>keras.metrics.Mean</c>.</summary>
public partial class Mean : Metric
{
    private Variable Total => State("total", Shape.Scalar);

    private Variable Count => State("count", Shape.Scalar);

    /// <summary>Adds the predictions; the targets do not matter.</summary>
    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) => UpdateState(yPred, sampleWeight);

    /// <summary>Adds values.</summary>
    /// <param name="values">A tensor of any shape.</param>
    /// <param name="sampleWeight">Weights, broadcast to the values; null: all 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null)
    {
        (values, Tensor? weights) = Reductions.ByRow(values, sampleWeight, static (x, axes) => Ops.Mean(x, axes), DType);
        Add(Total, Ops.Sum(values));
        Add(Count, weights is not null ? Ops.Sum(weights) : values.Shape.Rank > 0 ? Ops.Size(values, 0) : 1);
    }

    /// <inheritdoc/>
    public override Tensor Result() => LossReductions.DivideNoNan(Total, Count);
}
