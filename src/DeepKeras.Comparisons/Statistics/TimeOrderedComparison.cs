namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Deep against shallow on time-ordered folds. They are not exchangeable, so no p from t is valid: the differences, their mean
/// and the sign test are all there is.
/// </summary>
/// <param name="Differences">One a fold, in the order of time; positive where the deep model is better.</param>
/// <param name="MeanDifference">Their mean, in units of the score.</param>
/// <param name="Sign">The sign test of the differences.</param>
public sealed record TimeOrderedComparison(IReadOnlyList<double> Differences, double MeanDifference, SignTest Sign)
{
    /// <summary>Compares the scores of two learners.</summary>
    /// <param name="deep">The deep model's scores, one a fold, at least 1.</param>
    /// <param name="shallow">The shallow learner's scores on the same folds.</param>
    /// <param name="higherIsBetter">False for a loss.</param>
    /// <exception cref="ArgumentException">No folds, lists of different lengths, or a score that is not finite.</exception>
    public static TimeOrderedComparison Run(IReadOnlyList<double> deep, IReadOnlyList<double> shallow, bool higherIsBetter = true)
    {
        double[] differences = PairedDifferences.Oriented(deep, shallow, higherIsBetter);
        if (differences.Length == 0)
        {
            throw new ArgumentException("Expected the scores of at least one fold, got none.", nameof(deep));
        }

        return new TimeOrderedComparison(differences, Moments.Mean(differences), SignTest.OfDifferences(differences));
    }
}
