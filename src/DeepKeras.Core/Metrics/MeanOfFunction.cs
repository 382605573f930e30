using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>The weighted mean of a function of targets and predictions: most metrics. A mask of the predictions holds. After <c>keras.metrics.MeanMetricWrapper</c>.</summary>
public abstract class MeanOfFunction : Mean
{
    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Tensor values = Compute(yTrue, yPred);
        UpdateState(values, yPred.Mask is { } mask ? LossReductions.ApplyMask(sampleWeight, mask, DType, spread: false) : sampleWeight);
    }

    /// <summary>The function, a value for each prediction.</summary>
    /// <param name="yTrue">The targets, as they were given.</param>
    /// <param name="yPred">The predictions.</param>
    protected internal abstract Tensor Compute(Tensor yTrue, Tensor yPred);
}
