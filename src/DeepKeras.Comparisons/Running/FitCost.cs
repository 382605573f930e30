namespace DeepKeras.Comparisons;

/// <summary>What a fitted learner costs beside its training, measured once, on the first fold, with nothing else running.</summary>
/// <param name="LatencyP50">Milliseconds to predict one row, preprocessing included: the median of up to 200 calls after 20.</param>
/// <param name="LatencyP99">The 99th percentile of the same calls.</param>
/// <param name="RowsPerSecond">Rows predicted in a second, in batches of 256.</param>
/// <param name="PeakBytes">The most memory the process held during the fit, over what it held before.</param>
/// <param name="FileBytes">The saved model: a .keras file for a deep model, ML.NET's file for a pipeline of ML.NET, else its numbers in binary.</param>
public sealed record FitCost(double LatencyP50, double LatencyP99, double RowsPerSecond, long PeakBytes, long FileBytes);
