using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>What is kept of single rows' predictions: who was taken for whom, how often a probability came true, and on a fixed test set each row.</summary>
internal static class RowsSeen
{
    public const int Bins = 10;
    public const int MaximumClasses = 30;

    public static FitRecord Add(FitRecord record, Predictions predictions, Dataset test, bool eachRow)
    {
        if (test.Task == LearningTask.Regression)
        {
            return eachRow ? record with { Errors = Errors(predictions.Numbers, test.Targets) } : record;
        }

        int[] labels = predictions.Labels();
        return record with
        {
            Confusion = test.Classes.Count <= MaximumClasses ? Confusion(labels, test) : null,
            Calibration = predictions.AreProbabilities ? Calibration(predictions.Scores, labels, test) : null,
            Labels = eachRow ? labels : null,
        };
    }

    private static int[] Confusion(int[] labels, Dataset test)
    {
        var counts = new int[test.Classes.Count * test.Classes.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            counts[(test.Labels[row] * test.Classes.Count) + labels[row]]++;
        }

        return counts;
    }

    // Of two classes the second's probability, of more the likeliest class's, as in the calibration error.
    private static double[][] Calibration(float[,] probabilities, int[] labels, Dataset test)
    {
        double[][] bins = [.. Enumerable.Range(0, Bins).Select(_ => new double[3])];
        for (int row = 0; row < labels.Length; row++)
        {
            bool two = test.Classes.Count == 2;
            double p = two ? probabilities[row, 1] : probabilities[row, labels[row]];
            bool happened = two ? test.Labels[row] == 1 : labels[row] == test.Labels[row];
            double[] bin = bins[Scores.Calibration.Bin(p, Bins)];
            bin[0]++;
            bin[1] += p;
            bin[2] += happened ? 1 : 0;
        }

        return bins;
    }

    private static double[] Errors(float[] numbers, ReadOnlySpan<float> targets)
    {
        var errors = new double[numbers.Length];
        for (int row = 0; row < errors.Length; row++)
        {
            errors[row] = Math.Abs((double)numbers[row] - targets[row]);
        }

        return errors;
    }
}
