namespace DeepKeras.Losses;

/// <summary>The mean over the last axis of ½ e² where |e| ≤ δ and δ (|e| − ½ δ) beyond, with e = prediction − target. After <c>keras.losses.Huber</c>.</summary>
public sealed partial class Huber : Loss
{
    /// <summary>Where the square ends and the line begins.</summary>
    public double Delta { get; init; } = 1;

    private protected override string DefaultName => "huber_loss";

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.Huber(yTrue, yPred, Delta);
}
