namespace DeepKeras.Losses;

/// <summary>The mean of prediction − target · ln(prediction + 1e-7) over the last axis. After <c>keras.losses.Poisson</c>.</summary>
public sealed partial class Poisson : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Alike(yTrue, yPred);
        return Errors.Poisson(yTrue, yPred);
    }
}
