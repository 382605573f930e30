namespace DeepKeras.Comparisons.Scores;

/// <summary>Mean -ln of the probability given to the true class (Good, "Rational decisions", 1952).</summary>
internal static class LogLoss
{
    /// <summary>Probabilities are clipped to [this, 1 - this]: a certain error costs 36, not ∞.</summary>
    private const double Clip = 2.220446049250313e-16;

    public static double Of(ReadOnlySpan<int> labels, double[,] probabilities)
    {
        double sum = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            sum -= Math.Log(Math.Clamp(probabilities[row, labels[row]], Clip, 1 - Clip));
        }

        return sum / labels.Length;
    }
}
