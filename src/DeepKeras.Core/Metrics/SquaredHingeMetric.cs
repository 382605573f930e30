using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of max(1 − target · prediction, 0)²; targets are −1 and 1, or 0 and 1 throughout a batch. After <c>keras.metrics.SquaredHinge</c>.</summary>
[KerasName("SquaredHinge")]
public sealed partial class SquaredHingeMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Margins.SquaredHinge(yTrue, yPred);
}
