using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Scores predictions on a test part.</summary>
internal static class Scorer
{
    public static double Of(Score score, Predictions predictions, Dataset test)
    {
        if (predictions.Rows != test.Rows)
        {
            throw new InvalidOperationException($"expected a prediction for each of the {test.Rows} test rows, got {predictions.Rows}.");
        }

        int bad = predictions.FirstNotFiniteRow();
        if (bad >= 0)
        {
            throw new ArithmeticException($"the prediction of test row {bad} is not a finite number.");
        }

        if (score is RegressionScore regression)
        {
            return regression.Of(test.Targets, predictions.Numbers);
        }

        if (predictions.AreProbabilities)
        {
            return ((ClassificationScore)score).Of(test.Labels, predictions.Scores);
        }

        return score is LabelScore or ProbabilityScore { HigherIsBetter: true }
            ? ((ClassificationScore)score).Of(test.Labels, Ranked(predictions.Scores))
            : throw new NotSupportedException($"{score.Name} needs probabilities; this learner gives margins.");
    }

    /// <summary>Every score of the task; null where it is not defined.</summary>
    public static Dictionary<string, double?> All(Predictions predictions, Dataset test)
    {
        var all = new Dictionary<string, double?>();
        foreach (Score score in Score.For(test.Task))
        {
            bool defined = test.Task == LearningTask.Regression || predictions.AreProbabilities || score is LabelScore or ProbabilityScore { HigherIsBetter: true };
            double value = defined ? Of(score, predictions, test) : double.NaN;
            all[score.Name] = double.IsFinite(value) ? value : null;
        }

        return all;
    }

    // Margins into [0, 1], each by itself and rising: order within a row and within a column stays.
    private static double[,] Ranked(float[,] margins)
    {
        var ranked = new double[margins.GetLength(0), margins.GetLength(1)];
        for (int row = 0; row < ranked.GetLength(0); row++)
        {
            for (int c = 0; c < ranked.GetLength(1); c++)
            {
                ranked[row, c] = 0.5 + (0.5 * margins[row, c] / (1 + Math.Abs((double)margins[row, c])));
            }
        }

        return ranked;
    }
}
