namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>Fisher's F, precise in both tails (Abramowitz and Stegun 1964, 26.6).</summary>
internal static class FisherF
{
    /// <summary>P(F &gt; f).</summary>
    public static double UpperTail(double df1, double df2, double f)
    {
        if (f <= 0)
        {
            return 1;
        }

        double ratio = df1 / df2 * f;
        return IncompleteBeta.Regularized(df2 / 2, df1 / 2, 1 / (1 + ratio), 1 / (1 + 1 / ratio));
    }

    /// <summary>P(F ≤ f).</summary>
    public static double Cdf(double df1, double df2, double f) => f <= 0 ? 0 : UpperTail(df2, df1, 1 / f);

    /// <summary>The f with P(F ≤ f) = p, for 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double df1, double df2, double p) => p <= 0.5
        ? Root.PositiveOfIncreasing(f => Cdf(df1, df2, f) - p)
        : Root.PositiveOfIncreasing(f => 1 - p - UpperTail(df1, df2, f));
}
