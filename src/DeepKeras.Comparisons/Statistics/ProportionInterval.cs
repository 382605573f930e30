using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// Confidence intervals of an accuracy on one test set. Wilson's is the one to report; the plain normal interval is not offered,
/// as it fails near 0 and 1.
/// </summary>
/// <remarks>
/// Wilson, "Probable inference, the law of succession, and statistical inference", 1927; Clopper and Pearson, "The use of
/// confidence or fiducial limits illustrated in the case of the binomial", 1934; Brown, Cai, DasGupta, "Interval estimation for a
/// binomial proportion", 2001.
/// </remarks>
/// <param name="Low">In [0, 1].</param>
/// <param name="High">In [0, 1].</param>
public sealed record ProportionInterval(double Low, double High)
{
    /// <summary>Wilson's score interval.</summary>
    /// <param name="correct">Rows that are right, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">Test rows, at least 1.</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of range.</exception>
    public static ProportionInterval Wilson(int correct, int total, double confidence = 0.95)
    {
        Check(correct, total, confidence);
        double z = Gaussian.Quantile(0.5 + confidence / 2);
        double p = (double)correct / total;
        double squared = z * z / total;
        double centre = p + squared / 2;
        double half = z * Math.Sqrt(p * (1 - p) / total + squared / (4 * total));
        return new ProportionInterval(Math.Max(0, (centre - half) / (1 + squared)), Math.Min(1, (centre + half) / (1 + squared)));
    }

    /// <summary>Clopper and Pearson's interval: never covers less than it says, and often more.</summary>
    /// <inheritdoc cref="Wilson"/>
    public static ProportionInterval ClopperPearson(int correct, int total, double confidence = 0.95)
    {
        Check(correct, total, confidence);
        double tail = (1 - confidence) / 2;
        return new ProportionInterval(
            correct == 0 ? 0 : IncompleteBeta.Quantile(correct, total - correct + 1, tail),
            correct == total ? 1 : IncompleteBeta.Quantile(correct + 1, total - correct, 1 - tail));
    }

    /// <summary>The central interval of the posterior under Jeffreys's prior; 0 and 1 at the ends.</summary>
    /// <inheritdoc cref="Wilson"/>
    public static ProportionInterval Jeffreys(int correct, int total, double confidence = 0.95)
    {
        Check(correct, total, confidence);
        double tail = (1 - confidence) / 2;
        return new ProportionInterval(
            correct == 0 ? 0 : IncompleteBeta.Quantile(correct + 0.5, total - correct + 0.5, tail),
            correct == total ? 1 : IncompleteBeta.Quantile(correct + 0.5, total - correct + 0.5, 1 - tail));
    }

    private static void Check(int correct, int total, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, total);
        Require.CheckOpenUnit(confidence, nameof(confidence));
    }
}
