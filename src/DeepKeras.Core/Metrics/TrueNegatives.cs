namespace DeepKeras.Metrics;

/// <summary>The number, or the weight, of predictions not above a threshold whose target is 0. After <c>keras.metrics.TrueNegatives</c>.</summary>
public sealed partial class TrueNegatives : ConfusionCount
{
    private protected override Tensor Pick(Confusions counts) => counts.TrueNegatives;
}
