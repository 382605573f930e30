using MathNet.Numerics;

namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>The binomial distribution with n trials of probability p.</summary>
internal static class Binomial
{
    // Up to here 2^-n is far from underflow, and for a fair coin the terms are exact as long as they are whole multiples of it.
    private const int MostSummed = 500;

    /// <summary>P(X ≤ k).</summary>
    public static double Cdf(int n, double p, int k)
    {
        if (k < 0)
        {
            return 0;
        }

        if (k >= n)
        {
            return 1;
        }

        return n <= MostSummed && p <= 0.5 ? Sum(n, p, k) : IncompleteBeta.Regularized(n - k, k + 1, 1 - p, p);
    }

    /// <summary>P(X = k) for p = 1/2.</summary>
    public static double FairPoint(int n, int k) =>
        Math.Exp(SpecialFunctions.BinomialLn(n, k) - n * Math.Log(2));

    private static double Sum(int n, double p, int k)
    {
        double term = Math.Pow(1 - p, n);
        double sum = term;
        double odds = p / (1 - p);
        for (int i = 1; i <= k; i++)
        {
            term = term * (n - i + 1) / i * odds;
            sum += term;
        }

        return sum;
    }
}
