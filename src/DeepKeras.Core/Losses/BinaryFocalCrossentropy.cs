namespace DeepKeras.Losses;

/// <summary>Binary cross-entropy times (1 − p)^γ, where p is the probability of the right answer. After <c>keras.losses.BinaryFocalCrossentropy</c>.</summary>
/// <remarks>T.-Y. Lin et al., Focal Loss for Dense Object Detection, 2017.</remarks>
public sealed partial class BinaryFocalCrossentropy : Loss
{
    /// <summary>Whether <see cref="Alpha"/> weighs the answers.</summary>
    public bool ApplyClassBalancing { get; init; }

    /// <summary>The weight of the answer 1; that of 0 is 1 − α.</summary>
    public double Alpha { get; init; } = 0.25;

    /// <summary>How much less counts what is predicted well: the exponent of 1 − p.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far targets are drawn towards ½, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The axis over which the mean is taken.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.BinaryFocal(yTrue, yPred, ApplyClassBalancing ? Alpha : null, Gamma, FromLogits, LabelSmoothing, Axis);
}
