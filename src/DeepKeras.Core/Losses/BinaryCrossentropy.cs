using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>−ln of the probability of the right answer, each output on its own, averaged over an axis. Targets are 0 to 1. After <c>keras.losses.BinaryCrossentropy</c>.</summary>
[KerasAlias("bce", "BCE")]
public sealed partial class BinaryCrossentropy : Loss
{
    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far targets are drawn towards ½, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The axis over which the mean is taken.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.Binary(yTrue, yPred, FromLogits, LabelSmoothing, Axis);
}
