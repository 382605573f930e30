namespace DeepKeras.Metrics;

/// <summary>How often predictions equal targets. After <c>keras.metrics.Accuracy</c>.</summary>
public sealed partial class Accuracy : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Matches.Same(yTrue, yPred);
}
