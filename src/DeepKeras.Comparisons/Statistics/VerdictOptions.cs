namespace DeepKeras.Comparisons.Statistics;

/// <summary>What a verdict depends on beside the scores. Part of the plan: set before looking at any score.</summary>
public sealed record VerdictOptions
{
    /// <summary>The region of practical equivalence, ± in units of the score, at least 0; always printed beside a verdict.</summary>
    public required double Rope { get; init; }

    /// <summary>False for a loss.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>The chance of a wrong call that is accepted, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;
}
