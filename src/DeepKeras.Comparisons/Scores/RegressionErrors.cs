namespace DeepKeras.Comparisons.Scores;

/// <summary>Predictions less true values, and the scores that follow from them.</summary>
internal sealed class RegressionErrors
{
    private readonly double[] errors;
    private readonly double[] weights;
    private readonly double totalWeight;
    private readonly double totalSquares;

    public RegressionErrors(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights = default)
    {
        Check(targets, predictions, weights);
        errors = new double[targets.Length];
        this.weights = weights.ToArray();
        double mean = 0;
        for (int row = 0; row < errors.Length; row++)
        {
            errors[row] = predictions[row] - targets[row];
            TargetVaries |= targets[row] != targets[0];
            totalWeight += Weight(row);
            mean += Weight(row) * (targets[row] - targets[0]);
        }

        // Centred at the first target and then at the mean: squares of a large offset would cost the digits that matter.
        mean /= totalWeight;
        for (int row = 0; row < errors.Length; row++)
        {
            double centred = targets[row] - targets[0] - mean;
            totalSquares += Weight(row) * centred * centred;
        }
    }

    /// <summary>False where R² has no meaning of its own.</summary>
    public bool TargetVaries { get; }

    /// <summary>1 - SSE / SST; where the target does not vary 1 without errors, else 0, and NaN for one row (scikit-learn).</summary>
    public double R2
    {
        get
        {
            if (errors.Length < 2)
            {
                return double.NaN;
            }

            double squares = MeanSquared * totalWeight;
            return TargetVaries ? 1 - squares / totalSquares : squares == 0 ? 1 : 0;
        }
    }

    public double MeanSquared => Mean(error => error * error);

    public double RootMeanSquared => Math.Sqrt(MeanSquared);

    public double MeanAbsolute => Mean(Math.Abs);

    /// <summary>Positive where predictions are too high.</summary>
    public double MeanError => Mean(error => error);

    public double Max => errors.Max(Math.Abs);

    public double MedianAbsolute
    {
        get
        {
            if (weights.Length > 0)
            {
                throw new InvalidOperationException("The median absolute error is not defined here for weighted rows.");
            }

            double[] sorted = [.. errors.Select(Math.Abs).Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    private double Weight(int row) => weights.Length == 0 ? 1 : weights[row];

    private double Mean(Func<double, double> function)
    {
        double sum = 0;
        for (int row = 0; row < errors.Length; row++)
        {
            sum += Weight(row) * function(errors[row]);
        }

        return sum / totalWeight;
    }

    private static void Check(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, ReadOnlySpan<double> weights)
    {
        if (targets.Length == 0 || predictions.Length != targets.Length || (weights.Length != 0 && weights.Length != targets.Length))
        {
            throw new ArgumentException(
                $"Expected as many predictions as targets, and at least one; got {targets.Length} targets, {predictions.Length} " +
                $"predictions and {weights.Length} weights.");
        }

        for (int row = 0; row < targets.Length; row++)
        {
            if (!double.IsFinite(targets[row]) || !double.IsFinite(predictions[row]))
            {
                throw new ArgumentException(
                    $"Row {row}: expected a finite target and prediction, got {targets[row]} and {predictions[row]}.");
            }
        }
    }
}
