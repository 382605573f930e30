using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Learners;
using static DeepKeras.Comparisons.Reporting.HtmlPage;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The parts of the page behind the tables: cost, seeds, confusion, calibration, what tuning chose.</summary>
internal static class ReportSections
{
    public static string Write(ComparisonReport report)
    {
        var html = new StringBuilder();
        Cost(html, report);
        Seeds(html, report);
        Confusion(html, report);
        Calibration(html, report);
        Chosen(html, report);
        return html.ToString();
    }

    private static void Cost(StringBuilder html, ComparisonReport report)
    {
        LearnerResult[] measured = [.. report.Learners.Where(learner => learner.Succeeded && learner.Cost is not null && learner.Kind != LearnerKind.Prior)];
        if (measured.Length == 0)
        {
            return;
        }

        html.Append("<section class=\"plot\">\n<h2>Score against cost</h2>\n<p class=\"hint\">On the dotted front are the learners that none beats in both score and speed. Score and cost are never made one number: what a millisecond is worth is yours to say.</p>\n");
        html.Append(Figure(ParetoPlot.Draw(report, narrow: false), ParetoPlot.Draw(report, narrow: true)));
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"stack cost\">\n<thead><tr><th>learner</th><th>one row, ms p50</th><th>p99</th><th>rows a second</th><th>peak memory</th><th>file</th><th>energy, J (estimate)</th></tr></thead>\n<tbody>\n");
        foreach (LearnerResult learner in measured)
        {
            FitCost cost = learner.Cost!;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(learner.Name)}</td>");
            Cell(html, "one row, ms p50", NumberFormat.Milliseconds(cost.LatencyP50));
            Cell(html, "p99", NumberFormat.Milliseconds(cost.LatencyP99));
            Cell(html, "rows a second", NumberFormat.Count(Math.Round(cost.RowsPerSecond)));
            Cell(html, "peak memory", NumberFormat.Bytes(cost.PeakBytes));
            Cell(html, "file", NumberFormat.Bytes(cost.FileBytes));
            Cell(html, "energy, J (estimate)", NumberFormat.Joules(learner.EnergyJoules));
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n<p class=\"hint\">Latency of single rows and throughput in batches of 256, preprocessing included; peak memory of a fit over what the process held before, so what an earlier learner left behind counts as held. Energy is no measurement: CPU seconds of one training times 10 W a busy core.</p>\n</section>\n");
    }

    private static void Seeds(StringBuilder html, ComparisonReport report)
    {
        LearnerResult[] repeated = [.. report.Learners.Where(learner => learner.Variance is not null)];
        if (repeated.Length == 0)
        {
            return;
        }

        var format = new NumberFormat(report.Rope);
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>Seeds and folds</h2>\n<p class=\"hint\">{report.SeedsPerFold} seeds on the same folds: how much of one run's spread comes from the rows, how much from the seed.</p>\n");
        html.Append("<table class=\"stack\">\n<thead><tr><th>learner</th><th>sd of one run</th><th>between folds</th><th>between seeds</th><th>rest</th><th>share of seed and rest</th></tr></thead>\n<tbody>\n");
        foreach (LearnerResult learner in repeated)
        {
            Statistics.VarianceComponents v = learner.Variance!;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(learner.Name)}</td>");
            Cell(html, "sd of one run", format.Score(v.SdOneRun));
            Cell(html, "between folds", format.Score(Math.Sqrt(v.Fold)));
            Cell(html, "between seeds", format.Score(Math.Sqrt(v.Seed)));
            Cell(html, "rest", format.Score(Math.Sqrt(v.Residual)));
            Cell(html, "share of seed and rest", $"{(v.SeedShare + v.ResidualShare) * 100:F0} %");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</section>\n");
    }

    private static void Confusion(StringBuilder html, ComparisonReport report)
    {
        LearnerResult[] shown = [.. new[] { report.BestShallow, report.BestDeep }.OfType<LearnerResult>().Where(learner => learner.Confusion is not null)];
        if (shown.Length == 0)
        {
            return;
        }

        html.Append("<section class=\"plot\">\n<h2>Confusion</h2>\n<p class=\"hint\">Test rows of all folds, truth in rows, prediction in columns; the darker, the larger the share of its row.</p>\n<div class=\"pair\">\n");
        foreach (LearnerResult learner in shown)
        {
            html.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Text(learner.Name)}</figcaption>{ConfusionPlot.Draw(learner, report.Classes)}</figure>\n");
        }

        html.Append("</div>\n</section>\n");
    }

    private static void Calibration(StringBuilder html, ComparisonReport report)
    {
        LearnerResult[] shown = [.. report.Learners.Where(learner => learner.Calibration is not null && learner.Kind != LearnerKind.Prior)];
        if (shown.Length == 0)
        {
            return;
        }

        string of = report.Classes.Count == 2 ? $"that a row is “{report.Classes[1]}”" : "of the likeliest class";
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"plot\">\n<h2>Calibration</h2>\n<p class=\"hint\">Predicted probability {Text(of)}, and how often it came true; on the dashed line it means what it says. Larger dots are more rows. Learners without probabilities, such as SVMs, are not here.</p>\n<div class=\"pair small\">\n");
        foreach (LearnerResult learner in shown)
        {
            string error = learner.OtherScores.TryGetValue(Scores.Score.CalibrationError.Name, out double value) ? string.Create(CultureInfo.InvariantCulture, $", error {value:0.000}") : string.Empty;
            html.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Text(learner.Name)}{error}</figcaption>{CalibrationPlot.Draw(learner)}</figure>\n");
        }

        html.Append("</div>\n</section>\n");
    }

    private static void Chosen(StringBuilder html, ComparisonReport report)
    {
        LearnerResult[] tuned = [.. report.Learners.Where(learner => learner.Chosen.Count > 0)];
        if (tuned.Length == 0)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>What tuning chose</h2>\n<p class=\"hint\">{Text(report.Tuning)}. The outer test parts had no say.</p>\n<details>\n<summary>Settings of every fold</summary>\n<dl class=\"methods\">\n");
        foreach (LearnerResult learner in tuned)
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(learner.Name)}</dt><dd><ol>");
            html.AppendJoin("", learner.Chosen.Select(settings => $"<li>{Text(settings)}</li>")).Append("</ol></dd>\n");
        }

        html.Append("</dl>\n</details>\n</section>\n");
    }

    private static void Cell(StringBuilder html, string label, string value) => html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\" data-label=\"{Text(label)}\">{Text(value)}</td>");
}
