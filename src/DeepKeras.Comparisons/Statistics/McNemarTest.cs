using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// McNemar's test of two fitted models on one test set: only rows that one model alone gets right speak. It ignores the variance
/// of training, so it is about these two fitted models, not about the learners.
/// </summary>
/// <remarks>
/// McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", 1947; Dietterich 1998;
/// Fagerland, Lydersen, Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact
/// conditional", 2013.
/// </remarks>
public sealed record McNemarTest
{
    private McNemarTest(int onlyARight, int onlyBRight)
    {
        OnlyARight = onlyARight;
        OnlyBRight = onlyBRight;
    }

    /// <summary>Rows that only a gets right.</summary>
    public int OnlyARight { get; }

    /// <summary>Rows that only b gets right.</summary>
    public int OnlyBRight { get; }

    /// <summary>Two-sided mid-p, the one to report; 1 when no row speaks.</summary>
    public double PMid => N == 0 ? 1 : 2 * Binomial.Cdf(N, 0.5, Fewer) - Binomial.FairPoint(N, Fewer);

    /// <summary>Two-sided exact p.</summary>
    public double PExact => SignTest.TwoSided(OnlyARight, OnlyBRight);

    /// <summary>(b - c)² / (b + c).</summary>
    public double Chi2 => N == 0 ? 0 : (double)Gap * Gap / N;

    /// <summary>p of <see cref="Chi2"/>, 1 degree of freedom.</summary>
    public double PChi2 => ChiSquared.UpperTail(1, Chi2);

    /// <summary>(|b - c| - 1)² / (b + c), 0 for b = c.</summary>
    public double Chi2Continuity => N == 0 ? 0 : Math.Pow(Math.Max(Gap - 1, 0), 2) / N;

    /// <summary>p of <see cref="Chi2Continuity"/>, 1 degree of freedom.</summary>
    public double PChi2Continuity => ChiSquared.UpperTail(1, Chi2Continuity);

    private int N => OnlyARight + OnlyBRight;

    private int Fewer => Math.Min(OnlyARight, OnlyBRight);

    private int Gap => Math.Abs(OnlyARight - OnlyBRight);

    /// <summary>From the counts of rows that one model alone gets right.</summary>
    /// <param name="onlyARight">At least 0.</param>
    /// <param name="onlyBRight">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static McNemarTest FromCounts(int onlyARight, int onlyBRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyARight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyBRight);
        return new McNemarTest(onlyARight, onlyBRight);
    }

    /// <summary>From true and predicted classes.</summary>
    /// <param name="truth">(rows).</param>
    /// <param name="predictedA">(rows).</param>
    /// <param name="predictedB">(rows).</param>
    /// <exception cref="ArgumentException">Other numbers of rows.</exception>
    public static McNemarTest FromLabels(ReadOnlySpan<int> truth, ReadOnlySpan<int> predictedA, ReadOnlySpan<int> predictedB)
    {
        if (truth.Length != predictedA.Length || truth.Length != predictedB.Length)
        {
            throw new ArgumentException(
                $"Expected as many predictions as labels, got {truth.Length} labels, {predictedA.Length} and {predictedB.Length} predictions.");
        }

        int onlyA = 0;
        int onlyB = 0;
        for (int row = 0; row < truth.Length; row++)
        {
            bool a = predictedA[row] == truth[row];
            bool b = predictedB[row] == truth[row];
            onlyA += a && !b ? 1 : 0;
            onlyB += b && !a ? 1 : 0;
        }

        return FromCounts(onlyA, onlyB);
    }
}
