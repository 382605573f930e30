using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>The mean of (ln(1 + target) − ln(1 + prediction))² over the last axis; both count as 1e-7 where they are less. After <c>keras.losses.MeanSquaredLogarithmicError</c>.</summary>
[KerasAlias("msle", "MSLE")]
public sealed partial class MeanSquaredLogarithmicError : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanSquaredLogarithmic(yTrue, yPred);
}
