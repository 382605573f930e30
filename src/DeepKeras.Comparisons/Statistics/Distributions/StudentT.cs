using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>Student's t with any positive degrees of freedom, precise in both tails (Abramowitz and Stegun 1964, 26.7).</summary>
internal static class StudentT
{
    /// <summary>P(T &gt; t).</summary>
    public static double UpperTail(double df, double t) => t >= 0 ? HalfTail(df, t) : 1 - HalfTail(df, -t);

    /// <summary>P(T ≤ t).</summary>
    public static double Cdf(double df, double t) => UpperTail(df, -t);

    /// <summary>P(|T| ≥ |t|).</summary>
    public static double TwoSided(double df, double t) => 2 * HalfTail(df, Math.Abs(t));

    /// <summary>P(low &lt; T &lt; high), not as a difference of two numbers close to 1.</summary>
    public static double Between(double df, double low, double high)
    {
        if (low > 0)
        {
            return UpperTail(df, low) - UpperTail(df, high);
        }

        return high < 0 ? Cdf(df, high) - Cdf(df, low) : 1 - Cdf(df, low) - UpperTail(df, high);
    }

    /// <summary>The t with P(T ≤ t) = p, for 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double df, double p)
    {
        double tail = Math.Min(p, 1 - p);
        if (tail == 0.5)
        {
            return 0;
        }

        double t = Root.PositiveOfIncreasing(x => tail - HalfTail(df, x));
        return p < 0.5 ? -t : t;
    }

    /// <summary>The density at t.</summary>
    public static double Density(double df, double t)
    {
        double log = SpecialFunctions.GammaLn((df + 1) / 2) - SpecialFunctions.GammaLn(df / 2)
            - 0.5 * Math.Log(df * Math.PI) - (df + 1) / 2 * Math.Log(1 + t * t / df);
        return Math.Exp(log);
    }

    private static double HalfTail(double df, double t)
    {
        if (t == 0)
        {
            return 0.5;
        }

        double ratio = t * t / df;
        return 0.5 * IncompleteBeta.Regularized(df / 2, 0.5, 1 / (1 + ratio), 1 / (1 + 1 / ratio));
    }
}
