using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// One learner, the deep model, against each other after Friedman's test: fewer comparisons than <see cref="Nemenyi"/>, so more
/// power (Demšar 2006).
/// </summary>
public sealed record AgainstControl
{
    /// <summary>Position of the control among the learners.</summary>
    public required int Control { get; init; }

    /// <summary>Positions of the others, in the order of the lists below.</summary>
    public required IReadOnlyList<int> Others { get; init; }

    /// <summary>(mean rank of the control - mean rank of the other) / standard error: positive where the other is better.</summary>
    public required IReadOnlyList<double> Z { get; init; }

    /// <summary>Two-sided p.</summary>
    public required IReadOnlyList<double> P { get; init; }

    /// <summary>p, adjusted by Holm.</summary>
    public required IReadOnlyList<double> PHolm { get; init; }

    /// <summary>p, adjusted by Bonferroni and Dunn.</summary>
    public required IReadOnlyList<double> PBonferroniDunn { get; init; }

    /// <summary>Compares the control with every other learner.</summary>
    /// <param name="result">Of Friedman's test.</param>
    /// <param name="control">Position of the control among the learners.</param>
    /// <exception cref="ArgumentOutOfRangeException">No learner has this position.</exception>
    public static AgainstControl Run(FriedmanResult result, int control)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(control, result.Learners);
        int[] others = [.. Enumerable.Range(0, result.Learners).Where(learner => learner != control)];
        double[] z = [.. others.Select(j => (result.AverageRanks[control] - result.AverageRanks[j]) / result.RankStandardError)];
        double[] p = [.. z.Select(Gaussian.TwoSided)];
        return new AgainstControl
        {
            Control = control,
            Others = others,
            Z = z,
            P = p,
            PHolm = PValueAdjustment.Holm(p),
            PBonferroniDunn = PValueAdjustment.Bonferroni(p),
        };
    }
}
