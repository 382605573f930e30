namespace DeepKeras.Metrics;

/// <summary>How often the largest prediction is that of the right class; the classes are integers. After <c>keras.metrics.SparseCategoricalAccuracy</c>.</summary>
public sealed partial class SparseCategoricalAccuracy : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Matches.Sparse(yTrue, yPred);
}
