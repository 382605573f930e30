namespace DeepKeras.Comparisons;

/// <summary>One fold of a comparison, for whoever wants to repeat it.</summary>
/// <param name="Repeat">Which shuffling, from 0.</param>
/// <param name="Index">Which fold of it, from 0.</param>
/// <param name="TrainRows">The number of training rows.</param>
/// <param name="TestRows">The number of test rows.</param>
/// <param name="Seed">The seed every learner got.</param>
public sealed record ReportFold(int Repeat, int Index, int TrainRows, int TestRows, int Seed);
