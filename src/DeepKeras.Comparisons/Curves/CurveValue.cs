namespace DeepKeras.Comparisons.Curves;

/// <summary>A learner's score at one training size.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="Mean">Over the splits.</param>
/// <param name="Low">Lower end of its band; NaN where no interval is valid.</param>
/// <param name="High">Upper end of its band.</param>
/// <param name="Scores">One a split.</param>
public sealed record CurveValue(int Rows, double Mean, double Low, double High, IReadOnlyList<double> Scores);
