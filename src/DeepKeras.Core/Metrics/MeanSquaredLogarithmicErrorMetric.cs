using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The mean of (ln(1 + target) − ln(1 + prediction))²; both count as 1e-7 where they are less. After <c>keras.metrics.MeanSquaredLogarithmicError</c>.</summary>
[KerasName("MeanSquaredLogarithmicError")]
[KerasAlias("msle", "MSLE")]
public sealed partial class MeanSquaredLogarithmicErrorMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Errors.MeanSquaredLogarithmic(yTrue, yPred);
}
