namespace DeepKeras.Losses;

/// <summary>Minus the cosine of the angle between target and prediction: −1 for the same direction, 0 for a right angle or where one of them is 0. After <c>keras.losses.CosineSimilarity</c>.</summary>
public sealed partial class CosineSimilarity : Loss
{
    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => -Errors.Cosine(yTrue, yPred, Axis);
}
