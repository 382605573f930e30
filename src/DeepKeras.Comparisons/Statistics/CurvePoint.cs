namespace DeepKeras.Comparisons.Statistics;

/// <summary>Deep less shallow at one training size.</summary>
/// <param name="N">Training rows.</param>
/// <param name="MeanDifference">Positive where the deep model is better.</param>
/// <param name="Low">Lower end of its confidence interval.</param>
/// <param name="High">Upper end of its confidence interval.</param>
public sealed record CurvePoint(int N, double MeanDifference, double Low, double High);
