using System.Diagnostics;
using System.Globalization;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>One fit of one learner on one fold, scored and measured. What goes wrong in it is its result, not the end of the run.</summary>
internal sealed class FoldFit(FoldPlan plan, Score score, FoldRows rows)
{
    private static readonly TimeSpan RepeatPredictionsFor = TimeSpan.FromMilliseconds(50);

    /// <param name="learner">Who is fitted.</param>
    /// <param name="fold">On which fold.</param>
    /// <param name="repeat">Which of the seeds of that fold.</param>
    /// <param name="alone">Nothing else runs meanwhile, so that times mean something.</param>
    /// <param name="warm">Whether to fit on a few rows first, so that the compiler's seconds are not the learner's.</param>
    /// <param name="cancellation">Stops it.</param>
    public FitRecord Run(ILearner learner, int fold, int repeat, bool alone, bool warm, CancellationToken cancellation)
    {
        var record = new FitRecord(learner.Name, fold, repeat) { Alone = alone };
        int seed = plan.SeedOf(fold, repeat);
        try
        {
            (Dataset training, Dataset test) = rows.Get(fold);
            bool measured = alone && fold == 0 && repeat == 0;
            if (warm)
            {
                WarmUp(learner, training, seed, cancellation);
            }

            CostMeter.Memory? memory = measured ? new CostMeter.Memory() : null;
            double cpu = CostMeter.CpuSeconds;
            long start = Stopwatch.GetTimestamp();
            using IFittedLearner fitted = learner.Fit(training, seed, cancellation);
            double trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            cpu = CostMeter.CpuSeconds - cpu;
            long peak = memory?.Stop() ?? 0;
            cancellation.ThrowIfCancellationRequested();
            (Predictions predictions, double microseconds) = Predict(fitted, test, alone, cancellation);
            double value = Scorer.Of(score, predictions, test);
            if (!double.IsFinite(value))
            {
                throw new ArithmeticException($"{score.Name} is {value.ToString(CultureInfo.InvariantCulture)} on the test part.");
            }

            return RowsSeen.Add(record, predictions, test, plan.IsFixedTest) with
            {
                Score = value,
                AllScores = Scorer.All(predictions, test),
                TrainSeconds = trainSeconds,
                CpuSeconds = cpu,
                PredictMicrosecondsPerRow = microseconds,
                Size = fitted.Size,
                SizeUnit = fitted.SizeUnit,
                Chosen = fitted.Chosen,
                Cost = measured ? CostMeter.Of(fitted, test, peak, cancellation) : null,
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return record with { Failure = $"fold {fold + 1} of {plan.Folds.Count}: {e.Message.ReplaceLineEndings(" ")}" };
        }
    }

    // The first fit of a kind compiles code; its seconds would be the compiler's. What goes wrong here goes wrong again where it counts.
    private static void WarmUp(ILearner learner, Dataset training, int seed, CancellationToken cancellation)
    {
        if (learner is TunedLearner)
        {
            return;
        }

        try
        {
            Dataset few = training.Subset(NestedRows.Order(training, 0).AsSpan(0, Math.Min(training.Rows, 64)));
            using IFittedLearner fitted = learner.Fit(few, seed, cancellation);
            fitted.Predict(few);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
        }
    }

    // The first call may compile code and plans; the fastest of a few calls is what the model costs. Long ones are not repeated.
    private static (Predictions Predictions, double MicrosecondsPerRow) Predict(IFittedLearner fitted, Dataset test, bool alone, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        Predictions predictions = fitted.Predict(test);
        TimeSpan best = Stopwatch.GetElapsedTime(start);
        for (int call = 0; alone && call < 5 && Stopwatch.GetElapsedTime(start) < RepeatPredictionsFor; call++)
        {
            cancellation.ThrowIfCancellationRequested();
            long again = Stopwatch.GetTimestamp();
            fitted.Predict(test);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(again);
            best = elapsed < best ? elapsed : best;
        }

        return (predictions, best.TotalMicroseconds / test.Rows);
    }
}
