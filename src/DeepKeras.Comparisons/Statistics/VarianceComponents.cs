namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Where the variance of one run's score comes from: the fold, the seed, or the rest. Two-way random effects without
/// replication, S seeds by K folds on the same folds; negative estimates become 0.
/// </summary>
/// <remarks>
/// Searle, Casella, McCulloch, "Variance Components", 1992; Bouthillier et al., "Accounting for Variance in Machine Learning
/// Benchmarks", 2021.
/// </remarks>
public sealed record VarianceComponents
{
    private const double Negligible = 1e-24;

    private VarianceComponents(double mean, double msSeed, double msFold, double msResidual, int seeds, int folds)
    {
        Mean = mean;
        MeanSquareSeed = msSeed;
        MeanSquareFold = msFold;
        MeanSquareResidual = msResidual;
        Seed = Clip((msSeed - msResidual) / folds);
        Fold = Clip((msFold - msResidual) / seeds);
        Residual = Clip(msResidual);
    }

    /// <summary>Mean of all scores.</summary>
    public double Mean { get; }

    /// <summary>Mean square of seeds.</summary>
    public double MeanSquareSeed { get; }

    /// <summary>Mean square of folds.</summary>
    public double MeanSquareFold { get; }

    /// <summary>Mean square of the rest.</summary>
    public double MeanSquareResidual { get; }

    /// <summary>Variance between seeds.</summary>
    public double Seed { get; }

    /// <summary>Variance between folds.</summary>
    public double Fold { get; }

    /// <summary>Variance left over.</summary>
    public double Residual { get; }

    /// <summary>Share of the seed, 0 when nothing varies.</summary>
    public double SeedShare => Share(Seed);

    /// <summary>Share of the fold, 0 when nothing varies.</summary>
    public double FoldShare => Share(Fold);

    /// <summary>Share of the rest, 0 when nothing varies.</summary>
    public double ResidualShare => Share(Residual);

    /// <summary>Standard deviation of one run with a new seed on a new fold.</summary>
    public double SdOneRun => Math.Sqrt(Total);

    /// <summary>Standard deviation of one run with a new seed on the same fold.</summary>
    public double SdSameFoldsNewSeed => Math.Sqrt(Seed + Residual);

    private double Total => Seed + Fold + Residual;

    /// <summary>Splits the variance of repeated runs.</summary>
    /// <param name="scores">[seed][fold], at least 2 of each, finite.</param>
    /// <exception cref="ArgumentException">Too few rows or columns, rows of different lengths, or a score that is not finite.</exception>
    public static VarianceComponents Of(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int seeds = scores.Count;
        int folds = seeds == 0 ? 0 : scores[0].Count;
        if (seeds < 2 || folds < 2 || scores.Any(row => row.Count != folds || !row.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"Expected at least 2 seeds with finite scores of the same folds, at least 2; got {seeds} seeds with " +
                $"{string.Join(", ", scores.Select(row => row.Count))} scores.",
                nameof(scores));
        }

        double mean = Moments.Mean([.. scores.SelectMany(row => row)]);
        double[] seedMeans = [.. scores.Select(Moments.Mean)];
        double[] foldMeans = [.. Enumerable.Range(0, folds).Select(k => Moments.Mean([.. scores.Select(row => row[k])]))];
        double residual = 0;
        for (int s = 0; s < seeds; s++)
        {
            for (int k = 0; k < folds; k++)
            {
                double rest = scores[s][k] - seedMeans[s] - foldMeans[k] + mean;
                residual += rest * rest;
            }
        }

        return new VarianceComponents(
            mean,
            folds * Moments.Variance(seedMeans),
            seeds * Moments.Variance(foldMeans),
            residual / ((seeds - 1) * (folds - 1)),
            seeds,
            folds);
    }

    private static double Clip(double variance) => variance < Negligible ? 0 : variance;

    private double Share(double part) => Total == 0 ? 0 : part / Total;
}
