namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// P(a positive row scores above a negative one) + half P(equal), the area under the ROC curve (Hanley and McNeil, "The meaning
/// and use of the area under a receiver operating characteristic (ROC) curve", 1982).
/// </summary>
internal static class RocAuc
{
    public static double Of(ReadOnlySpan<int> labels, double[,] probabilities, bool byCount = false) =>
        probabilities.GetLength(1) == 2
            ? Binary(RankedRows.IsClass(labels, 1), Probabilities.Column(probabilities, 1))
            : RankedRows.OneVersusRest(labels, probabilities, byCount, (positive, scores) => Binary(positive, scores));

    /// <summary>NaN when one class does not occur.</summary>
    public static double Binary(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        double area = 0;
        double positives = 0;
        double negatives = 0;
        foreach ((double p, double n) in RankedRows.Of(positive, scores, weights))
        {
            area += n * (positives + p / 2);
            positives += p;
            negatives += n;
        }

        return area / (positives * negatives);
    }
}
