using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of |target − prediction|. After <c>keras.metrics.MeanAbsoluteError</c>.</summary>
[KerasName("MeanAbsoluteError")]
[KerasAlias("mae", "MAE")]
public sealed partial class MeanAbsoluteErrorMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanAbsolute(yTrue, yPred);
}
