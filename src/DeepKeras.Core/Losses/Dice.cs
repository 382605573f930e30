using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>1 − 2 Σ target · prediction / (Σ target + Σ prediction). After <c>keras.losses.Dice</c>.</summary>
public sealed partial class Dice : Loss
{
    /// <summary>The axes that make one loss; null: all, which gives one loss for the batch.</summary>
    public OneOrMore<int>? Axis { get; init; }

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Overlaps.Dice(yTrue, yPred, Axis);
}
