namespace DeepKeras.Metrics;

/// <summary>Lin's concordance of targets and predictions along an axis, −1 to 1: correlation that also asks for the same mean and scale. After <c>keras.metrics.ConcordanceCorrelation</c>.</summary>
/// <remarks>L. Lin, A Concordance Correlation Coefficient to Evaluate Reproducibility, 1989.</remarks>
public sealed partial class ConcordanceCorrelation : MeanOfFunction
{
    /// <summary>The axis of the observations.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Correlations.Concordance(yTrue, yPred, Axis);
}
