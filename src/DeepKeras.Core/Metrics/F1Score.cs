namespace DeepKeras.Metrics;

/// <summary>The harmonic mean of precision and recall. After <c>keras.metrics.F1Score</c>.</summary>
public sealed partial class F1Score : FScore
{
    private protected override double Weight => 1;
}
