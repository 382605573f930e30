namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The training size from which the deep model leads one shallow learner, with its interval: the crossings of the mean
/// difference and of the ends of its confidence interval.
/// </summary>
/// <remarks>
/// Nadeau and Bengio 2003; Viering and Loog, "The Shape of Learning Curves: a Review", 2021; Fieller, "Some problems in interval
/// estimation", 1954 (inverting an interval).
/// </remarks>
public sealed record Crossover
{
    /// <summary>Where the mean difference crosses 0.</summary>
    public required Crossing At { get; init; }

    /// <summary>Lower end: where the upper end of the interval crosses 0.</summary>
    public required Crossing Low { get; init; }

    /// <summary>Upper end: where the lower end of the interval crosses 0.</summary>
    public required Crossing High { get; init; }

    /// <summary>How often the sign of the mean difference changes over the grid; above 1 the report says "not monotone".</summary>
    public required int SignChanges { get; init; }

    /// <summary>The difference at each size.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>Finds the crossover of two learning curves.</summary>
    /// <param name="n">Training sizes, rising.</param>
    /// <param name="deep">[size][split], finite; the same splits at every size.</param>
    /// <param name="shallow">[size][split], finite.</param>
    /// <param name="sizes">Rows of the split itself (the whole pool), not of the subsample, whose overlap is smaller.</param>
    /// <param name="higherIsBetter">False for a loss.</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <exception cref="ArgumentException">
    /// No or unordered sizes, lists of other lengths, fewer than 2 splits, or a score that is not finite.
    /// </exception>
    public static Crossover Find(
        IReadOnlyList<int> n,
        IReadOnlyList<IReadOnlyList<double>> deep,
        IReadOnlyList<IReadOnlyList<double>> shallow,
        FoldSizes sizes,
        bool higherIsBetter = true,
        double confidence = 0.95)
    {
        Check(n, deep, shallow);
        CurvePoint[] points = [.. n.Select((rows, i) =>
        {
            CorrectedTResult result = CorrectedTTest.Run(deep[i], shallow[i], sizes, higherIsBetter, confidence);
            return new CurvePoint(rows, result.MeanDifference, result.Low, result.High);
        })];
        return new Crossover
        {
            At = Crossing.Of(n, [.. points.Select(point => point.MeanDifference)]),
            Low = Crossing.Of(n, [.. points.Select(point => point.High)]),
            High = Crossing.Of(n, [.. points.Select(point => point.Low)]),
            SignChanges = points.Zip(points.Skip(1)).Count(pair => pair.First.MeanDifference >= 0 != pair.Second.MeanDifference >= 0),
            Points = points,
        };
    }

    private static void Check(
        IReadOnlyList<int> n, IReadOnlyList<IReadOnlyList<double>> deep, IReadOnlyList<IReadOnlyList<double>> shallow)
    {
        ArgumentNullException.ThrowIfNull(n);
        ArgumentNullException.ThrowIfNull(deep);
        ArgumentNullException.ThrowIfNull(shallow);
        if (n.Count == 0 || deep.Count != n.Count || shallow.Count != n.Count)
        {
            throw new ArgumentException(
                $"Expected scores at every training size, and at least one size; got {n.Count} sizes, {deep.Count} and {shallow.Count} lists.");
        }

        for (int i = 0; i < n.Count; i++)
        {
            if (n[i] < 1 || (i > 0 && n[i] <= n[i - 1]))
            {
                throw new ArgumentException($"Expected rising training sizes from 1, got {string.Join(", ", n)}.", nameof(n));
            }
        }
    }
}
