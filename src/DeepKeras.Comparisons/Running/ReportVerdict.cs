using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons;

/// <summary>The answer of a comparison.</summary>
/// <param name="Kind">Which of the four answers.</param>
/// <param name="Text">The answer as a sentence or two, with its numbers.</param>
/// <param name="Deep">The deep model that the sentence speaks of; null when none could be judged.</param>
/// <param name="Shallow">The shallow learner that the sentence speaks of; null when none could be judged.</param>
public sealed record ReportVerdict(VerdictKind Kind, string Text, string? Deep, string? Shallow);
