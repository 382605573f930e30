namespace DeepKeras.Comparisons.Statistics;

/// <summary>Mean and standard deviation in two passes, so that a large offset costs no digits.</summary>
internal static class Moments
{
    public static double Mean(IReadOnlyList<double> values)
    {
        double first = values.Sum() / values.Count;
        double correction = 0;
        foreach (double value in values)
        {
            correction += value - first;
        }

        return first + correction / values.Count;
    }

    /// <summary>With divisor n - 1.</summary>
    public static double Variance(IReadOnlyList<double> values)
    {
        double mean = Mean(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / (values.Count - 1);
    }

    /// <summary>With divisor n - 1.</summary>
    public static double Sd(IReadOnlyList<double> values) => Math.Sqrt(Variance(values));
}
