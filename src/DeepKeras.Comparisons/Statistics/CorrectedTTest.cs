using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The corrected resampled t-test for two learners scored on the same folds of one data set. Training sets of different folds
/// overlap, so fold scores correlate and s²/J is too small; n_test/n_train is added to 1/J.
/// </summary>
/// <remarks>
/// Nadeau and Bengio, "Inference for the Generalization Error", 2003; Bouckaert and Frank, "Evaluating the Replicability of
/// Significance Tests for Comparing Learning Algorithms", 2004. Not valid for expanding windows nor for leave-one-out.
/// </remarks>
public static class CorrectedTTest
{
    /// <summary>Tests whether the mean difference of a and b is 0.</summary>
    /// <param name="a">The scores of a, one a fold.</param>
    /// <param name="b">The scores of b on the same folds, in the same order.</param>
    /// <param name="sizes">The rows the folds train and test on.</param>
    /// <param name="higherIsBetter">False for a loss; then differences are b - a, so that positive still means a is better.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than 2 pairs, lists of different lengths, or a score that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is not in (0, 1).</exception>
    public static CorrectedTResult Run(
        IReadOnlyList<double> a, IReadOnlyList<double> b, FoldSizes sizes, bool higherIsBetter = true, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        PairedDifferences differences = PairedDifferences.Of(a, b, higherIsBetter);
        return FromDifferences(differences, VarianceFactor(differences, sizes), confidence);
    }

    /// <summary>1/J + n_test/n_train.</summary>
    internal static double VarianceFactor(PairedDifferences differences, FoldSizes sizes) =>
        1.0 / differences.Values.Length + sizes.TestToTrainRatio;

    internal static CorrectedTResult FromDifferences(PairedDifferences differences, double varianceFactor, double confidence)
    {
        Require.CheckOpenUnit(confidence, nameof(confidence));
        int df = differences.Values.Length - 1;
        double mean = differences.Mean;
        double se = Math.Sqrt(varianceFactor) * differences.Sd;
        double t = differences.IsDegenerate ? Infinite(mean) : mean / se;
        double half = differences.IsDegenerate ? 0 : StudentT.Quantile(df, 0.5 + confidence / 2) * se;
        return new CorrectedTResult
        {
            Count = df + 1,
            DegreesOfFreedom = df,
            MeanDifference = mean,
            SdDifference = differences.Sd,
            VarianceFactor = varianceFactor,
            StandardError = se,
            T = t,
            P = StudentT.TwoSided(df, t),
            PGreater = StudentT.UpperTail(df, t),
            PLess = StudentT.Cdf(df, t),
            Confidence = confidence,
            Low = mean - half,
            High = mean + half,
            SmallestCallableDifference = half,
            IsDegenerate = differences.IsDegenerate,
        };
    }

    private static double Infinite(double mean) => mean == 0 ? 0 : mean > 0 ? double.PositiveInfinity : double.NegativeInfinity;
}
