namespace DeepKeras.Comparisons.Scores;

/// <summary>The rows by falling score, those of one score together: what AUC and average precision are read from.</summary>
internal static class RankedRows
{
    /// <summary>Weight of positive and negative rows at each distinct score, highest first.</summary>
    public static List<(double Positive, double Negative)> Of(
        ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        double[] keys = scores.ToArray();
        Array.Sort(keys, order);
        var groups = new List<(double Positive, double Negative)>();
        double previous = double.NaN;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            if (keys[i] != previous)
            {
                groups.Add((0, 0));
                previous = keys[i];
            }

            double weight = weights.Length == 0 ? 1 : weights[order[i]];
            (double p, double n) = groups[^1];
            groups[^1] = positive[order[i]] ? (p + weight, n) : (p, n + weight);
        }

        return groups;
    }

    /// <summary>The mean over classes of a score of one class against the rest.</summary>
    /// <param name="labels">(rows).</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <param name="byCount">Weighs classes by their true counts instead of equally.</param>
    /// <param name="binary">The score of one class; NaN, also of the mean, when undefined.</param>
    public static double OneVersusRest(
        ReadOnlySpan<int> labels, double[,] probabilities, bool byCount, Func<bool[], double[], double> binary)
    {
        double sum = 0;
        double total = 0;
        for (int k = 0; k < probabilities.GetLength(1); k++)
        {
            bool[] positive = IsClass(labels, k);
            double weight = byCount ? positive.Count(value => value) : 1;
            sum += weight * binary(positive, Probabilities.Column(probabilities, k));
            total += weight;
        }

        return sum / total;
    }

    public static bool[] IsClass(ReadOnlySpan<int> labels, int k)
    {
        var positive = new bool[labels.Length];
        for (int row = 0; row < positive.Length; row++)
        {
            positive[row] = labels[row] == k;
        }

        return positive;
    }
}
