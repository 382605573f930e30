using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>The binomial distribution with n trials of probability p.</summary>
internal static class Binomial
{
    /// <summary>P(X ≤ k).</summary>
    public static double Cdf(int n, double p, int k)
    {
        if (k < 0)
        {
            return 0;
        }

        return k >= n ? 1 : IncompleteBeta.Regularized(n - k, k + 1, 1 - p, p);
    }

    /// <summary>P(X = k) for p = 1/2.</summary>
    public static double FairPoint(int n, int k) =>
        Math.Exp(SpecialFunctions.BinomialLn(n, k) - n * Math.Log(2));
}
