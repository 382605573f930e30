using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of |target − prediction|. After <c>keras.metrics.MeanAbsoluteError</c>.</summary>
[KerasAlias("mae", "MAE")]
public sealed partial class MeanAbsoluteError : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanAbsolute(yTrue, yPred);
}
