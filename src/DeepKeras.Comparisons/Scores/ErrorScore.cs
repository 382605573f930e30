namespace DeepKeras.Comparisons.Scores;

/// <summary>A regression score that is one number of <see cref="RegressionErrors"/>.</summary>
internal sealed record ErrorScore : RegressionScore
{
    private readonly Func<RegressionErrors, double> read;

    public ErrorScore(string name, Func<RegressionErrors, double> read, bool higherIsBetter = false)
        : base(name, higherIsBetter) => this.read = read;

    public override double DefaultRope(double bestShallowMean) => HigherIsBetter ? 0.01 : 0.01 * Math.Abs(bestShallowMean);

    private protected override double Compute(RegressionErrors errors) => read(errors);
}
