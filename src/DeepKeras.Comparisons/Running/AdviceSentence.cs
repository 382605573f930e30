namespace DeepKeras.Comparisons;

/// <summary>One sentence of advice with the measured numbers that it rests on.</summary>
/// <param name="Topic">What it is about: <c>verdict</c>, <c>rows</c>, <c>data</c>, <c>cost</c>, <c>seeds</c>, or <c>change</c> for what would change the verdict.</param>
/// <param name="Text">The sentence; every number in it is among the evidence.</param>
/// <param name="Evidence">The numbers by name, never empty.</param>
public sealed record AdviceSentence(string Topic, string Text, IReadOnlyDictionary<string, double> Evidence);
