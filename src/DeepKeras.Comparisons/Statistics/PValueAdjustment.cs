namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// p values of m tests, adjusted so that each may be compared with the level itself. Every method takes p in [0, 1], returns
/// the adjusted values in input order, and caps them at 1.
/// </summary>
/// <remarks>
/// Holm, "A simple sequentially rejective multiple test procedure", 1979; Hochberg, "A sharper Bonferroni procedure for
/// multiple tests of significance", 1988; Benjamini and Hochberg, "Controlling the false discovery rate", 1995.
/// </remarks>
public static class PValueAdjustment
{
    /// <summary>Bonferroni: m p. Holds the chance of any false call under every dependence.</summary>
    /// <param name="p">The p values of the m tests, each in [0, 1].</param>
    /// <exception cref="ArgumentException">A value is NaN or outside [0, 1].</exception>
    public static double[] Bonferroni(IReadOnlyList<double> p)
    {
        Check(p);
        return [.. p.Select(value => Math.Min(1, p.Count * value))];
    }

    /// <summary>Holm's step-down: as safe as Bonferroni and never weaker.</summary>
    /// <param name="p">The p values of the m tests, each in [0, 1].</param>
    /// <exception cref="ArgumentException">A value is NaN or outside [0, 1].</exception>
    public static double[] Holm(IReadOnlyList<double> p) => StepDown(p, (value, left) => left * value);

    /// <summary>Holm's step-down with Šidák's 1 - (1 - p)^m: a little sharper, for independent tests.</summary>
    /// <param name="p">The p values of the m tests, each in [0, 1].</param>
    /// <exception cref="ArgumentException">A value is NaN or outside [0, 1].</exception>
    public static double[] HolmSidak(IReadOnlyList<double> p) => StepDown(p, AnyOf);

    /// <summary>Hochberg's step-up: sharper than Holm, for independent or positively dependent tests.</summary>
    /// <param name="p">The p values of the m tests, each in [0, 1].</param>
    /// <exception cref="ArgumentException">A value is NaN or outside [0, 1].</exception>
    public static double[] Hochberg(IReadOnlyList<double> p) => StepUp(p, (value, rank) => (p.Count - rank + 1) * value);

    /// <summary>Benjamini and Hochberg: holds the expected share of false calls among the calls.</summary>
    /// <param name="p">The p values of the m tests, each in [0, 1].</param>
    /// <exception cref="ArgumentException">A value is NaN or outside [0, 1].</exception>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p) =>
        StepUp(p, (value, rank) => (double)p.Count / rank * value);

    // 1 - (1 - p)^m = p Σ (1 - p)^i: no cancellation for tiny p.
    private static double AnyOf(double p, int m)
    {
        double sum = 0;
        for (int i = 0; i < m; i++)
        {
            sum += Math.Pow(1 - p, i);
        }

        return p * sum;
    }

    private static double[] StepDown(IReadOnlyList<double> p, Func<double, int, double> adjust)
    {
        Check(p);
        int[] order = Ascending(p);
        var adjusted = new double[p.Count];
        double largest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, adjust(p[order[i]], p.Count - i)));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }

    private static double[] StepUp(IReadOnlyList<double> p, Func<double, int, double> adjust)
    {
        Check(p);
        int[] order = Ascending(p);
        var adjusted = new double[p.Count];
        double smallest = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, adjust(p[order[i]], i + 1));
            adjusted[order[i]] = smallest;
        }

        return adjusted;
    }

    private static int[] Ascending(IReadOnlyList<double> p) => [.. Enumerable.Range(0, p.Count).OrderBy(i => p[i])];

    private static void Check(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        for (int i = 0; i < p.Count; i++)
        {
            if (!(p[i] >= 0 && p[i] <= 1))
            {
                throw new ArgumentException($"p[{i}]: expected a p value in [0, 1], got {p[i]}.", nameof(p));
            }
        }
    }
}
