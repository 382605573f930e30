using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The report for a terminal or a log: plain text, no colour needed.</summary>
internal static class ReportText
{
    public static string Write(ComparisonReport report, int width)
    {
        var format = new NumberFormat(report.Rope);
        var text = new StringBuilder();
        Wrap(text, report.Verdict.Text, width);
        text.Append('\n');
        Wrap(text, $"{report.Dataset}: {NumberFormat.Count(report.Rows)} rows, {report.Features} feature{(report.Features == 1 ? "" : "s")}, {report.Task.ToString().ToLowerInvariant()}, {report.Splits}, seed {report.Seed}", width);
        text.Append('\n');
        Table(text, LearnerRows(report, format), width, ["µs a row", "size"]);
        if (report.Comparisons.Count > 0)
        {
            text.Append('\n');
            Wrap(text, $"Differences in {NumberFormat.Metric(report.Metric)}, positive where the deep model is better; equal means within {format.Rope}.", width);
            text.Append('\n');
            Table(text, PairRows(report, format), width, ["P(shallow, equal, deep)", "p Holm", "p"]);
        }

        foreach (string warning in report.Warnings)
        {
            text.Append('\n');
            Wrap(text, $"Note: {warning}", width);
        }

        return text.ToString();
    }

    private static List<string[]> LearnerRows(ComparisonReport report, NumberFormat format)
    {
        var rows = new List<string[]> { (string[])["learner", "kind", NumberFormat.Metric(report.Metric), "train s", "µs a row", "size"] };
        foreach (LearnerResult learner in report.Learners)
        {
            string mark = learner == report.BestShallow ? " (best shallow)" : learner == report.BestDeep ? " (best deep)" : string.Empty;
            rows.Add(learner.Succeeded
                ? [learner.Name + mark, learner.Kind.ToString().ToLowerInvariant(), format.ScoreOf(report, learner),
                    NumberFormat.Seconds(learner.MedianTrainSeconds), NumberFormat.Microseconds(learner.MedianPredictMicrosecondsPerRow),
                    NumberFormat.Size(learner)]
                : [learner.Name, learner.Kind.ToString().ToLowerInvariant(), "failed", "–", "–", "–"]);
        }

        return rows;
    }

    private static List<string[]> PairRows(ComparisonReport report, NumberFormat format)
    {
        string confidence = ((1 - report.Alpha) * 100).ToString("G3", CultureInfo.InvariantCulture);
        var rows = new List<string[]> { (string[])["deep − shallow", "difference", $"{confidence} % interval", "p", "p Holm", "P(shallow, equal, deep)", "verdict"] };
        foreach (PairResult pair in report.Comparisons)
        {
            rows.Add(pair.Judged is { } judged
                ? [$"{pair.Deep} − {pair.Shallow}", format.Signed(pair.Difference), $"{format.Signed(judged.Test.Low)} to {format.Signed(judged.Test.High)}",
                    NumberFormat.P(judged.Test.P), NumberFormat.P(judged.PHolm),
                    $"{NumberFormat.Share(judged.Posterior.PLeft)}, {NumberFormat.Share(judged.Posterior.PRope)}, {NumberFormat.Share(judged.Posterior.PRight)}",
                    Words(judged.Verdict)]
                : [$"{pair.Deep} − {pair.Shallow}", format.Signed(pair.Difference), "–", "–", "–", $"ahead on {pair.FoldsAhead} of {pair.FoldDifferences.Count}", "not judged"]);
        }

        return rows;
    }

    internal static string Words(PairVerdict verdict) => verdict switch
    {
        PairVerdict.DeepBetter => "deep better",
        PairVerdict.ShallowBetter => "shallow better",
        PairVerdict.Equivalent => "equivalent",
        PairVerdict.ShallowNotWorse => "shallow not worse",
        PairVerdict.DeepNotWorse => "deep not worse",
        _ => "undecided",
    };

    // What does not fit is left out, the least needed first, and named: a wrapped table cannot be read.
    internal static void Table(StringBuilder text, List<string[]> rows, int width, string[] droppable)
    {
        var dropped = new List<string>();
        foreach (string column in droppable)
        {
            if (rows[0].Select((_, c) => Widest(rows, c) + 2).Sum() - 2 <= width)
            {
                break;
            }

            int place = Array.IndexOf(rows[0], column);
            rows = [.. rows.Select(row => row.Where((_, c) => c != place).ToArray())];
            dropped.Add(column);
        }

        int columns = rows[0].Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => Widest(rows, c))];
        for (int r = 0; r < rows.Count; r++)
        {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++)
            {
                bool left = c == 0 || c == columns - 1;
                line.Append(left ? rows[r][c].PadRight(widths[c]) : rows[r][c].PadLeft(widths[c])).Append("  ");
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
            if (r == 0)
            {
                text.Append(string.Join("  ", widths.Select(width => new string('-', width)))).Append('\n');
            }
        }

        if (dropped.Count > 0)
        {
            Wrap(text, $"({string.Join(" and ", dropped)} need{(dropped.Count == 1 ? "s" : "")} a wider line.)", width);
        }
    }

    private static int Widest(List<string[]> rows, int column) => rows.Max(row => row[column].Length);

    internal static void Wrap(StringBuilder text, string prose, int width)
    {
        int used = 0;
        foreach (string word in prose.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > width)
            {
                text.Append('\n');
                used = 0;
            }
            else if (used > 0)
            {
                text.Append(' ');
                used++;
            }

            text.Append(word);
            used += word.Length;
        }

        text.Append('\n');
    }
}
