using System.Globalization;
using System.Text;
using static DeepKeras.Comparisons.Reporting.HtmlPage;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Several data sets as a page.</summary>
internal static class ManyHtml
{
    public static string Write(ManyReport report)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<header>\n<p class=\"eyebrow\">Does depth pay? {report.Reports.Count} data sets, {report.Learners.Count} learners</p>\n<h1>{Text(Heading(report))}</h1>\n<p class=\"lead\">{Text(report.Text)}</p>\n</header>\n");
        if (report.CriticalDifference is not null)
        {
            html.Append("<section class=\"plot\">\n<h2>Mean ranks and their critical difference</h2>\n<p class=\"hint\">1 is the best rank. Learners under one bar are not shown to differ (Nemenyi). Filled: deep; hollow: shallow. A pair's ranks change when a third learner joins: Wilcoxon's test below looks at the pair alone.</p>\n");
            html.Append(Figure(CriticalDifferencePlot.Draw(report, narrow: false), CriticalDifferencePlot.Draw(report, narrow: true))).Append("</section>\n");
        }

        html.Append("<section>\n<h2>Data sets</h2>\n<p class=\"hint\">Mean scores over folds; bold: the best of the row. Scores of different sets are never averaged.</p>\n<div class=\"scroll\"><table>\n<thead><tr><th>data set</th><th class=\"l\">score</th>");
        html.AppendJoin("", report.Learners.Select(name => $"<th>{Text(name)}</th>")).Append("<th class=\"l\">verdict</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < report.Reports.Count; i++)
        {
            ComparisonReport one = report.Reports[i];
            var format = new NumberFormat(one.Rope);
            double best = report.Scores[i].DefaultIfEmpty(double.NaN).Max();
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(one.Dataset)}</td><td class=\"l\">{Text(NumberFormat.Metric(one.Metric))}</td>");
            html.AppendJoin("", report.Scores[i].Select(score => $"<td class=\"n\">{(score == best ? "<b>" : "")}{format.Score(one.HigherIsBetter ? score : -score)}{(score == best ? "</b>" : "")}</td>"));
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"l\">{Text(ManyText.Words(one))}</td></tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n</section>\n");
        if (report.Pairs.Count > 0)
        {
            html.Append("<section>\n<h2>Deep against shallow over the sets</h2>\n<table class=\"stack\">\n<thead><tr><th>pair</th><th>sets ahead</th><th>Wilcoxon p</th><th>p, Holm</th></tr></thead>\n<tbody>\n");
            foreach (RankPair pair in report.Pairs)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(pair.Deep)} <span class=\"kind\">− {Text(pair.Shallow)}</span></td><td class=\"n\" data-label=\"sets ahead\">{pair.Ahead} of {report.Reports.Count}</td><td class=\"n\" data-label=\"Wilcoxon p\">{Text(NumberFormat.P(pair.P))}</td><td class=\"n\" data-label=\"p, Holm\">{Text(NumberFormat.P(pair.PHolm))}</td></tr>\n");
            }

            html.Append("</tbody>\n</table>\n</section>\n");
        }

        html.Append("<section>\n<h2>Set by set</h2>\n<ul class=\"plain\">\n");
        html.AppendJoin("", report.Reports.Select(one => $"<li>{Text(one.Verdict.Text)}</li>\n")).Append("</ul>\n</section>\n<footer>DeepKeras</footer>\n");
        return Of("Does depth pay over several data sets?", html);
    }

    private static string Heading(ManyReport report)
    {
        int paid = report.Reports.Count(one => one.Verdict.Kind == Statistics.VerdictKind.DepthPaid);
        return paid == 0 ? "Depth paid on no set" : $"Depth paid on {paid} of {report.Reports.Count} sets";
    }
}
