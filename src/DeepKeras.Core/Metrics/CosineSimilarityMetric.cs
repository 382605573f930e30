using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The cosine of the angle between target and prediction: 1 for the same direction. After <c>keras.metrics.CosineSimilarity</c>.</summary>
[KerasName("CosineSimilarity")]
public sealed partial class CosineSimilarityMetric : MeanOfFunction
{
    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.Cosine(yTrue, yPred, Axis);
}
