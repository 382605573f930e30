using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>−ln of the probability of the right class; the classes are integers. Rows of an ignored class count as 0; with weights they do not count. After <c>keras.metrics.SparseCategoricalCrossentropy</c>.</summary>
[KerasName("SparseCategoricalCrossentropy")]
public sealed partial class SparseCategoricalCrossentropyMetric : MeanOfFunction
{
    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    /// <summary>A class without a loss; null: none.</summary>
    public int? IgnoreClass { get; init; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Crossentropies.Sparse(yTrue, yPred, FromLogits, IgnoreClass, Axis);
}
