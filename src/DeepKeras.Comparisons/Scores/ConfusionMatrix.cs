namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// How often each class was taken for which, and the scores that follow from it. A quotient whose divisor is 0 counts as 0,
/// except Cohen's kappa, which is NaN.
/// </summary>
/// <remarks>
/// Matthews, "Comparison of the predicted and observed secondary structure of T4 phage lysozyme", 1975; Gorodkin, "Comparing two
/// K-category assignments by a K-category correlation coefficient", 2004; Cohen, "A coefficient of agreement for nominal
/// scales", 1960.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly double[,] counts;
    private readonly double[] truth;
    private readonly double[] predicted;
    private readonly double total;

    private ConfusionMatrix(int[] labels, double[,] counts)
    {
        Labels = labels;
        this.counts = counts;
        truth = [.. Classes.Select(k => Classes.Sum(other => counts[k, other]))];
        predicted = [.. Classes.Select(k => Classes.Sum(other => counts[other, k]))];
        total = truth.Sum();
    }

    /// <summary>Every class that occurs in truth or prediction, ascending.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Rows, or their weights, of class <c>Labels[truth]</c> that were taken for <c>Labels[prediction]</c>.</summary>
    /// <param name="truth">Position in <see cref="Labels"/>.</param>
    /// <param name="prediction">Position in <see cref="Labels"/>.</param>
    public double this[int truth, int prediction] => counts[truth, prediction];

    /// <summary>Share of the rows on the diagonal.</summary>
    public double Accuracy => Classes.Sum(k => counts[k, k]) / total;

    /// <summary>Mean recall of the classes that occur in the truth.</summary>
    public double BalancedAccuracy => Classes.Where(k => truth[k] > 0).Average(Recall);

    /// <summary>Precision averaged over classes.</summary>
    public double PrecisionMacro => Classes.Average(Precision);

    /// <summary>Recall averaged over classes.</summary>
    public double RecallMacro => Classes.Average(Recall);

    /// <summary>F1 averaged over classes.</summary>
    public double F1Macro => Classes.Average(F1);

    /// <summary>F1 of all classes' counts together; with one label a row it equals the accuracy.</summary>
    public double F1Micro => Ratio(2 * Classes.Sum(k => counts[k, k]), Classes.Sum(k => truth[k] + predicted[k]));

    /// <summary>F1 averaged by the classes' true counts.</summary>
    public double F1Weighted => Classes.Sum(k => truth[k] * F1(k)) / total;

    /// <summary>F1 of each class, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<double> F1PerClass => [.. Classes.Select(F1)];

    /// <summary>Matthews's correlation for any number of classes, in [-1, 1].</summary>
    public double Mcc
    {
        get
        {
            double covariance = Classes.Sum(k => counts[k, k]) * total - Classes.Sum(k => predicted[k] * truth[k]);
            double product = (total * total - predicted.Sum(p => p * p)) * (total * total - truth.Sum(t => t * t));
            return product > 0 ? covariance / Math.Sqrt(product) : 0;
        }
    }

    /// <summary>Agreement beyond chance: 1 - observed / expected disagreement.</summary>
    public double CohenKappa
    {
        get
        {
            double expected = Classes.Sum(k => predicted[k] * truth[k]) / (total * total);
            return (Accuracy - expected) / (1 - expected);
        }
    }

    private IEnumerable<int> Classes => Enumerable.Range(0, Labels.Count);

    /// <summary>Counts predictions against the truth.</summary>
    /// <param name="truth">(rows).</param>
    /// <param name="prediction">(rows).</param>
    /// <param name="weights">(rows), at least 0; empty for 1 a row.</param>
    /// <exception cref="ArgumentException">No rows, or other numbers of rows.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> prediction, ReadOnlySpan<double> weights = default)
    {
        if (truth.Length == 0 || prediction.Length != truth.Length || (weights.Length != 0 && weights.Length != truth.Length))
        {
            throw new ArgumentException(
                $"Expected as many predictions as labels, and at least one; got {truth.Length} labels, {prediction.Length} " +
                $"predictions and {weights.Length} weights.");
        }

        var occurring = new SortedSet<int>();
        for (int row = 0; row < truth.Length; row++)
        {
            occurring.Add(truth[row]);
            occurring.Add(prediction[row]);
        }

        int[] labels = [.. occurring];
        var counts = new double[labels.Length, labels.Length];
        for (int row = 0; row < truth.Length; row++)
        {
            counts[Array.BinarySearch(labels, truth[row]), Array.BinarySearch(labels, prediction[row])] +=
                weights.Length == 0 ? 1 : weights[row];
        }

        return new ConfusionMatrix(labels, counts);
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private double Precision(int k) => Ratio(counts[k, k], predicted[k]);

    private double Recall(int k) => Ratio(counts[k, k], truth[k]);

    private double F1(int k) => Ratio(2 * counts[k, k], truth[k] + predicted[k]);
}
