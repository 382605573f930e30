namespace DeepKeras.Losses;

/// <summary>How far the right class is from leading the best other one by 1, or 0; targets are one-hot. After <c>keras.losses.CategoricalHinge</c>.</summary>
public sealed partial class CategoricalHinge : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Alike(yTrue, yPred);
        return Margins.CategoricalHinge(yTrue, yPred);
    }
}
