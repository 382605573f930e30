using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>Chi squared (Abramowitz and Stegun 1964, 26.4).</summary>
internal static class ChiSquared
{
    /// <summary>P(X &gt; x).</summary>
    public static double UpperTail(double df, double x) => x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);

    /// <summary>P(X ≤ x).</summary>
    public static double Cdf(double df, double x) => x <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(df / 2, x / 2);
}
