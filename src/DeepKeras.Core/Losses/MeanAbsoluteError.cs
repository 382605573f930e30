using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>The mean of |target − prediction| over the last axis. After <c>keras.losses.MeanAbsoluteError</c>.</summary>
[KerasAlias("mae", "MAE")]
public sealed partial class MeanAbsoluteError : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanAbsolute(yTrue, yPred);
}
