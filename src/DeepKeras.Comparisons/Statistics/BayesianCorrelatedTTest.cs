namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The Bayesian correlated t-test: the posterior of the mean difference is a Student t with the location, scale and degrees of
/// freedom of <see cref="CorrectedTTest"/>. Unlike p it has a third answer, "practically equal".
/// </summary>
/// <remarks>
/// Corani and Benavoli, "A Bayesian approach for comparing cross-validated algorithms on multiple data sets", 2015; Benavoli,
/// Corani, Demšar, Zaffalon, "Time for a Change: a Tutorial for Comparing Multiple Classifiers Through Bayesian Analysis", 2017.
/// </remarks>
public static class BayesianCorrelatedTTest
{
    /// <summary>The posterior of the mean difference of a and b.</summary>
    /// <param name="a">The scores of a, one a fold.</param>
    /// <param name="b">The scores of b on the same folds, in the same order.</param>
    /// <param name="sizes">The rows the folds train and test on.</param>
    /// <param name="rope">Half the region of practical equivalence, in units of the score, at least 0.</param>
    /// <param name="higherIsBetter">False for a loss; positive differences still mean a is better.</param>
    /// <exception cref="ArgumentException">Fewer than 2 pairs, lists of different lengths, or a score that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rope"/> is negative or not finite.</exception>
    public static DifferencePosterior Run(
        IReadOnlyList<double> a, IReadOnlyList<double> b, FoldSizes sizes, double rope, bool higherIsBetter = true)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        PairedDifferences differences = PairedDifferences.Of(a, b, higherIsBetter);
        double scale = Math.Sqrt(CorrectedTTest.VarianceFactor(differences, sizes)) * differences.Sd;
        return new DifferencePosterior(differences.Mean, scale, differences.Values.Length - 1, rope);
    }
}
