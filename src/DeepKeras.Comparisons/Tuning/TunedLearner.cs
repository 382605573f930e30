using System.Globalization;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tuning;

/// <summary>
/// A learner whose settings are chosen anew inside every training part: its own and points drawn from its search space, each scored by folds
/// of the training rows, the best one fitted on all of them. Nested cross-validation (Varma and Simon, "Bias in error estimation when using
/// cross-validation for model selection", 2006): the test part has no say.
/// </summary>
internal sealed class TunedLearner(ITunableLearner learner, int trials, int innerFolds, Score score) : ILearner
{
    public string Name => learner.Name;

    public LearnerKind Kind => learner.Kind;

    public string Settings => $"{trials} settings tried by {innerFolds} folds inside each training part: {learner.Settings}; and drawn from {learner.SearchSpace}";

    public bool Supports(LearningTask task) => learner.Supports(task);

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        IReadOnlyList<Fold> folds = FoldPlan.Inner(training, innerFolds, seed);
        (Dataset Train, Dataset Test)[] parts = [.. folds.Select(fold => (training.Subset(fold.Train), training.Subset(fold.Test)))];
        ILearner? best = null;
        double bestScore = double.NaN;
        string? failure = null;
        for (int trial = 0; trial < trials; trial++)
        {
            ILearner candidate = trial == 0 ? learner : learner.Variant(new SearchDraw(seed, trial));
            double value = Score(candidate, parts, seed, cancellation, ref failure);
            if (double.IsFinite(value) && (best is null || (score.HigherIsBetter ? value > bestScore : value < bestScore)))
            {
                (best, bestScore) = (candidate, value);
            }
        }

        return best is null
            ? throw new InvalidOperationException($"none of {trials} settings could be fitted and scored on the inner folds: {failure}")
            : new Fitted(best.Fit(training, seed, cancellation), string.Create(CultureInfo.InvariantCulture, $"{best.Settings} (inner {score.Name} {bestScore:0.0000})"));
    }

    // A setting that fails on one inner fold is out: a mean over the folds that worked would favour it.
    private double Score(ILearner candidate, (Dataset Train, Dataset Test)[] parts, int seed, CancellationToken cancellation, ref string? failure)
    {
        double sum = 0;
        foreach ((Dataset train, Dataset test) in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using IFittedLearner fitted = candidate.Fit(train, seed, cancellation);
                sum += Scorer.Of(score, fitted.Predict(test), test);
            }
            catch (Exception e) when (e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
            {
                failure ??= e.Message;
                return double.NaN;
            }
        }

        return sum / parts.Length;
    }

    private sealed class Fitted(IFittedLearner inner, string chosen) : IFittedLearner
    {
        public long Size => inner.Size;

        public string SizeUnit => inner.SizeUnit;

        public string? Chosen => chosen;

        public long FileBytes => inner.FileBytes;

        public Predictions Predict(Dataset rows) => inner.Predict(rows);

        public void Dispose() => inner.Dispose();
    }
}
