namespace DeepKeras.Metrics;

/// <summary>The number, or the weight, of predictions not above a threshold whose target is 1. After <c>keras.metrics.FalseNegatives</c>.</summary>
public sealed partial class FalseNegatives : ConfusionCount
{
    private protected override Tensor Pick(Confusions counts) => counts.FalseNegatives;
}
