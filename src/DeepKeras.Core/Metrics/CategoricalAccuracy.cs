namespace DeepKeras.Metrics;

/// <summary>How often the largest prediction is that of the right class; targets are one-hot. The first among equals is the largest. After <c>keras.metrics.CategoricalAccuracy</c>.</summary>
public sealed partial class CategoricalAccuracy : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Matches.Categorical(yTrue, yPred);
}
