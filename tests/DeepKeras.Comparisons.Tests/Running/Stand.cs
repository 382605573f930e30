using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

/// <summary>A learner whose predictions a test decides.</summary>
internal sealed class Stand(string name, LearnerKind kind, Func<Dataset, int, Dataset, float[,]> predict, Action<Dataset, int>? onFit = null) : ILearner
{
    public string Name => name;

    public LearnerKind Kind => kind;

    public string Settings => "made up";

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        onFit?.Invoke(training, seed);
        return new Fitted(rows => Predictions.OfProbabilities(predict(training, seed, rows)));
    }

    /// <summary>Right on rows whose hash with the seed is above a threshold: scores that depend on seed and rows alone.</summary>
    public static Stand Noisy(string name, LearnerKind kind, double right, Action<Dataset, int>? onFit = null) => new(name, kind, (_, seed, rows) =>
    {
        var p = new float[rows.Rows, rows.Classes.Count];
        for (int row = 0; row < rows.Rows; row++)
        {
            uint hash = unchecked((uint)BitConverter.SingleToInt32Bits(rows.Features[0].Numbers[row]) * 2654435761u ^ (uint)seed * 40503u);
            hash = unchecked((hash ^ (hash >> 15)) * 2246822519u);
            bool isRight = (hash >> 8) / (double)(1 << 24) < right;
            p[row, isRight ? rows.Labels[row] : (rows.Labels[row] + 1) % rows.Classes.Count] = 1;
        }

        return p;
    }, onFit);

    private sealed class Fitted(Func<Dataset, Predictions> predict) : IFittedLearner
    {
        public long Size => 1;

        public string SizeUnit => "parameters";

        public Predictions Predict(Dataset rows) => predict(rows);

        public void Dispose()
        {
        }
    }
}
