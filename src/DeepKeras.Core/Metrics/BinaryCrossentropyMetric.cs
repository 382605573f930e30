using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>−ln of the probability of the right answer, each output on its own. Targets are 0 to 1. After <c>keras.metrics.BinaryCrossentropy</c>.</summary>
[KerasName("BinaryCrossentropy")]
[KerasAlias("bce", "BCE")]
public sealed partial class BinaryCrossentropyMetric : MeanOfFunction
{
    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far targets are drawn towards ½, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.Binary(yTrue, yPred, FromLogits, LabelSmoothing, -1);
}
