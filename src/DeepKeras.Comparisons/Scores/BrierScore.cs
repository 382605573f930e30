namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// Brier, "Verification of forecasts expressed in terms of probability", 1950: the squared distance between the probabilities
/// and the true class.
/// </summary>
internal static class BrierScore
{
    /// <summary>Mean Σ_k (p_k - y_k)², in [0, 2]: Brier's own.</summary>
    public static double Sum(ReadOnlySpan<int> labels, double[,] probabilities)
    {
        double sum = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            for (int k = 0; k < probabilities.GetLength(1); k++)
            {
                double difference = probabilities[row, k] - (labels[row] == k ? 1 : 0);
                sum += difference * difference;
            }
        }

        return sum / labels.Length;
    }

    /// <summary>Half of it, in [0, 1]: for two classes mean (p - y)².</summary>
    public static double Half(ReadOnlySpan<int> labels, double[,] probabilities) => Sum(labels, probabilities) / 2;
}
