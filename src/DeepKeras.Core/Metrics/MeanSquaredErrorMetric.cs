using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of (target − prediction)². After <c>keras.metrics.MeanSquaredError</c>.</summary>
[KerasName("MeanSquaredError")]
[KerasAlias("mse", "MSE")]
public sealed partial class MeanSquaredErrorMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanSquared(yTrue, yPred);
}
