namespace DeepKeras.Metrics;

/// <summary>Pearson's correlation of targets and predictions along an axis, −1 to 1; NaN where one of them is constant. After <c>keras.metrics.PearsonCorrelation</c>.</summary>
public sealed partial class PearsonCorrelation : MeanOfFunction
{
    /// <summary>The axis of the observations.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Correlations.Pearson(yTrue, yPred, Axis);
}
