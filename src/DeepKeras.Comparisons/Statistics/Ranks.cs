namespace DeepKeras.Comparisons.Statistics;

/// <summary>Average ranks and the rounding before them, the same wherever ranks or signs are compared.</summary>
internal static class Ranks
{
    /// <summary>To 12 decimals, so that 0.9 - 0.8 and 0.7 - 0.6 tie.</summary>
    /// <remarks>From 4,096 on a double has no 13th decimal.</remarks>
    public static double Round(double value) => Math.Abs(value) < 4096 ? Math.Round(value, 12) : value;

    /// <summary>Every value rounded.</summary>
    public static double[] Round(IReadOnlyList<double> values) => [.. values.Select(Round)];

    /// <summary>Ranks from 1 for the smallest; ties share the mean of their ranks.</summary>
    public static double[] Average(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (int from = 0; from < order.Length;)
        {
            int to = from + 1;
            while (to < order.Length && values[order[to]] == values[order[from]])
            {
                to++;
            }

            for (int i = from; i < to; i++)
            {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }

            from = to;
        }

        return ranks;
    }

    /// <summary>Σ (g³ - g) over groups of g equal values.</summary>
    public static double TieTerm(IEnumerable<double> values) =>
        values.CountBy(value => value).Sum(group => (double)group.Value * group.Value * group.Value - group.Value);
}
