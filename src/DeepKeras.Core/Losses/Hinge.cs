namespace DeepKeras.Losses;

/// <summary>The mean of max(1 − target · prediction, 0) over the last axis; targets are −1 and 1, or 0 and 1 throughout a batch. After <c>keras.losses.Hinge</c>.</summary>
public sealed partial class Hinge : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Alike(yTrue, yPred);
        return Margins.Hinge(yTrue, yPred);
    }
}
