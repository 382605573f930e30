using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// The 5x2cv tests: five repeats of 2-fold cross-validation. Alpaydin's F is the one to use: Dietterich's t depends on which
/// half came first.
/// </summary>
/// <remarks>
/// Dietterich, "Approximate Statistical Tests for Comparing Supervised Classification Learning Algorithms", 1998; Alpaydin,
/// "Combined 5x2 cv F Test for Comparing Supervised Classification Learning Algorithms", 1999.
/// </remarks>
public sealed record FiveByTwoCv
{
    internal const int DegreesOfFreedomT = 5;
    internal const int DegreesOfFreedomF1 = 10;
    internal const int DegreesOfFreedomF2 = 5;
    private const double Negligible = 1e-24;

    /// <summary>Dietterich's t, 5 degrees of freedom.</summary>
    public required double T { get; init; }

    /// <summary>Two-sided p of <see cref="T"/>.</summary>
    public required double PT { get; init; }

    /// <summary>Alpaydin's F, 10 and 5 degrees of freedom.</summary>
    public required double F { get; init; }

    /// <summary>p of <see cref="F"/>.</summary>
    public required double PF { get; init; }

    /// <summary>s² of each of the five repeats.</summary>
    public required IReadOnlyList<double> Variances { get; init; }

    /// <summary>The halves do not vary: the test set is too small to say how sure the result is.</summary>
    public required bool IsDegenerate { get; init; }

    /// <summary>Tests the differences of two learners' scores.</summary>
    /// <param name="differences">[5 repeats][2 halves], finite; positive where the first learner is better.</param>
    /// <exception cref="ArgumentException">Not 5 by 2, or a difference that is not finite.</exception>
    public static FiveByTwoCv Run(IReadOnlyList<IReadOnlyList<double>> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count != 5 || differences.Any(pair => pair.Count != 2 || !pair.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"Expected 5 repeats of 2 finite differences, got {string.Join("; ", differences.Select(pair => string.Join(", ", pair)))}.",
                nameof(differences));
        }

        double[] variances = [.. differences.Select(Moments.Variance)];
        double sum = variances.Sum();
        double squares = differences.Sum(pair => pair.Sum(d => d * d));
        bool degenerate = sum <= Negligible;
        double first = differences[0][0];
        double t = degenerate ? (first * first <= Negligible ? 0 : Math.CopySign(double.PositiveInfinity, first)) : first / Math.Sqrt(sum / 5);
        double f = degenerate ? (squares <= Negligible ? 0 : double.PositiveInfinity) : squares / (2 * sum);
        return new FiveByTwoCv
        {
            T = t,
            PT = StudentT.TwoSided(DegreesOfFreedomT, t),
            F = f,
            PF = FisherF.UpperTail(DegreesOfFreedomF1, DegreesOfFreedomF2, f),
            Variances = variances,
            IsDegenerate = degenerate,
        };
    }
}
