using System.Globalization;
using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Several data sets in words and as a table.</summary>
internal static class ManyText
{
    public static string Sentence(ManyReport report)
    {
        string ranks = report.Friedman is null ? string.Empty
            : $"Mean ranks over {report.Reports.Count} data sets: {string.Join(", ", Order(report).Select(j => $"{report.Learners[j]} {Rank(report, j)}"))}.";
        string test = report.Friedman is not { } friedman ? "There is no learner that all sets share beside another."
            : report.Reports.Count < ManyReport.FewestForATest ? $" Fewer than {ManyReport.FewestForATest} data sets: no test, only the table."
            : friedman.Chi2.P < report.Alpha ? $" They differ (Iman and Davenport's F = {friedman.Chi2.F.ToString("0.00", CultureInfo.InvariantCulture)}, p = {NumberFormat.P(friedman.Chi2.P)}){(report.CriticalDifference is double cd ? $"; two learners differ from a distance of {cd.ToString("0.00", CultureInfo.InvariantCulture)} on" : string.Empty)}."
            : $" No difference is shown (Iman and Davenport's F = {friedman.Chi2.F.ToString("0.00", CultureInfo.InvariantCulture)}, p = {NumberFormat.P(friedman.Chi2.P)}).";
        return ranks + test;
    }

    public static string Write(ManyReport report, int width)
    {
        var text = new StringBuilder();
        ReportText.Wrap(text, Sentence(report), width);
        text.Append('\n');
        List<string[]> rows = [["data set", "score", .. report.Learners, "verdict"]];
        rows.AddRange(report.Reports.Select((one, i) => (string[])[one.Dataset, NumberFormat.Metric(one.Metric),
            .. report.Scores[i].Select(score => new NumberFormat(one.Rope).Score(one.HigherIsBetter ? score : -score)), Words(one)]));
        ReportText.Table(text, rows, width, [.. report.Learners.Reverse(), "score"]);
        if (report.Pairs.Count > 0)
        {
            text.Append('\n');
            List<string[]> pairs = [["deep − shallow", "sets ahead", "Wilcoxon p", "p Holm"]];
            pairs.AddRange(report.Pairs.Select(pair => (string[])[$"{pair.Deep} − {pair.Shallow}", $"{pair.Ahead} of {report.Reports.Count}", NumberFormat.P(pair.P), NumberFormat.P(pair.PHolm)]));
            ReportText.Table(text, pairs, width, []);
        }

        return text.ToString();
    }

    public static string Words(ComparisonReport report) => report.Verdict.Kind switch
    {
        Statistics.VerdictKind.DepthPaid => "depth paid",
        Statistics.VerdictKind.ShallowBetter => "shallow is better",
        Statistics.VerdictKind.DepthDidNotPay => "depth did not pay",
        _ => "undecided",
    };

    public static IEnumerable<int> Order(ManyReport report) => Enumerable.Range(0, report.Learners.Count).OrderBy(j => report.Friedman!.AverageRanks[j]);

    public static string Rank(ManyReport report, int j) => report.Friedman!.AverageRanks[j].ToString("0.00", CultureInfo.InvariantCulture);
}
