using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// How large a difference is, apart from how sure it is. d over folds depends on the number of test rows: report it with the
/// mean difference, never alone. Scores are compared rounded to 12 decimals.
/// </summary>
/// <remarks>
/// Hedges, "Distribution theory for Glass's estimator of effect size and related estimators", 1981; Cliff, "Dominance
/// statistics: ordinal analyses to answer ordinal questions", 1993; Vargha and Delaney, "A critique and improvement of the CL
/// common language effect size statistics of McGraw and Wong", 2000.
/// </remarks>
public sealed record EffectSizes
{
    /// <summary>Mean difference / sd of the differences; NaN when they do not vary.</summary>
    public required double Dz { get; init; }

    /// <summary>Mean difference / root of the mean variance of a and b; NaN when neither varies.</summary>
    public required double Dav { get; init; }

    /// <summary>Hedges's factor for n - 1 degrees of freedom, which takes the bias from <see cref="Dz"/>; NaN for 2 pairs.</summary>
    public required double JPaired { get; init; }

    /// <summary>Hedges's factor for 2n - 2 degrees of freedom, which takes the bias from <see cref="Dav"/>.</summary>
    public required double JIndependent { get; init; }

    /// <summary>Hedges's g: <see cref="JIndependent"/> times <see cref="Dav"/>.</summary>
    public double Gav => JIndependent * Dav;

    /// <summary>Hedges's g with the factor 1 - 3 / (4 · 2n - 9).</summary>
    public required double GavApproximate { get; init; }

    /// <summary>Share of pairs in which a is better, ties half.</summary>
    public required double ProbabilityOfSuperiority { get; init; }

    /// <summary>Over all n² pairs: share in which a is better less share in which b is, in [-1, 1].</summary>
    public required double CliffsDelta { get; init; }

    /// <summary>Over all n² pairs: share in which a is better, ties half.</summary>
    public double VarghaDelaneyA => (CliffsDelta + 1) / 2;

    /// <summary>Of paired scores, higher being better.</summary>
    /// <param name="a">The scores of a, at least 2.</param>
    /// <param name="b">The scores of b, in the same order.</param>
    /// <param name="higherIsBetter">False for losses; positive still speaks for a.</param>
    /// <exception cref="ArgumentException">Fewer than 2 pairs, lists of different lengths, or a score that is not finite.</exception>
    public static EffectSizes Of(IReadOnlyList<double> a, IReadOnlyList<double> b, bool higherIsBetter = true)
    {
        PairedDifferences differences = PairedDifferences.Of(a, b, higherIsBetter);
        double n = a.Count;
        double meanVariance = (Moments.Variance(a) + Moments.Variance(b)) / 2;
        double dav = meanVariance == 0 ? double.NaN : differences.Mean / Math.Sqrt(meanVariance);
        double[] better = Ranks.Round(higherIsBetter ? a : b);
        double[] worse = Ranks.Round(higherIsBetter ? b : a);
        double wins = better.Zip(worse).Sum(pair => 0.5 * Math.Sign(pair.First - pair.Second) + 0.5);
        return new EffectSizes
        {
            Dz = differences.IsDegenerate ? double.NaN : differences.Mean / differences.Sd,
            Dav = dav,
            JPaired = HedgesFactor(n - 1),
            JIndependent = HedgesFactor(2 * n - 2),
            GavApproximate = (1 - 3 / (4 * 2 * n - 9)) * dav,
            ProbabilityOfSuperiority = wins / n,
            CliffsDelta = better.Sum(x => worse.Sum(y => (double)Math.Sign(x - y))) / (n * n),
        };
    }

    // Γ(df/2) / (sqrt(df/2) Γ((df-1)/2))
    private static double HedgesFactor(double df) => df < 2
        ? double.NaN
        : Math.Exp(SpecialFunctions.GammaLn(df / 2) - SpecialFunctions.GammaLn((df - 1) / 2)) / Math.Sqrt(df / 2);
}
