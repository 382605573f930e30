using System.Globalization;
using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The report as Markdown: the same parts as the page, in tables.</summary>
internal static class ReportMarkdown
{
    public static string Write(ComparisonReport report)
    {
        var format = new NumberFormat(report.Rope);
        var text = new StringBuilder();
        string metric = NumberFormat.Metric(report.Metric);
        text.Append(CultureInfo.InvariantCulture, $"# Does depth pay on {Cell(report.Dataset)}?\n\n**{Cell(report.Verdict.Text)}**\n\n");
        foreach (string warning in report.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"> {Cell(warning)}\n>\n");
        }

        if (report.Advice.Count > 0)
        {
            text.Append("## What to do\n\n");
            text.AppendJoin("", report.Advice.Select(sentence => $"- {Cell(sentence.Text)}\n")).Append('\n');
        }

        Table(text, "Learners", ["learner", "kind", metric, "train s", "one row ms, p50 / p99", "rows/s", "peak memory", "file", "size", "energy J (estimate)"], report.Learners.Select(learner => (string[])(learner.Succeeded
            ? [learner.Name, learner.Kind.ToString().ToLowerInvariant(), format.ScoreOf(report, learner), NumberFormat.Seconds(learner.MedianTrainSeconds), .. Cost(learner), NumberFormat.Size(learner), NumberFormat.Joules(learner.EnergyJoules)]
            : [learner.Name, learner.Kind.ToString().ToLowerInvariant(), $"failed: {learner.Failure}", "", "", "", "", "", "", ""])));
        if (report.Comparisons.Count > 0)
        {
            Table(text, "Deep against shallow", ["deep − shallow", "difference", "interval", "p", "p Holm", "P(shallow, equal, deep)", "verdict"], report.Comparisons.Select(pair => (string[])(pair.Judged is { } judged
                ? [$"{pair.Deep} − {pair.Shallow}", format.Signed(pair.Difference), $"{format.Signed(judged.Test.Low)} to {format.Signed(judged.Test.High)}", NumberFormat.P(judged.Test.P), NumberFormat.P(judged.PHolm),
                    $"{NumberFormat.Share(judged.Posterior.PLeft)}, {NumberFormat.Share(judged.Posterior.PRope)}, {NumberFormat.Share(judged.Posterior.PRight)}", ReportText.Words(judged.Verdict)]
                : [$"{pair.Deep} − {pair.Shallow}", format.Signed(pair.Difference), "–", pair.McNemar is { } m ? $"McNemar mid-p {NumberFormat.P(m.PMid)}" : pair.PErrors is double p ? $"Wilcoxon {NumberFormat.P(p)}" : $"sign {NumberFormat.P(pair.PSign)}", "–", "–", "not judged"])));
        }

        if (report.Learners.Any(learner => learner.Variance is not null))
        {
            Table(text, "Seeds and folds", ["learner", "sd of one run", "sd between folds", "sd between seeds", "sd of the rest", "share of seed and rest"], report.Learners.Where(learner => learner.Variance is not null).Select(learner =>
                (string[])[learner.Name, format.Score(learner.Variance!.SdOneRun), format.Score(Math.Sqrt(learner.Variance.Fold)), format.Score(Math.Sqrt(learner.Variance.Seed)), format.Score(Math.Sqrt(learner.Variance.Residual)), Percent(learner.Variance.SeedShare + learner.Variance.ResidualShare)]));
        }

        if (report.Curve is { } curve)
        {
            text.Append(CultureInfo.InvariantCulture, $"## Score against rows\n\n{Cell(curve.Text)}\n\n");
            Rows(text, ["training rows", .. curve.Curves.Select(c => c.Name)], curve.Sizes.Select((n, i) => (string[])[NumberFormat.Count(n), .. curve.Curves.Select(c => c.Values.Count == 0 ? "failed" : format.Score(c.Values[i].Mean))]));
        }

        foreach (LearnerResult learner in new[] { report.BestShallow, report.BestDeep }.OfType<LearnerResult>().Where(learner => learner.Confusion is not null && report.Classes.Count <= 12))
        {
            Table(text, $"Confusion matrix of {learner.Name}", ["truth \\ prediction", .. report.Classes], report.Classes.Select((name, i) =>
                (string[])[name, .. Enumerable.Range(0, report.Classes.Count).Select(j => learner.Confusion![i, j].ToString(CultureInfo.InvariantCulture))]));
        }

        if (report.ParetoFront.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Pareto front of {metric} against latency, fastest first: {Cell(string.Join(", ", report.ParetoFront.Select(learner => learner.Name)))}.\n\n");
        }

        text.Append("## How it was done\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Splits: {report.Splits}; seed {report.Seed}; {report.SeedsPerFold} seed{(report.SeedsPerFold == 1 ? "" : "s")} a fold for deep models\n- Settings: {Cell(report.Tuning)}\n");
        text.AppendJoin("", report.Learners.Select(learner => $"- {Cell(learner.Name)}: {Cell(learner.Settings)}\n"));
        text.Append(CultureInfo.InvariantCulture, $"- Data: sha256 {report.DataHash}; {Percent(report.DuplicateShare)} of test rows repeat a training row's features\n- Machine: {Cell(report.Machine)}\n");
        return text.ToString();
    }

    private static string[] Cost(LearnerResult learner) => learner.Cost is { } cost
        ? [$"{NumberFormat.Milliseconds(cost.LatencyP50)} / {NumberFormat.Milliseconds(cost.LatencyP99)}", NumberFormat.Count(Math.Round(cost.RowsPerSecond)), NumberFormat.Bytes(cost.PeakBytes), NumberFormat.Bytes(cost.FileBytes)]
        : ["–", "–", "–", "–"];

    private static void Table(StringBuilder text, string heading, string[] header, IEnumerable<string[]> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n");
        Rows(text, header, rows);
    }

    private static void Rows(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", header.Select(Cell)).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", header.Length))).Append('\n');
        foreach (string[] row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
        }

        text.Append('\n');
    }

    // Names come from files: what Markdown would read as markup stands as it is.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
