using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Friedman's test with Iman and Davenport's F: do k learners differ over N data sets? Scores are only ranked within a data set,
/// never averaged over data sets.
/// </summary>
/// <remarks>
/// Friedman, "The use of ranks to avoid the assumption of normality", 1937; Iman and Davenport, "Approximations of the critical
/// region of the Friedman statistic", 1980; Demšar 2006.
/// </remarks>
public static class FriedmanTest
{
    /// <summary>Tests whether all learners have one mean rank.</summary>
    /// <param name="scores">[data set][learner], at least 2 of each; finite.</param>
    /// <param name="higherIsBetter">False for losses. Rank 1 is the best.</param>
    /// <exception cref="ArgumentException">Too few rows or columns, rows of different lengths, or a score that is not finite.</exception>
    public static FriedmanResult Run(IReadOnlyList<IReadOnlyList<double>> scores, bool higherIsBetter = true)
    {
        Check(scores);
        double[][] rows = [.. scores.Select(row => Ranks.Round([.. row.Select(value => higherIsBetter ? -value : value)]))];
        double[][] ranks = [.. rows.Select(Ranks.Average)];
        double n = rows.Length;
        double k = rows[0].Length;
        double[] average = [.. Enumerable.Range(0, (int)k).Select(j => ranks.Average(row => row[j]))];
        double chi2 = 12 * n / (k * (k + 1)) * average.Sum(rank => (rank - (k + 1) / 2) * (rank - (k + 1) / 2));
        double ties = rows.Sum(Ranks.TieTerm) / (n * k * (k * k - 1));
        double corrected = ties >= 1 ? 0 : chi2 / (1 - ties);
        return new FriedmanResult
        {
            DataSets = (int)n,
            AverageRanks = average,
            Chi2 = Statistic(chi2, n, k),
            Chi2TieCorrected = Statistic(corrected, n, k),
        };
    }

    private static FriedmanStatistic Statistic(double chi2, double n, double k)
    {
        // Complete agreement reaches n (k - 1) exactly, up to rounding.
        double left = n * (k - 1) - chi2;
        double f = left <= 1e-12 * n * k ? double.PositiveInfinity : (n - 1) * chi2 / left;
        return new FriedmanStatistic
        {
            Chi2 = chi2,
            DegreesOfFreedom = (int)k - 1,
            PChi2 = ChiSquared.UpperTail(k - 1, chi2),
            F = f,
            DegreesOfFreedom2 = (int)((k - 1) * (n - 1)),
            P = FisherF.UpperTail(k - 1, (k - 1) * (n - 1), f),
        };
    }

    private static void Check(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count < 2 || scores[0].Count < 2)
        {
            throw new ArgumentException(
                $"Expected at least 2 data sets and 2 learners, got {scores.Count} and {(scores.Count == 0 ? 0 : scores[0].Count)}.",
                nameof(scores));
        }

        for (int row = 0; row < scores.Count; row++)
        {
            if (scores[row].Count != scores[0].Count)
            {
                throw new ArgumentException(
                    $"Data set {row}: expected scores of {scores[0].Count} learners, got {scores[row].Count}.", nameof(scores));
            }

            for (int j = 0; j < scores[row].Count; j++)
            {
                if (!double.IsFinite(scores[row][j]))
                {
                    throw new ArgumentException(
                        $"Data set {row}, learner {j}: expected a finite score, got {scores[row][j]}.", nameof(scores));
                }
            }
        }
    }
}
