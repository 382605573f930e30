using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>The mean of ln cosh(prediction − target) over the last axis: ½ e² near 0, |e| − ln 2 far from it. After <c>keras.losses.LogCosh</c>.</summary>
[KerasAlias("logcosh")]
public sealed partial class LogCosh : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.LogCosh(yTrue, yPred);
}
