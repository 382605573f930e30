using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>The mean of (target − prediction)² over the last axis. After <c>keras.losses.MeanSquaredError</c>.</summary>
[KerasAlias("mse", "MSE")]
public sealed partial class MeanSquaredError : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanSquared(yTrue, yPred);
}
