namespace DeepKeras.Metrics;

/// <summary>The weighted sum of values. After <c>keras.metrics.Sum</c>.</summary>
public sealed partial class Sum : Metric
{
    private Variable Total => State("total", Shape.Scalar);

    /// <summary>Adds the predictions; the targets do not matter.</summary>
    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) => UpdateState(yPred, sampleWeight);

    /// <summary>Adds values.</summary>
    /// <param name="values">A tensor of any shape.</param>
    /// <param name="sampleWeight">Weights, broadcast to the values; null: all 1.</param>
    public void UpdateState(Tensor values, Tensor? sampleWeight = null) =>
        Add(Total, Ops.Sum(Reductions.ByRow(values, sampleWeight, static (x, axes) => Ops.Sum(x, axes), DType).Values));

    /// <inheritdoc/>
    public override Tensor Result() => Total;
}
