namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// Σ (R_n - R_{n-1}) P_n over the distinct thresholds: the area under the precision-recall curve, without interpolation (Davis
/// and Goadrich, "The relationship between Precision-Recall and ROC curves", 2006).
/// </summary>
internal static class AveragePrecision
{
    public static double Of(ReadOnlySpan<int> labels, double[,] probabilities) => probabilities.GetLength(1) == 2
        ? Binary(RankedRows.IsClass(labels, 1), Probabilities.Column(probabilities, 1))
        : RankedRows.OneVersusRest(labels, probabilities, byCount: false, (positive, scores) => Binary(positive, scores));

    /// <summary>NaN when there is no positive row.</summary>
    public static double Binary(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        double sum = 0;
        double positives = 0;
        double rows = 0;
        foreach ((double p, double n) in RankedRows.Of(positive, scores))
        {
            positives += p;
            rows += p + n;
            sum += p * positives / rows;
        }

        return sum / positives;
    }
}
