using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>How often the right class is among the k largest predictions, equals of the k-th included; the classes are integers. After <c>keras.metrics.SparseTopKCategoricalAccuracy</c>.</summary>
public sealed partial class SparseTopKCategoricalAccuracy : MeanOfFunction
{
    /// <summary>How many predictions count as right.</summary>
    public int K { get; init; } = 5;

    /// <summary>Whether the predictions are class numbers, best first, rather than scores.</summary>
    [OmitWhenNull]
    public bool? FromSortedIds { get; init; }

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => FromSortedIds is true ? Matches.AmongFirst(yTrue, yPred, K) : Matches.InTopK(yTrue, yPred, K);
}
