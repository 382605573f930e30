namespace DeepKeras.Comparisons;

/// <summary>Test rows whose predicted probability lies in one tenth of [0, 1]: of the second of two classes, else of the likeliest class.</summary>
/// <param name="Rows">Rows over all folds (and repeats: a row counts once a repeat).</param>
/// <param name="Predicted">The mean predicted probability.</param>
/// <param name="Observed">The share of these rows for which it came true.</param>
public sealed record CalibrationBin(int Rows, double Predicted, double Observed);
