using System.Globalization;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Judges the scores and puts the report together.</summary>
internal static class ReportBuilder
{
    private const int FewestFolds = 3;

    public static ComparisonReport Build(
        Dataset data, FoldPlan plan, Score score, IReadOnlyList<LearnerResult> learners, JudgeOptions options, List<string> warnings)
    {
        LearnerResult[] shallow = [.. learners.Where(learner => learner.Kind == LearnerKind.Shallow && learner.Succeeded)];
        LearnerResult[] deep = [.. learners.Where(learner => learner.Kind == LearnerKind.Deep && learner.Succeeded)];
        double rope = options.Rope ?? (shallow.Length == 0 ? 0 : score.DefaultRope(score.HigherIsBetter ? shallow.Max(l => l.Mean) : shallow.Min(l => l.Mean)));
        bool judged = plan.Exchangeable && !plan.IsFixedTest && plan.Folds.Count >= FewestFolds && shallow.Length > 0;
        var pairs = new List<PairResult>();
        var kinds = new List<VerdictKind>();
        foreach (LearnerResult model in deep)
        {
            Verdict? verdict = judged ? Judge(model, shallow, plan, score, rope, options.Alpha) : null;
            pairs.AddRange(shallow.Select((other, i) => OnRows(Pair(model, other, score.HigherIsBetter, verdict?.Pairs[i]), model, other, data, plan)));
            if (verdict is not null)
            {
                kinds.Add(DeepVersusShallow.KindOf(verdict.Pairs, options.Alpha, deep.Length));
            }
        }

        AddWarnings(data, plan, score, rope, shallow, learners, pairs, warnings);
        var report = new ComparisonReport
        {
            Dataset = data.Name,
            Task = data.Task,
            Target = data.TargetName,
            Metric = score.Name,
            HigherIsBetter = score.HigherIsBetter,
            Rows = data.Rows,
            Features = data.Features.Count,
            FoldCount = plan.Count,
            Repeats = plan.Repeats,
            Seed = options.Seed,
            Tuning = options.Tuning,
            SeedsPerFold = options.SeedsPerFold,
            Splits = plan.Description,
            Folds = [.. plan.Folds.Select((fold, i) => new ReportFold(fold.Repeat, fold.Index, fold.Train.Length, fold.Test.Length, plan.Seeds[i]))],
            Learners = learners,
            Comparisons = pairs,
            Rope = rope,
            Alpha = options.Alpha,
            Warnings = warnings,
            Card = data.Card,
            Classes = data.Classes,
            IsFixedTest = plan.IsFixedTest,
            DataKind = data.TimeOrdered ? "series" : data.ImageShape is not null ? "image" : data.Features.Any(column => column.Kind == ColumnKind.Text) ? "text" : "table",
            Verdict = new ReportVerdict(Overall(kinds), string.Empty, null, null),
        };
        return report with { Verdict = VerdictText.For(report) };
    }

    /// <summary>
    /// One answer for several deep models. That some model pays needs Bonferroni over the models, which <see cref="DeepVersusShallow.KindOf"/>
    /// has done; that none pays must hold for each of them.
    /// </summary>
    internal static VerdictKind Overall(IReadOnlyList<VerdictKind> kinds)
    {
        if (kinds.Count == 0)
        {
            return VerdictKind.Undecided;
        }

        return kinds.Contains(VerdictKind.DepthPaid) ? VerdictKind.DepthPaid
            : kinds.Contains(VerdictKind.Undecided) ? VerdictKind.Undecided
            : kinds.All(kind => kind == VerdictKind.ShallowBetter) ? VerdictKind.ShallowBetter
            : VerdictKind.DepthDidNotPay;
    }

    private static Verdict Judge(LearnerResult deep, LearnerResult[] shallow, FoldPlan plan, Score score, double rope, double alpha) =>
        DeepVersusShallow.Judge(
            new LearnerScores(deep.Name, deep.Scores),
            [.. shallow.Select(learner => new LearnerScores(learner.Name, learner.Scores))],
            FoldSizes.Of(plan.Folds),
            new VerdictOptions { Rope = rope, HigherIsBetter = score.HigherIsBetter, Alpha = alpha });

    private static PairResult Pair(LearnerResult deep, LearnerResult shallow, bool higherIsBetter, PairComparison? judged)
    {
        double[] differences = PairedDifferences.Oriented(deep.Scores, shallow.Scores, higherIsBetter);
        return new PairResult
        {
            Deep = deep.Name,
            Shallow = shallow.Name,
            Difference = judged?.Test.MeanDifference ?? Moments.Mean(differences),
            FoldDifferences = differences,
            Judged = judged,
            PSign = SignTest.OfDifferences(differences).P,
        };
    }

    private static PairResult OnRows(PairResult pair, LearnerResult deep, LearnerResult shallow, Dataset data, FoldPlan plan)
    {
        if (!plan.IsFixedTest)
        {
            return pair;
        }

        if (deep.RowLabels is { } labels && shallow.RowLabels is { } others)
        {
            int[] truth = [.. plan.Folds[0].Test.Select(row => data.Labels[row])];
            return pair with { McNemar = McNemarTest.FromLabels(truth, labels.ToArray(), others.ToArray()) };
        }

        return deep.RowErrors is { } errors && shallow.RowErrors is { } otherErrors && errors.Count > 0
            ? pair with { PErrors = WilcoxonSignedRank.Run([.. otherErrors], [.. errors], ZeroMethod.Pratt).P }
            : pair;
    }

    private static void AddWarnings(
        Dataset data, FoldPlan plan, Score score, double rope, LearnerResult[] shallow, IReadOnlyList<LearnerResult> learners, List<PairResult> pairs, List<string> warnings)
    {
        foreach (LearnerResult failed in learners.Where(learner => !learner.Succeeded))
        {
            warnings.Add($"{failed.Name} failed and is in no comparison ({failed.Failure}).");
        }

        if (learners.FirstOrDefault(learner => learner.Kind == LearnerKind.Prior && learner.Succeeded) is { } prior
            && learners.Where(l => l.Kind != LearnerKind.Prior && l.Succeeded).All(l => score.HigherIsBetter ? l.Mean <= prior.Mean : l.Mean >= prior.Mean)
            && learners.Any(l => l.Kind != LearnerKind.Prior && l.Succeeded))
        {
            warnings.Add("No learner beats the prior: the features say nothing about the target that these learners can find.");
        }

        foreach (LearnerResult perfect in learners.Where(l => l.Kind != LearnerKind.Prior && l.Succeeded && score.HigherIsBetter && l.Scores.All(value => value >= 1 - 1e-6)).Take(1))
        {
            warnings.Add($"{perfect.Name} is right on every test row: see whether a column gives the answer away, such as a row number, a date or a copy of the target.");
        }

        if (plan.IsFixedTest)
        {
            warnings.Add("One test set compares these fitted models, not the learners: what another training sample or seed would do is not in it.");
        }
        else if (!plan.Exchangeable)
        {
            warnings.Add("Folds of a time series are not exchangeable: there is no valid interval or p from a t-test, only the differences and a sign test.");
        }
        else if (plan.Folds.Count < FewestFolds)
        {
            warnings.Add($"{plan.Folds.Count} folds are too few for a corrected test: from {FewestFolds} on there is a verdict.");
        }

        // Every row is tested once a repeat; of a given test set only its own rows are.
        double row = 1.0 / (plan.IsFixedTest ? plan.Folds[0].Test.Length : data.Rows);
        if (data.Task != LearningTask.Regression && shallow.Length > 0 && rope > 0 && row > rope)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"One test row is worth {row:G2}, more than the region of practical equivalence of {rope:G3}."));
        }

        foreach (PairResult pair in pairs.Where(pair => pair.Judged is { IsDegenerate: true }))
        {
            warnings.Add($"{pair.Deep} against {pair.Shallow}: folds do not vary; the test set is too small to say how sure this is.");
        }
    }
}
