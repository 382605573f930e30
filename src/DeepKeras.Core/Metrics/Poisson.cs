using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The mean of prediction − target · ln(prediction + 1e-7). After <c>keras.metrics.Poisson</c>.</summary>
public sealed partial class Poisson : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.Poisson(yTrue, yPred);
}
