namespace DeepKeras.Losses;

/// <summary>−ln of the probability of the right class; the classes are integers. After <c>keras.losses.SparseCategoricalCrossentropy</c>.</summary>
public sealed partial class SparseCategoricalCrossentropy : Loss
{
    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>A class that does not count; null: all count.</summary>
    public int? IgnoreClass { get; init; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.Sparse(yTrue, yPred, FromLogits, IgnoreClass, Axis);
}
