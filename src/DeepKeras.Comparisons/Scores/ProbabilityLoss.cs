namespace DeepKeras.Comparisons.Scores;

/// <summary>A loss of the probabilities, whose practical equivalence is relative.</summary>
internal sealed record ProbabilityLoss : ProbabilityScore
{
    public ProbabilityLoss(string name, Function function)
        : base(name, function, higherIsBetter: false)
    {
    }

    public override double DefaultRope(double bestShallowMean) => 0.01 * Math.Abs(bestShallowMean);
}
