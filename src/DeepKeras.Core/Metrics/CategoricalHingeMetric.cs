using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>How far the right class is from leading the best other one by 1, or 0; targets are one-hot. After <c>keras.metrics.CategoricalHinge</c>.</summary>
[KerasName("CategoricalHinge")]
public sealed partial class CategoricalHingeMetric : MeanOfFunction
{
    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Margins.CategoricalHinge(yTrue, yPred);
}
