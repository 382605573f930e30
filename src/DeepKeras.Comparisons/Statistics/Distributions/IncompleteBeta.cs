using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>
/// The regularised incomplete beta function I_x(a, b), from which the tails of t, F and the binomial come
/// (Abramowitz and Stegun 1964, 26.5).
/// </summary>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, b) for 0 ≤ x ≤ 1.</summary>
    public static double Regularized(double a, double b, double x) => Regularized(a, b, x, 1 - x);

    /// <summary>
    /// I_x(a, b), where the caller knows both x and y = 1 - x to full precision. Of the two equal forms I_x(a, b) and
    /// 1 - I_y(b, a) it takes the one that is not the difference of two nearly equal numbers.
    /// </summary>
    public static double Regularized(double a, double b, double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (x <= 0)
        {
            return 0;
        }

        if (y <= 0)
        {
            return 1;
        }

        return x < (a + 1) / (a + b + 2)
            ? SpecialFunctions.BetaRegularized(a, b, x)
            : 1 - SpecialFunctions.BetaRegularized(b, a, y);
    }

    /// <summary>The x with I_x(a, b) = p.</summary>
    public static double Quantile(double a, double b, double p)
    {
        // Searched from the nearer end of [0, 1], so that an x close to 1 is as precise as one close to 0.
        double median = Root.OfIncreasing(x => Regularized(a, b, x) - 0.5, 0, 1);
        return p <= 0.5
            ? Root.OfIncreasing(x => Regularized(a, b, x, 1 - x) - p, 0, median)
            : 1 - Root.OfIncreasing(y => Regularized(b, a, y, 1 - y) - (1 - p), 0, 1 - median);
    }
}
