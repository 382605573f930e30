namespace DeepKeras.Metrics;

/// <summary>The weighted mean of a function of targets and predictions: most metrics. After <c>keras.metrics.MeanMetricWrapper</c>.</summary>
public abstract class MeanOfFunction : Mean
{
    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Tensor values = Compute(yTrue, yPred);
        if (yPred.Mask is { } mask)
        {
            Tensor counted = Ops.Cast(mask, DType.Float32);
            sampleWeight = sampleWeight is null ? counted : Weighted(sampleWeight, counted);
        }

        UpdateState(values, sampleWeight);
    }

    /// <summary>The function, a value for each prediction.</summary>
    protected abstract Tensor Compute(Tensor yTrue, Tensor yPred);

    private static Tensor Weighted(Tensor weight, Tensor mask)
    {
        (Tensor w, Tensor m) = Losses.LossReductions.SameRank(Ops.Cast(weight, DType.Float32), mask);
        return w * m;
    }
}
