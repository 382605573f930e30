using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test: two learners over many data sets, one pair of scores a data set. Differences are rounded to 12
/// decimals before ranking.
/// </summary>
/// <remarks>
/// Wilcoxon, "Individual comparisons by ranking methods", 1945; Pratt, "Remarks on zeros and ties in the Wilcoxon signed rank
/// procedures", 1959; Demšar, "Statistical Comparisons of Classifiers over Multiple Data Sets", 2006.
/// </remarks>
public static class WilcoxonSignedRank
{
    private const int MostExactPairs = 100;

    /// <summary>Tests whether a and b differ.</summary>
    /// <param name="a">The scores of a, one a data set.</param>
    /// <param name="b">The scores of b, in the same order.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="higherIsBetter">False for losses; W+ still speaks for a.</param>
    /// <exception cref="ArgumentException">No pairs, lists of different lengths, or a score that is not finite.</exception>
    public static WilcoxonResult Run(
        IReadOnlyList<double> a, IReadOnlyList<double> b, ZeroMethod zeros = ZeroMethod.Pratt, bool higherIsBetter = true)
    {
        double[] differences = Ranks.Round(PairedDifferences.Oriented(a, b, higherIsBetter));
        if (differences.Length == 0)
        {
            throw new ArgumentException("Expected at least one pair, got none.", nameof(a));
        }

        double[] ranked = zeros == ZeroMethod.Wilcox ? [.. differences.Where(d => d != 0)] : differences;
        double[] ranks = Ranks.Average([.. ranked.Select(Math.Abs)]);
        double RankSum(Func<double, bool> of) => ranks.Where((_, i) => of(ranked[i])).Sum();
        double split = zeros == ZeroMethod.Split ? RankSum(d => d == 0) / 2 : 0;
        double plus = RankSum(d => d > 0) + split;
        double minus = RankSum(d => d < 0) + split;
        (double mean, double sd) = NormalMoments(ranked, zeros);
        double[] signedRanks = [.. ranks.Where((_, i) => ranked[i] != 0)];
        (double Less, double Greater) exact = zeros == ZeroMethod.Split || signedRanks.Length > MostExactPairs
            ? (double.NaN, double.NaN)
            : ExactTails(signedRanks, plus);
        double z = sd == 0 ? 0 : (plus - mean) / sd;
        double continuity = sd == 0 ? 0 : Math.Sign(plus - mean) * Math.Max(0, Math.Abs(plus - mean) - 0.5) / sd;
        return new WilcoxonResult
        {
            NonZero = signedRanks.Length,
            Zeros = differences.Length - signedRanks.Length,
            WPlus = plus,
            WMinus = minus,
            RankBiserial = plus + minus == 0 ? 0 : (plus - minus) / (plus + minus),
            PExact = Math.Min(1, 2 * Math.Min(exact.Less, exact.Greater)),
            PExactGreater = exact.Greater,
            PExactLess = exact.Less,
            Z = z,
            PNormal = Gaussian.TwoSided(z),
            ZContinuity = continuity,
            PNormalContinuity = Gaussian.TwoSided(continuity),
            HodgesLehmann = HodgesLehmann(differences),
            Sign = SignTest.OfDifferences(differences),
        };
    }

    private static (double Mean, double Sd) NormalMoments(double[] ranked, ZeroMethod zeros)
    {
        double n = ranked.Length;
        double mean = n * (n + 1) / 4;
        double variance = n * (n + 1) * (2 * n + 1) / 24;
        IEnumerable<double> tied = ranked;
        if (zeros == ZeroMethod.Pratt)
        {
            double z = ranked.Count(d => d == 0);
            mean -= z * (z + 1) / 4;
            variance -= z * (z + 1) * (2 * z + 1) / 24;
            tied = ranked.Where(d => d != 0);
        }

        variance -= Ranks.TieTerm(tied.Select(Math.Abs)) / 48;
        return (mean, Math.Sqrt(Math.Max(0, variance)));
    }

    // P(W+ ≤ w) and P(W+ ≥ w) over all sign assignments of these ranks. Twice a rank is whole, so sums index an array.
    private static (double Less, double Greater) ExactTails(double[] ranks, double plus)
    {
        int[] doubled = [.. ranks.Select(rank => (int)Math.Round(2 * rank))];
        var probability = new double[doubled.Sum() + 1];
        probability[0] = 1;
        int reach = 0;
        foreach (int rank in doubled)
        {
            reach += rank;
            for (int sum = reach; sum >= 0; sum--)
            {
                probability[sum] = 0.5 * (probability[sum] + (sum >= rank ? probability[sum - rank] : 0));
            }
        }

        int observed = (int)Math.Round(2 * plus);
        return (probability[..(observed + 1)].Sum(), probability[observed..].Sum());
    }

    // The median of the means of all pairs of differences, each with itself too.
    private static double HodgesLehmann(double[] differences)
    {
        var walsh = new List<double>(differences.Length * (differences.Length + 1) / 2);
        for (int i = 0; i < differences.Length; i++)
        {
            for (int j = i; j < differences.Length; j++)
            {
                walsh.Add((differences[i] + differences[j]) / 2);
            }
        }

        walsh.Sort();
        return (walsh[(walsh.Count - 1) / 2] + walsh[walsh.Count / 2]) / 2;
    }
}
