namespace DeepKeras.Metrics;

/// <summary>The F score in which recall counts β times as much as precision. After <c>keras.metrics.FBetaScore</c>.</summary>
public sealed partial class FBetaScore : FScore
{
    /// <summary>How much more recall counts than precision; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 or less.</exception>
    public double Beta
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "β lies above 0.");
    } = 1;

    private protected override double Weight => Beta;

    private protected override string DefaultName => "fbeta_score";
}
