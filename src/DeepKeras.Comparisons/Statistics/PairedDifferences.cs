namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// a - b over the same folds, with the sign turned for losses so that positive means a is better, and the one rule for what
/// counts as "the folds do not vary".
/// </summary>
internal sealed class PairedDifferences
{
    private const double Negligible = 1e-12;

    private PairedDifferences(double[] values, double mean, double sd, bool isDegenerate)
    {
        Values = values;
        Mean = mean;
        Sd = sd;
        IsDegenerate = isDegenerate;
    }

    public double[] Values { get; }

    public double Mean { get; }

    /// <summary>With divisor J - 1; exactly 0 when degenerate.</summary>
    public double Sd { get; }

    /// <summary>The spread is no more than rounding: sd ≤ 1e-12 max(1, largest |score|).</summary>
    public bool IsDegenerate { get; }

    public static PairedDifferences Of(IReadOnlyList<double> a, IReadOnlyList<double> b, bool higherIsBetter)
    {
        double[] values = Oriented(a, b, higherIsBetter);
        if (values.Length < 2)
        {
            throw new ArgumentException($"Expected at least 2 paired scores, got {values.Length}.", nameof(a));
        }

        double mean = Moments.Mean(values);
        double sd = Moments.Sd(values);
        double bound = Negligible * Math.Max(1, a.Concat(b).Max(Math.Abs));
        bool degenerate = sd <= bound;
        return new PairedDifferences(values, degenerate && Math.Abs(mean) <= bound ? 0 : mean, degenerate ? 0 : sd, degenerate);
    }

    /// <summary>The differences alone; every score must be finite.</summary>
    public static double[] Oriented(IReadOnlyList<double> a, IReadOnlyList<double> b, bool higherIsBetter = true)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
        {
            throw new ArgumentException($"Paired scores: expected as many on both sides, got {a.Count} and {b.Count}.", nameof(b));
        }

        var values = new double[a.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(a[i]) || !double.IsFinite(b[i]))
            {
                throw new ArgumentException(
                    $"Pair {i}: expected finite scores, got {a[i]} and {b[i]}. A learner that failed on a fold leaves every pair.",
                    nameof(a));
            }

            values[i] = higherIsBetter ? a[i] - b[i] : b[i] - a[i];
        }

        return values;
    }
}
