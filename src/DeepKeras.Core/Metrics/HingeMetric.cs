using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of max(1 − target · prediction, 0); targets are −1 and 1, or 0 and 1 throughout a batch. After <c>keras.metrics.Hinge</c>.</summary>
[KerasName("Hinge")]
public sealed partial class HingeMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Margins.Hinge(yTrue, yPred);
}
