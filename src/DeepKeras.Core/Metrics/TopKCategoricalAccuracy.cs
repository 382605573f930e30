namespace DeepKeras.Metrics;

/// <summary>How often the right class is among the k largest predictions, equals of the k-th included; targets are one-hot. After <c>keras.metrics.TopKCategoricalAccuracy</c>.</summary>
public sealed partial class TopKCategoricalAccuracy : MeanOfFunction
{
    /// <summary>How many predictions count as right.</summary>
    public int K { get; init; } = 5;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => Matches.InTopK(Ops.IndexOfLargest(yTrue, -1), yPred, K);
}
