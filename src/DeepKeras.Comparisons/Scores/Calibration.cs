namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// How far predicted probabilities are from observed frequencies, in bins of equal width: the mean gap over rows, and the
/// largest of a bin. Naeini, Cooper, Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015; Guo et
/// al., "On Calibration of Modern Neural Networks", 2017.
/// </summary>
/// <param name="Expected">Σ n_b / n · |mean y - mean p|.</param>
/// <param name="Maximum">Largest |mean y - mean p| of a bin that has rows.</param>
internal readonly record struct Calibration(double Expected, double Maximum)
{
    /// <summary>Of P(class 1) when there are two classes, else of the largest probability and whether it was right.</summary>
    public static Calibration Of(ReadOnlySpan<int> labels, double[,] probabilities, int bins)
    {
        if (probabilities.GetLength(1) == 2)
        {
            return Of(RankedRows.IsClass(labels, 1), Probabilities.Column(probabilities, 1), bins);
        }

        int[] top = Probabilities.MostProbable(probabilities);
        var right = new bool[top.Length];
        var confidence = new double[top.Length];
        for (int row = 0; row < top.Length; row++)
        {
            right[row] = top[row] == labels[row];
            confidence[row] = probabilities[row, top[row]];
        }

        return Of(right, confidence, bins);
    }

    /// <summary>Of one probability a row. Bin b holds (b / bins, (b + 1) / bins]; 0 is in the first.</summary>
    public static Calibration Of(ReadOnlySpan<bool> happened, ReadOnlySpan<double> probability, int bins)
    {
        var count = new int[bins];
        var gap = new double[bins];
        for (int row = 0; row < happened.Length; row++)
        {
            int bin = Bin(probability[row], bins);
            count[bin]++;
            gap[bin] += (happened[row] ? 1 : 0) - probability[row];
        }

        double expected = gap.Sum(Math.Abs) / happened.Length;
        double maximum = gap.Select((sum, bin) => count[bin] == 0 ? 0 : Math.Abs(sum) / count[bin]).Max();
        return new Calibration(expected, maximum);
    }

    // Edges are compared as b / bins, since 0.3 * 10 may round either way.
    internal static int Bin(double probability, int bins)
    {
        int bin = Math.Clamp((int)(probability * bins), 0, bins - 1);
        while (bin > 0 && probability <= (double)bin / bins)
        {
            bin--;
        }

        while (bin < bins - 1 && probability > (double)(bin + 1) / bins)
        {
            bin++;
        }

        return bin;
    }
}
