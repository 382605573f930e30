using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// What can be said without features: each class's share of the training rows, the mean target; for rows in time order the last value,
/// where a feature column is found to be the target of the row before.
/// </summary>
internal sealed class PriorLearner : ILearner
{
    public string Name => "prior";

    public LearnerKind Kind => LearnerKind.Prior;

    public string Settings => "class shares, mean, or last value of a series";

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (training.Rows == 0)
        {
            throw new ArgumentException($"data set \"{training.Name}\": no training rows.", nameof(training));
        }

        if (training.Task == LearningTask.Regression)
        {
            double sum = 0;
            foreach (float target in training.Targets)
            {
                sum += target;
            }

            return new FittedPrior(null, sum / training.Rows, training.TimeOrdered ? LastValueColumn(training) : -1);
        }

        var shares = new float[training.Classes.Count];
        foreach (int label in training.Labels)
        {
            shares[label]++;
        }

        for (int c = 0; c < shares.Length; c++)
        {
            shares[c] /= training.Rows;
        }

        return new FittedPrior(shares, 0, -1);
    }

    // Found in the training rows themselves: the column whose value is the target of the row before.
    private static int LastValueColumn(Dataset training)
    {
        ReadOnlySpan<float> targets = training.Targets;
        for (int i = 0; i < training.Features.Count; i++)
        {
            if (training.Features[i].Kind != ColumnKind.Number || training.Rows < 2)
            {
                continue;
            }

            if (training.Features[i].Numbers[1..].SequenceEqual(targets[..^1]))
            {
                return i;
            }
        }

        return -1;
    }

    private sealed class FittedPrior(float[]? shares, double mean, int lastValueColumn) : IFittedLearner
    {
        public long Size => shares?.Length ?? (lastValueColumn < 0 ? 1 : 0);

        public string SizeUnit => "parameters";

        public Predictions Predict(Dataset rows)
        {
            if (shares is null)
            {
                var numbers = new float[rows.Rows];
                for (int row = 0; row < numbers.Length; row++)
                {
                    float last = lastValueColumn < 0 ? float.NaN : rows.Features[lastValueColumn].Numbers[row];
                    numbers[row] = float.IsNaN(last) ? (float)mean : last;
                }

                return Predictions.OfNumbers(numbers);
            }

            var probabilities = new float[rows.Rows, shares.Length];
            for (int row = 0; row < rows.Rows; row++)
            {
                for (int c = 0; c < shares.Length; c++)
                {
                    probabilities[row, c] = shares[c];
                }
            }

            return Predictions.OfProbabilities(probabilities);
        }

        public void Dispose()
        {
        }
    }
}
