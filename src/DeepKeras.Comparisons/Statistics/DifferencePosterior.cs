using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The posterior of a mean difference, a Student t, and what it gives to worse, practically equal and better. A scale of 0 is a
/// point: the probabilities are then 0 or 1.
/// </summary>
public sealed record DifferencePosterior
{
    internal DifferencePosterior(double mean, double scale, int degreesOfFreedom, double rope)
    {
        Require.CheckRope(rope);
        Mean = mean;
        Scale = scale;
        DegreesOfFreedom = degreesOfFreedom;
        Rope = rope;
        (PLeft, PRope, PRight) = scale == 0 ? Point(mean, rope) : Shares();
    }

    /// <summary>Location of the posterior: the mean difference, positive where the first learner is better.</summary>
    public double Mean { get; }

    /// <summary>Scale of the posterior: the corrected standard error; 0 when the folds do not vary.</summary>
    public double Scale { get; }

    /// <summary>J - 1.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Differences within ± this count as practically equal.</summary>
    public double Rope { get; }

    /// <summary>P(difference &lt; -rope): the second learner is better.</summary>
    public double PLeft { get; }

    /// <summary>P(|difference| ≤ rope): practically equal.</summary>
    public double PRope { get; }

    /// <summary>P(difference &gt; rope): the first learner is better.</summary>
    public double PRight { get; }

    /// <summary>The folds do not vary: the test set is too small to say how sure the result is.</summary>
    public bool IsDegenerate => Scale == 0;

    /// <summary>The central interval that holds the mean difference with this probability (also the narrowest, by symmetry).</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not in (0, 1).</exception>
    public (double Low, double High) Interval(double probability = 0.95)
    {
        Require.CheckOpenUnit(probability, nameof(probability));
        double half = Scale == 0 ? 0 : Scale * StudentT.Quantile(DegreesOfFreedom, 0.5 + probability / 2);
        return (Mean - half, Mean + half);
    }

    /// <summary>The posterior density at a difference, for plots. At a scale of 0 it is ∞ at the mean and 0 elsewhere.</summary>
    /// <param name="difference">In units of the score.</param>
    public double Density(double difference)
    {
        if (Scale == 0)
        {
            return difference == Mean ? double.PositiveInfinity : 0;
        }

        return StudentT.Density(DegreesOfFreedom, (difference - Mean) / Scale) / Scale;
    }

    private (double Left, double Rope, double Right) Shares()
    {
        double low = (-Rope - Mean) / Scale;
        double high = (Rope - Mean) / Scale;
        return (
            StudentT.Cdf(DegreesOfFreedom, low),
            Rope == 0 ? 0 : StudentT.Between(DegreesOfFreedom, low, high),
            StudentT.UpperTail(DegreesOfFreedom, high));
    }

    private static (double Left, double Rope, double Right) Point(double mean, double rope)
    {
        if (mean == 0 && rope == 0)
        {
            return (0.5, 0, 0.5);
        }

        return mean < -rope ? (1, 0, 0) : mean > rope ? (0, 0, 1) : (0, 1, 0);
    }
}
