using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>The standard normal distribution, precise in both tails.</summary>
internal static class Gaussian
{
    private static readonly double SqrtTwo = Math.Sqrt(2);
    private static readonly double DensityAtZero = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>P(Z ≤ z).</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / SqrtTwo);

    /// <summary>P(Z &gt; z).</summary>
    public static double UpperTail(double z) => Cdf(-z);

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / SqrtTwo);

    /// <summary>The density at z.</summary>
    public static double Density(double z) => DensityAtZero * Math.Exp(-0.5 * z * z);

    /// <summary>The z with P(Z ≤ z) = p, for 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p)
    {
        double tail = Math.Min(p, 1 - p);
        if (tail == 0.5)
        {
            return 0;
        }

        double z = Root.PositiveOfIncreasing(x => tail - UpperTail(x));
        return p < 0.5 ? -z : z;
    }
}
