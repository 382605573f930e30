namespace DeepKeras.Comparisons.Folds;

/// <summary>The words of an error message, of which a case names some.</summary>
internal sealed record Mentions(IReadOnlyCollection<string> Words);
