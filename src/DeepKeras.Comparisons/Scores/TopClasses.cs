namespace DeepKeras.Comparisons.Scores;

/// <summary>Share of rows whose true class is among the k most probable.</summary>
internal static class TopClasses
{
    /// <summary>Of equally probable classes the later one counts as more probable, as scikit-learn's sort has it.</summary>
    public static double Accuracy(ReadOnlySpan<int> labels, double[,] probabilities, int k)
    {
        int right = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            int ahead = 0;
            double own = probabilities[row, labels[row]];
            for (int other = 0; other < probabilities.GetLength(1); other++)
            {
                double value = probabilities[row, other];
                ahead += value > own || (value == own && other > labels[row]) ? 1 : 0;
            }

            right += ahead < k ? 1 : 0;
        }

        return (double)right / labels.Length;
    }
}
