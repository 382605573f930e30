namespace DeepKeras.Comparisons;

/// <summary>A deep model against a shallow learner over data sets.</summary>
/// <param name="Deep">The deep model.</param>
/// <param name="Shallow">The shallow learner.</param>
/// <param name="P">Two-sided p of Wilcoxon's signed ranks.</param>
/// <param name="PHolm">The same, adjusted by Holm over all pairs.</param>
/// <param name="Ahead">The number of sets on which the deep model is ahead.</param>
public sealed record RankPair(string Deep, string Shallow, double P, double PHolm, int Ahead);
