namespace DeepKeras.Metrics;

/// <summary>The number, or the weight, of predictions above a threshold whose target is 1. After <c>keras.metrics.TruePositives</c>.</summary>
public sealed partial class TruePositives : ConfusionCount
{
    private protected override Tensor Pick(Confusions counts) => counts.TruePositives;
}
