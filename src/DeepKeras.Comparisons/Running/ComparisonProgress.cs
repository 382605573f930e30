namespace DeepKeras.Comparisons;

/// <summary>Where a running comparison stands: told before each fit and after it.</summary>
/// <param name="Learner">The learner's name.</param>
/// <param name="Fold">The fold in hand, from 1.</param>
/// <param name="Folds">The number of folds over all repeats.</param>
/// <param name="Done">Fits that are finished, failed ones and those that a failure made needless among them.</param>
/// <param name="Total">Fits in all: learners times folds.</param>
/// <param name="Score">The fold's score; null before the fit, and when it failed.</param>
/// <param name="Failure">Why the learner failed on this fold; null when it did not.</param>
public sealed record ComparisonProgress(string Learner, int Fold, int Folds, int Done, int Total, double? Score, string? Failure);
