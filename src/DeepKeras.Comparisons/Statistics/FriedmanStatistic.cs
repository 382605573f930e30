namespace DeepKeras.Comparisons.Statistics;

/// <summary>Friedman's chi² and the F that follows from it, which is the one to report.</summary>
public sealed record FriedmanStatistic
{
    /// <summary>Friedman's chi².</summary>
    public required double Chi2 { get; init; }

    /// <summary>k - 1, of chi² and of the numerator of F.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>p of chi²; too conservative for few data sets.</summary>
    public required double PChi2 { get; init; }

    /// <summary>Iman and Davenport's F; ∞ when all data sets rank alike.</summary>
    public required double F { get; init; }

    /// <summary>(k - 1) (N - 1), of the denominator of F.</summary>
    public required int DegreesOfFreedom2 { get; init; }

    /// <summary>p of F.</summary>
    public required double P { get; init; }
}
