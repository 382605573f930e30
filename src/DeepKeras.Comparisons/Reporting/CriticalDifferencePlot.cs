using System.Globalization;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Demšar's diagram: mean ranks on a line, the best at the left; a bar joins learners whose ranks lie within the critical difference.</summary>
internal static class CriticalDifferencePlot
{
    public static string Draw(ManyReport report, bool narrow, string? style = null)
    {
        int[] order = [.. ManyText.Order(report)];
        double cd = report.CriticalDifference!.Value, width = narrow ? 354 : 964, left = narrow ? 16 : Math.Min(400, 50 + (7.6 * report.Learners.Max(name => name.Length + 5))), right = width - left, axis = 62;
        (int From, int To)[] cliques = Cliques([.. order.Select(j => report.Friedman!.AverageRanks[j])], cd);
        double below = axis + 22 + (11 * cliques.Length), row = 22;
        int half = narrow ? order.Length : (order.Length + 1) / 2;
        var canvas = new SvgCanvas(width, below + (row * half) + 20, "critical difference of mean ranks");
        PlotAxis x = PlotAxis.Linear(1, order.Length, left, right, Math.Max(2, order.Length - 1));
        canvas.Line("zero", left, axis, right, axis);
        for (int rank = 1; rank <= order.Length; rank++)
        {
            canvas.Line("zero", x[rank], axis - 6, x[rank], axis);
            canvas.Text("soft", x[rank], axis - 12, "middle", rank.ToString(CultureInfo.InvariantCulture));
        }

        canvas.Line("ci", left, 18, Math.Min(right, left + (x[1 + cd] - x[1])), 18);
        canvas.Line("ci", left, 13, left, 23);
        canvas.Line("ci", Math.Min(right, left + (x[1 + cd] - x[1])), 13, Math.Min(right, left + (x[1 + cd] - x[1])), 23);
        canvas.Text("soft", left + 6, 12, "start", $"critical difference {cd.ToString("0.00", CultureInfo.InvariantCulture)}{(1 + cd > order.Length ? ", wider than all ranks" : "")}");
        for (int k = 0; k < cliques.Length; k++)
        {
            double y = axis + 12 + (11 * k);
            canvas.Line("clique", x[report.Friedman!.AverageRanks[order[cliques[k].From]]] - 4, y, x[report.Friedman.AverageRanks[order[cliques[k].To]]] + 4, y);
        }

        for (int place = 0; place < order.Length; place++)
        {
            int j = order[place];
            double rank = report.Friedman!.AverageRanks[j], at = x[rank];
            bool onLeft = narrow || place < half;
            double y = below + (row * (narrow ? place : onLeft ? place : order.Length - 1 - place)) + 8, end = narrow ? at : onLeft ? left - 12 : right + 12;
            canvas.Path("leader", narrow ? [(at, axis), (at, y)] : [(at, axis), (at, y), (end, y)]);
            canvas.Marker(report.AreDeep[j] ? "mark deep" : "mark shallow", report.AreDeep[j] ? 0 : 1, at, axis);
            string label = $"{report.Learners[j]} {ManyText.Rank(report, j)}";
            bool flip = narrow && at > width / 2;
            canvas.Text("name halo", narrow ? at + (flip ? -6 : 6) : onLeft ? end - 4 : end + 4, y + 4, narrow ? (flip ? "end" : "start") : onLeft ? "end" : "start", label);
        }

        return canvas.ToSvg(style);
    }

    // The longest runs of neighbours that lie within the difference; runs inside another are left out, and so are single learners.
    internal static (int From, int To)[] Cliques(double[] ranks, double cd)
    {
        var found = new List<(int, int)>();
        int reached = -1;
        for (int from = 0; from < ranks.Length; from++)
        {
            int to = from;
            while (to + 1 < ranks.Length && ranks[to + 1] - ranks[from] < cd)
            {
                to++;
            }

            if (to > from && to > reached)
            {
                found.Add((from, to));
                reached = to;
            }
        }

        return [.. found];
    }
}
