using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of 100 · |target − prediction| / |target|, in percent; targets nearer to 0 than 1e-7 count as 1e-7. After <c>keras.metrics.MeanAbsolutePercentageError</c>.</summary>
[KerasName("MeanAbsolutePercentageError")]
[KerasAlias("mape", "MAPE")]
public sealed partial class MeanAbsolutePercentageErrorMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanAbsolutePercentage(yTrue, yPred);
}
