namespace DeepKeras.Comparisons;

/// <summary>The part of the plan that the verdict needs.</summary>
internal sealed record JudgeOptions(int Seed, double Alpha, double? Rope);
