namespace DeepKeras.Comparisons.Folds;

/// <summary>One split of the rows. Every learner of a comparison gets the same folds.</summary>
/// <param name="Train">Row indices to fit on, ascending.</param>
/// <param name="Test">Row indices to score on, ascending; none of them in <paramref name="Train"/>.</param>
/// <param name="Repeat">Which shuffling of the rows, from 0.</param>
/// <param name="Index">Which fold of that shuffling, from 0.</param>
public sealed record Fold(int[] Train, int[] Test, int Repeat, int Index);
