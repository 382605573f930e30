using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>Σ target · ln(target / prediction) over the last axis; both are kept in [1e-7, 1]. After <c>keras.metrics.KLDivergence</c>.</summary>
[KerasName("KLDivergence")]
[KerasAlias("kld", "KLD", "kullback_leibler_divergence")]
public sealed partial class KLDivergenceMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.KLDivergence(yTrue, yPred);
}
