using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>
/// The range of k independent standard normals over an independent estimate of their standard deviation
/// (Copenhaver and Holland 1988).
/// </summary>
internal static class StudentizedRange
{
    private const int Order = 200;

    /// <summary>P(range &gt; q) with the standard deviation known (infinite degrees of freedom).</summary>
    /// <remarks>
    /// 1 - k ∫ φ(z) (Φ(z) - Φ(z - q))^(k-1) dz loses the tail to cancellation. As 1 = k ∫ φ(z) Φ(z)^(k-1) dz, the difference of
    /// the two powers is taken inside the integral, where it is a sum of positive terms.
    /// </remarks>
    public static double UpperTail(int k, double q)
    {
        if (q <= 0)
        {
            return 1;
        }

        return k * GaussLegendreRule.Integrate(z => Gaussian.Density(z) * DifferenceOfPowers(k - 1, z, q), -9, 9 + q, Order);
    }

    /// <summary>P(range / s &gt; q) with s estimated on <paramref name="df"/> degrees of freedom.</summary>
    public static double UpperTail(int k, double df, double q)
    {
        if (double.IsPositiveInfinity(df))
        {
            return UpperTail(k, q);
        }

        // s = sqrt(chi squared / df) has mean about 1 and standard deviation about 1 / sqrt(2 df).
        double spread = 9 / Math.Sqrt(2 * df);
        double logConstant = Math.Log(2) + df / 2 * Math.Log(df / 2) - SpecialFunctions.GammaLn(df / 2);
        return GaussLegendreRule.Integrate(
            s => s <= 0 ? 0 : Math.Exp(logConstant + (df - 1) * Math.Log(s) - df * s * s / 2) * UpperTail(k, q * s),
            Math.Max(0, 1 - spread), 1 + spread, Order);
    }

    /// <summary>The q with P(range &gt; q) = alpha, infinite degrees of freedom.</summary>
    public static double UpperQuantile(int k, double alpha) => Root.PositiveOfIncreasing(q => alpha - UpperTail(k, q));

    // a^n - b^n = (a - b) Σ a^(n-1-i) b^i with a = Φ(z), b = Φ(z) - Φ(z - q).
    private static double DifferenceOfPowers(int n, double z, double q)
    {
        double a = Gaussian.Cdf(z);
        double difference = Gaussian.Cdf(z - q);
        double b = a - difference;
        double sum = 0;
        double bPower = 1;
        for (int i = 0; i < n; i++)
        {
            sum += Math.Pow(a, n - 1 - i) * bPower;
            bPower *= b;
        }

        return difference * sum;
    }
}
