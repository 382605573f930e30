using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Nemenyi's test of all pairs after Friedman's, and its critical difference for the diagram. Mean ranks of a pair change when
/// a third learner joins (Benavoli, Corani, Mangili, "Should We Really Use Post-Hoc Tests Based on Mean-Ranks?", 2016): for the
/// pair that matters give <see cref="WilcoxonSignedRank"/> beside it.
/// </summary>
/// <remarks>Nemenyi, "Distribution-free multiple comparisons", 1963; Demšar 2006.</remarks>
public static class Nemenyi
{
    /// <summary>Two mean ranks at least this far apart differ at the level alpha.</summary>
    /// <param name="result">Of Friedman's test.</param>
    /// <param name="alpha">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not in (0, 1).</exception>
    public static double CriticalDifference(FriedmanResult result, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(result);
        Require.CheckOpenUnit(alpha, nameof(alpha));
        return StudentizedRange.UpperQuantile(result.Learners, alpha) / Math.Sqrt(2) * result.RankStandardError;
    }

    /// <summary>p of each pair of learners, (k, k), symmetric, 1 on the diagonal.</summary>
    /// <param name="result">Of Friedman's test.</param>
    public static double[,] P(FriedmanResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var p = new double[result.Learners, result.Learners];
        for (int i = 0; i < result.Learners; i++)
        {
            for (int j = 0; j < result.Learners; j++)
            {
                double distance = Math.Abs(result.AverageRanks[i] - result.AverageRanks[j]);
                p[i, j] = StudentizedRange.UpperTail(result.Learners, distance / result.RankStandardError * Math.Sqrt(2));
            }
        }

        return p;
    }
}
