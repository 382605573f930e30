using System.Globalization;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The verdict in a sentence that carries its numbers, and one that says how it was found.</summary>
internal static class VerdictText
{
    public static ReportVerdict For(ComparisonReport report)
    {
        VerdictKind kind = report.Verdict.Kind;
        if (report.BestShallow is not { } bestShallow)
        {
            return new ReportVerdict(VerdictKind.Undecided, $"Undecided on {report.Dataset}: no shallow learner finished, so there is nothing to compare with.", null, null);
        }

        if (report.BestDeep is not { } bestDeep)
        {
            bool failed = report.Learners.Any(learner => learner.Kind == Learners.LearnerKind.Deep);
            return new ReportVerdict(
                VerdictKind.Undecided,
                $"Undecided on {report.Dataset}: {(failed ? "no deep model finished" : "no deep model took part")}; the best shallow learner is {bestShallow.Name} with " +
                $"{NumberFormat.Metric(report.Metric)} {new NumberFormat(report.Rope).Score(bestShallow.Mean)}.",
                null,
                bestShallow.Name);
        }

        PairResult pair = Speaking(report, kind, bestDeep, bestShallow);
        string text = pair.Judged is { } judged ? Judged(report, kind, pair, judged) : report.IsFixedTest ? OnRows(report, pair) : Counted(report, pair);
        return new ReportVerdict(kind, text, pair.Deep, pair.Shallow);
    }

    // The pair that the sentence gives numbers for: the deep model it speaks of against the best shallow learner.
    private static PairResult Speaking(ComparisonReport report, VerdictKind kind, LearnerResult bestDeep, LearnerResult bestShallow)
    {
        string speaker = kind is VerdictKind.DepthPaid or VerdictKind.Undecided ? Speaker(report, kind, bestDeep.Name) : bestDeep.Name;
        PairResult[] ofBest = [.. report.Comparisons.Where(pair => pair.Deep == speaker)];
        return kind switch
        {
            VerdictKind.ShallowBetter => Strongest(pair => pair.Judged!.Posterior.PLeft),
            VerdictKind.DepthDidNotPay => Strongest(pair => pair.Judged!.Posterior.PLeft + pair.Judged!.Posterior.PRope),
            _ => ofBest.First(pair => pair.Shallow == bestShallow.Name),
        };

        // Of the learners that the verdict rests on, the one to take is the one with the best score, not the surest.
        PairResult Strongest(Func<PairResult, double> probability)
        {
            double enough = 1 - (report.Alpha / ofBest.Length);
            return ofBest.Where(pair => probability(pair) >= enough).MinBy(pair => pair.Difference) ?? ofBest.MaxBy(probability)!;
        }
    }

    // Where several deep models give different answers, the overall one is of those that gave it, and the best of them speaks.
    private static string Speaker(ComparisonReport report, VerdictKind kind, string best)
    {
        if (report.Comparisons.Any(pair => pair.Judged is null))
        {
            return best;
        }

        IGrouping<string, PairResult>[] models = [.. report.Comparisons.GroupBy(pair => pair.Deep)];
        string[] own = [.. models.Where(pairs => DeepVersusShallow.KindOf([.. pairs.Select(pair => pair.Judged!)], report.Alpha, models.Length) == kind)
            .OrderByDescending(pairs => pairs.First().Difference).Select(pairs => pairs.Key)];
        return own.Length == 0 || own.Contains(best) ? best : own[0];
    }

    private static string Judged(ComparisonReport report, VerdictKind kind, PairResult pair, PairComparison judged)
    {
        var format = new NumberFormat(report.Rope);
        DifferencePosterior p = judged.Posterior;
        string numbers = $"{pair.Deep} {format.Against(pair.Difference, report)} {pair.Shallow} " +
            $"({(report.HigherIsBetter ? string.Empty : "positive is better: ")}{Percent(1 - report.Alpha)} CI {format.Signed(judged.Test.Low)} to {format.Signed(judged.Test.High)}; ROPE {format.Rope}: " +
            $"{NumberFormat.Share(p.PRight)} better, {NumberFormat.Share(p.PRope)} equal, {NumberFormat.Share(p.PLeft)} worse)";
        string lead = kind switch
        {
            VerdictKind.DepthPaid => $"Depth paid on {report.Dataset}",
            VerdictKind.ShallowBetter => $"Shallow is better on {report.Dataset}",
            VerdictKind.DepthDidNotPay => $"Depth did not pay on {report.Dataset}",
            _ => $"Undecided on {report.Dataset}",
        };
        string advice = kind switch
        {
            VerdictKind.DepthPaid => $"It is better by more than {format.Rope} than every shallow learner.",
            VerdictKind.ShallowBetter => $"Take {pair.Shallow}: it is better by more than {format.Rope}.",
            VerdictKind.DepthDidNotPay => $"Take {pair.Shallow}: it is as good within {format.Rope} or better.",
            _ => AsOneOfSeveral(report, pair.Deep, format) ?? Smallest(report, judged, format),
        };
        string smallest = kind == VerdictKind.Undecided || judged.IsDegenerate ? string.Empty
            : $" The smallest difference that could have been called is {format.Score(judged.Test.SmallestCallableDifference)}.";
        string degenerate = judged.IsDegenerate ? " Folds do not vary: the test set is too small to say how sure this is." : string.Empty;
        return $"{lead}: {numbers}; {Setting(report)}. {advice}{smallest}{degenerate}";
    }

    // Alone it would have been called.
    private static string? AsOneOfSeveral(ComparisonReport report, string deep, NumberFormat format)
    {
        int models = report.Comparisons.Select(pair => pair.Deep).Distinct().Count();
        bool ahead = report.Comparisons.Where(pair => pair.Deep == deep).All(pair => pair.Judged?.Verdict == PairVerdict.DeepBetter);
        return !ahead ? null
            : $"It is better by more than {format.Rope} than every shallow learner with a probability of {NumberFormat.Share(1 - report.Alpha)} or more; as one of {models} deep models tried it would need {(1 - (report.Alpha / models)).ToString("0.000", CultureInfo.InvariantCulture)}.";
    }

    private static string Smallest(ComparisonReport report, PairComparison judged, NumberFormat format)
    {
        string smallest = judged.IsDegenerate ? string.Empty
            : $"The smallest difference that could have been called is {format.Score(judged.Test.SmallestCallableDifference)}";
        double rows = judged.RowsNeeded(report.Rows);
        if (judged.IsDegenerate || !double.IsFinite(rows))
        {
            return judged.IsDegenerate ? string.Empty : $"{smallest}.";
        }

        return rows > report.Rows
            ? $"{smallest}; to call {format.Rope} would take in the order of {NumberFormat.Count(CrossoverText.TwoDigits(rows))} rows."
            : $"{smallest}; more repeats may settle it.";
    }

    private static string Counted(ComparisonReport report, PairResult pair)
    {
        var format = new NumberFormat(report.Rope);
        return $"Undecided on {report.Dataset}: {pair.Deep} {format.Against(pair.Difference, report)} {pair.Shallow}, " +
            $"ahead on {pair.FoldsAhead} of {pair.FoldDifferences.Count} folds (sign test p = {NumberFormat.P(pair.PSign)}); {Setting(report)}. " +
            $"{(report.DataKind == "series" ? "No interval is valid for folds in time order" : $"{pair.FoldDifferences.Count} folds are too few for an interval")}, so no call is made.";
    }

    private static string OnRows(ComparisonReport report, PairResult pair)
    {
        var format = new NumberFormat(report.Rope);
        string rows = pair.McNemar is { } m
            ? $"{pair.Deep} alone is right on {m.OnlyARight} rows, {pair.Shallow} alone on {m.OnlyBRight} (McNemar mid-p = {NumberFormat.P(m.PMid)}, exact p = {NumberFormat.P(m.PExact)})"
            : pair.PErrors is double p ? $"Wilcoxon signed ranks of the rows' absolute errors: p = {NumberFormat.P(p)}" : "no test of rows is valid here";
        return $"Undecided on {report.Dataset}: on one test set {pair.Deep} is {format.Against(pair.Difference, report)} {pair.Shallow}; {rows}; {Setting(report)}. " +
            "That compares these two fitted models, not the learners, so no call is made.";
    }

    private static string Setting(ComparisonReport report) => $"{NumberFormat.Count(report.Rows)} rows, {report.Splits}, {TuningOf(report)}{SeedsOf(report)}";

    private static string TuningOf(ComparisonReport report) => report.Tuning == "fixed" ? "fixed defaults" : report.Tuning;

    private static string SeedsOf(ComparisonReport report) => report.SeedsPerFold > 1 ? $", {report.SeedsPerFold} seeds a fold for deep models" : string.Empty;

    private static string Percent(double share) => (share * 100).ToString("G3", CultureInfo.InvariantCulture) + " %";
}
