using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>−Σ target · ln(prediction) over the classes; targets are one-hot or soft. After <c>keras.metrics.CategoricalCrossentropy</c>.</summary>
[KerasName("CategoricalCrossentropy")]
public sealed partial class CategoricalCrossentropyMetric : MeanOfFunction
{
    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How much of each target is spread over all classes, 0 to 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.Categorical(yTrue, yPred, FromLogits, LabelSmoothing, Axis);
}
