using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The sign test: how often a is better than b, against a fair coin. Ties are left out. Valid also for time-ordered folds.
/// </summary>
/// <param name="Wins">Pairs in which a is better.</param>
/// <param name="Ties">Pairs equal to 12 decimals.</param>
/// <param name="Losses">Pairs in which b is better.</param>
/// <param name="P">Two-sided, exact; 1 when all pairs tie.</param>
public sealed record SignTest(int Wins, int Ties, int Losses, double P)
{
    /// <summary>Tests paired scores.</summary>
    /// <param name="a">The scores of a.</param>
    /// <param name="b">The scores of b, in the same order.</param>
    /// <param name="higherIsBetter">False for losses.</param>
    /// <exception cref="ArgumentException">Lists of different lengths, or a score that is not finite.</exception>
    public static SignTest Run(IReadOnlyList<double> a, IReadOnlyList<double> b, bool higherIsBetter = true) =>
        OfDifferences(PairedDifferences.Oriented(a, b, higherIsBetter));

    internal static SignTest OfDifferences(IReadOnlyList<double> differences)
    {
        double[] rounded = Ranks.Round(differences);
        int wins = rounded.Count(d => d > 0);
        int losses = rounded.Count(d => d < 0);
        return new SignTest(wins, rounded.Length - wins - losses, losses, TwoSided(wins, losses));
    }

    /// <summary>min(1, 2 P(Bin(n, 1/2) ≤ min(wins, losses))).</summary>
    internal static double TwoSided(int wins, int losses) =>
        Math.Min(1, 2 * Binomial.Cdf(wins + losses, 0.5, Math.Min(wins, losses)));
}
