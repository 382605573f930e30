using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>The mean of 100 · |target − prediction| / |target| over the last axis, in percent; targets nearer to 0 than 1e-7 count as 1e-7. After <c>keras.losses.MeanAbsolutePercentageError</c>.</summary>
[KerasAlias("mape", "MAPE")]
public sealed partial class MeanAbsolutePercentageError : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanAbsolutePercentage(yTrue, yPred);
}
