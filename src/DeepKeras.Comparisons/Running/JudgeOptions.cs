namespace DeepKeras.Comparisons;

/// <summary>The part of the plan that the verdict needs.</summary>
internal sealed record JudgeOptions(int Seed, double Alpha, double? Rope)
{
    public string Tuning { get; init; } = "fixed";

    public int SeedsPerFold { get; init; } = 1;
}
