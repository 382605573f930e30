using System.Diagnostics;
using System.Globalization;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Fits every learner on every fold, one after the other so that the seconds mean something, and scores it.</summary>
internal sealed class FoldRunner(Dataset data, FoldPlan plan, Score score, IReadOnlyList<ILearner> learners)
{
    private static readonly TimeSpan RepeatPredictionsFor = TimeSpan.FromMilliseconds(50);
    private readonly Progress[] states = [.. learners.Select(_ => new Progress())];

    public IReadOnlyList<LearnerResult> Run(IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        int total = learners.Count * plan.Folds.Count, done = 0;
        for (int f = 0; f < plan.Folds.Count; f++)
        {
            Fold fold = plan.Folds[f];
            cancellation.ThrowIfCancellationRequested();
            Dataset training = data.Subset(fold.Train);
            Dataset test = data.Subset(fold.Test);
            for (int i = 0; i < learners.Count; i++)
            {
                Progress state = states[i];
                if (state.Failure is null)
                {
                    progress?.Report(new ComparisonProgress(learners[i].Name, f + 1, plan.Folds.Count, done, total, null, null));
                    FitAndScore(learners[i], state, training, test, f, cancellation);
                }

                done++;
                progress?.Report(new ComparisonProgress(
                    learners[i].Name, f + 1, plan.Folds.Count, done, total, state.Failure is null ? state.Scores[^1] : null, state.Failure));
            }
        }

        return [.. learners.Select((learner, i) => Result(learner, states[i]))];
    }

    private void FitAndScore(ILearner learner, Progress state, Dataset training, Dataset test, int f, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            long start = Stopwatch.GetTimestamp();
            using IFittedLearner fitted = learner.Fit(training, plan.Seeds[f], cancellation);
            double trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            cancellation.ThrowIfCancellationRequested();
            (Predictions predictions, double microseconds) = Predict(fitted, test, cancellation);
            double value = Scorer.Of(score, predictions, test);
            if (!double.IsFinite(value))
            {
                throw new ArithmeticException($"{score.Name} is {value.ToString(CultureInfo.InvariantCulture)} on the test part.");
            }

            state.Scores.Add(value);
            state.TrainSeconds.Add(trainSeconds);
            state.PredictMicroseconds.Add(microseconds);
            state.Size = Math.Max(state.Size, fitted.Size);
            state.SizeUnit = fitted.SizeUnit;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            state.Failure = $"fold {f + 1} of {plan.Folds.Count}: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    // The first call may compile code and plans; the fastest of a few calls is what the model costs. Long ones are not repeated.
    private static (Predictions Predictions, double MicrosecondsPerRow) Predict(IFittedLearner fitted, Dataset test, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        Predictions predictions = fitted.Predict(test);
        TimeSpan best = Stopwatch.GetElapsedTime(start);
        for (int call = 0; call < 5 && Stopwatch.GetElapsedTime(start) < RepeatPredictionsFor; call++)
        {
            cancellation.ThrowIfCancellationRequested();
            long again = Stopwatch.GetTimestamp();
            fitted.Predict(test);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(again);
            best = elapsed < best ? elapsed : best;
        }

        return (predictions, best.TotalMicroseconds / test.Rows);
    }

    private static LearnerResult Result(ILearner learner, Progress state) => new()
    {
        Name = learner.Name,
        Kind = learner.Kind,
        Settings = learner.Settings,
        Scores = state.Failure is null ? state.Scores : [],
        TrainSeconds = state.Failure is null ? state.TrainSeconds : [],
        PredictMicrosecondsPerRow = state.Failure is null ? state.PredictMicroseconds : [],
        Size = state.Size,
        SizeUnit = state.SizeUnit,
        Failure = state.Failure,
    };

    private sealed class Progress
    {
        public List<double> Scores { get; } = [];

        public List<double> TrainSeconds { get; } = [];

        public List<double> PredictMicroseconds { get; } = [];

        public long Size { get; set; }

        public string SizeUnit { get; set; } = "parameters";

        public string? Failure { get; set; }
    }
}
