namespace DeepKeras.Metrics;

/// <summary>How often predictions lie on the target's side of a threshold; at the threshold they count as 0. After <c>keras.metrics.BinaryAccuracy</c>.</summary>
public sealed partial class BinaryAccuracy : MeanOfFunction
{
    /// <summary>Above it a prediction counts as 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Matches.Binary(yTrue, yPred, Threshold);
}
