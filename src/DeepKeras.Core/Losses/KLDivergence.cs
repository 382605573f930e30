using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>Σ target · ln(target / prediction) over the last axis; both are kept in [1e-7, 1]. After <c>keras.losses.KLDivergence</c>.</summary>
[KerasAlias("kld", "KLD", "kullback_leibler_divergence")]
public sealed partial class KLDivergence : Loss
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Alike(yTrue, yPred);
        return Errors.KLDivergence(yTrue, yPred);
    }
}
