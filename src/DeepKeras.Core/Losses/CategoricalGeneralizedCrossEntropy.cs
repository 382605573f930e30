namespace DeepKeras.Losses;

/// <summary>
/// (1 − p^q) / q, where p is the probability of the right class, an integer: between cross-entropy (q → 0) and absolute error (q → 1), so that
/// wrong labels harm less. Targets have shape (batch,); as in Keras, targets (batch, 1) give the losses of every prediction with every target,
/// (batch, batch). After <c>keras.losses.CategoricalGeneralizedCrossEntropy</c>.
/// </summary>
/// <remarks>Z. Zhang, M. Sabuncu, Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels, 2018.</remarks>
public sealed partial class CategoricalGeneralizedCrossEntropy : Loss
{
    /// <summary>Between 0 and 1, both excluded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 or less, or 1 or more.</exception>
    public double Q
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "q lies between 0 and 1, both excluded.");
    } = 0.5;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        Tensor right = Ops.Sum(yPred * Ops.OneHot(Crossentropies.ClassNumbers(yTrue), yPred.Shape[^1], yPred.DType), [-1]);
        return (1 - Ops.Power(right, Q)) / Q;
    }
}
