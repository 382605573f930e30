namespace DeepKeras.Metrics;

/// <summary>The number, or the weight, of predictions above a threshold whose target is 0. After <c>keras.metrics.FalsePositives</c>.</summary>
public sealed partial class FalsePositives : ConfusionCount
{
    private protected override Tensor Pick(Confusions counts) => counts.FalsePositives;
}
