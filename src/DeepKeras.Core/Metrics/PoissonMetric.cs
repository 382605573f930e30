using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of prediction − target · ln(prediction + 1e-7). After <c>keras.metrics.Poisson</c>.</summary>
[KerasName("Poisson")]
public sealed partial class PoissonMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.Poisson(yTrue, yPred);
}
