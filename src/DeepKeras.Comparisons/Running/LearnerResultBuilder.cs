using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Puts a learner's fits together.</summary>
internal static class LearnerResultBuilder
{
    public static LearnerResult Of(ILearner learner, FoldPlan plan, Dataset data, IReadOnlyList<FitRecord> records)
    {
        // Records come in the order of jobs, so that the first failure is the same whoever was faster.
        string? failure = records.FirstOrDefault(record => record.Failure is not null)?.Failure;
        var empty = new LearnerResult
        {
            Name = learner.Name,
            Kind = learner.Kind,
            Settings = learner.Settings,
            Scores = [],
            TrainSeconds = [],
            PredictMicrosecondsPerRow = [],
            Size = records.Select(record => record.Size).DefaultIfEmpty().Max(),
            SizeUnit = records.LastOrDefault(record => record.Failure is null)?.SizeUnit ?? "parameters",
            Failure = failure,
        };
        if (failure is not null)
        {
            return empty;
        }

        int seeds = records.Max(record => record.Seed) + 1;
        double[][] scores = [.. Enumerable.Range(0, seeds).Select(seed =>
            records.Where(record => record.Seed == seed).OrderBy(record => record.Fold).Select(record => record.Score!.Value).ToArray())];
        FitRecord[] timed = [.. records.Where(record => record.Alone)];
        timed = timed.Length > 0 ? timed : [.. records];
        FitRecord[] first = [.. records.Where(record => record.Seed == 0).OrderBy(record => record.Fold)];
        return empty with
        {
            Scores = [.. Enumerable.Range(0, plan.Folds.Count).Select(fold => Moments.Mean([.. scores.Select(row => row[fold])]))],
            SeedScores = scores,
            Variance = seeds > 1 && plan.Folds.Count > 1 ? VarianceComponents.Of(scores) : null,
            TrainSeconds = [.. timed.Select(record => record.TrainSeconds)],
            CpuSeconds = [.. timed.Select(record => record.CpuSeconds)],
            PredictMicrosecondsPerRow = [.. timed.Select(record => record.PredictMicrosecondsPerRow)],
            Cost = records.Select(record => record.Cost).FirstOrDefault(cost => cost is not null),
            OtherScores = Means(records),
            Chosen = [.. first.Select(record => record.Chosen).OfType<string>()],
            Confusion = Confusion(first, data.Classes.Count),
            Calibration = Calibration(first),
            RowLabels = plan.IsFixedTest ? first[0].Labels : null,
            RowErrors = plan.IsFixedTest ? first[0].Errors : null,
            AccuracyInterval = plan.IsFixedTest && first[0].Labels is { } labels ? Accuracy(labels, plan.Folds[0].Test, data) : null,
        };
    }

    private static ProportionInterval Accuracy(int[] labels, int[] rows, Dataset data) =>
        ProportionInterval.Wilson(labels.Where((label, i) => label == data.Labels[rows[i]]).Count(), labels.Length);

    // A score that is not defined on some fold has no mean.
    private static Dictionary<string, double> Means(IReadOnlyList<FitRecord> records) => records[0].AllScores.Keys
        .Where(name => records.All(record => record.AllScores.TryGetValue(name, out double? value) && value is not null))
        .ToDictionary(name => name, name => Moments.Mean([.. records.Select(record => record.AllScores[name]!.Value)]));

    private static int[,]? Confusion(FitRecord[] records, int classes)
    {
        if (records.Any(record => record.Confusion is null))
        {
            return null;
        }

        var sum = new int[classes, classes];
        foreach (FitRecord record in records)
        {
            for (int i = 0; i < record.Confusion!.Length; i++)
            {
                sum[i / classes, i % classes] += record.Confusion[i];
            }
        }

        return sum;
    }

    private static CalibrationBin[]? Calibration(FitRecord[] records)
    {
        if (records.Any(record => record.Calibration is null))
        {
            return null;
        }

        double[][] sums = [.. Enumerable.Range(0, RowsSeen.Bins).Select(bin =>
            Enumerable.Range(0, 3).Select(i => records.Sum(record => record.Calibration![bin][i])).ToArray())];
        return [.. sums.Where(sum => sum[0] > 0).Select(sum => new CalibrationBin((int)sum[0], sum[1] / sum[0], sum[2] / sum[0]))];
    }
}
