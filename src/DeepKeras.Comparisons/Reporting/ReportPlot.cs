using System.Globalization;
using System.Net;
using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The plot of paired differences: a dot a fold, the corrected interval below them, the region of practical equivalence as a band.</summary>
internal sealed class ReportPlot
{
    private const int RowHeight = 78, Top = 46, Bottom = 44;
    private readonly ComparisonReport report;
    private readonly NumberFormat format;
    private readonly bool narrow;
    private readonly double left, right, low, high, step;
    private readonly int width;
    private readonly StringBuilder svg = new();

    private ReportPlot(ComparisonReport report, bool narrow)
    {
        this.report = report;
        this.narrow = narrow;
        format = new NumberFormat(report.Rope);
        width = narrow ? 354 : 964;
        left = narrow ? 10 : 200;
        right = narrow ? width - 10 : width - 210;
        (low, high, step) = Range(report, narrow ? 4 : 7);
    }

    public static string Wide(ComparisonReport report) => new ReportPlot(report, narrow: false).Draw();

    public static string Narrow(ComparisonReport report) => new ReportPlot(report, narrow: true).Draw();

    private string Draw()
    {
        int rows = report.Comparisons.Count, bottom = Top + (rows * RowHeight);
        string title = $"Difference in {NumberFormat.Metric(report.Metric)} on each fold, deep minus shallow, with the corrected interval";
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {bottom + Bottom}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        if (report.Rope > 0)
        {
            Rect("band", X(-report.Rope), Top - 8, X(report.Rope) - X(-report.Rope), bottom - Top + 8);
            Line("edge", X(-report.Rope), Top - 8, X(-report.Rope), bottom);
            Line("edge", X(report.Rope), Top - 8, X(report.Rope), bottom);
        }

        for (double tick = Math.Ceiling(low / step) * step; tick <= high + (step * 1e-6); tick += step)
        {
            bool zero = Math.Abs(tick) < step * 1e-6;
            Line(zero ? "zero" : "grid", X(tick), zero ? Top - 8 : bottom, X(tick), zero ? bottom + 5 : bottom + 5);
            Text("soft", X(tick), bottom + 20, "middle", zero ? "0" : format.Signed(tick));
        }

        Line("grid", left, bottom, right, bottom);
        Text("soft", X(0) - 12, Top - 20, "end", narrow ? "◀ shallow" : "◀ shallow better");
        Text("soft", X(0) + 12, Top - 20, "start", narrow ? "deep ▶" : "deep better ▶");
        Text("soft", (left + right) / 2, bottom + 40, "middle", $"difference in {NumberFormat.Metric(report.Metric)}");
        for (int row = 0; row < rows; row++)
        {
            Row(report.Comparisons[row], Top + (row * RowHeight));
        }

        return svg.Append("</svg>").ToString();
    }

    private void Row(PairResult pair, double top)
    {
        if (narrow)
        {
            Text("name", left, top + 10, "start", $"{pair.Deep} − {pair.Shallow}");
        }
        else
        {
            Text("name", 0, top + 30, "start", pair.Deep);
            Text("soft", 0, top + 48, "start", $"− {pair.Shallow}");
            Text("name", right + 24, top + 30, "start", format.Signed(pair.Difference));
            Text("soft", right + 24, top + 48, "start", pair.Judged is { } j
                ? $"{format.Signed(j.Test.Low)} to {format.Signed(j.Test.High)}"
                : $"ahead on {pair.FoldsAhead} of {pair.FoldDifferences.Count} folds");
        }

        int folds = pair.FoldDifferences.Count;
        for (int fold = 0; fold < folds; fold++)
        {
            double d = pair.FoldDifferences[fold];
            double y = top + 19 + (folds == 1 ? 0 : 24.0 * fold / (folds - 1));
            string kind = d > 0 ? "dot-d" : d < 0 ? "dot-s" : "dot-0";
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle class=\"{kind}\" cx=\"{X(d):F1}\" cy=\"{y:F1}\" r=\"{(d < 0 ? 3.6 : 4)}\"><title>fold {fold + 1}: {format.Signed(d)}</title></circle>");
        }

        double at = top + 58;
        if (pair.Judged is { } judged)
        {
            Line("ci", X(judged.Test.Low), at, X(judged.Test.High), at);
            Line("ci", X(judged.Test.Low), at - 5, X(judged.Test.Low), at + 5);
            Line("ci", X(judged.Test.High), at - 5, X(judged.Test.High), at + 5);
        }

        double m = X(pair.Difference);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mean\" d=\"M{m:F1} {at - 7:F1}l6 7l-6 7l-6 -7z\"/>");
    }

    private double X(double difference) => left + ((difference - low) / (high - low) * (right - left));

    private void Line(string kind, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\"/>");

    private void Rect(string kind, double x, double y, double w, double h) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{w:F1}\" height=\"{h:F1}\"/>");

    private void Text(string kind, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    private static (double Low, double High, double Step) Range(ComparisonReport report, int ticks)
    {
        double low = -report.Rope * 1.5, high = report.Rope * 1.5;
        foreach (PairResult pair in report.Comparisons)
        {
            low = Math.Min(low, Math.Min(pair.FoldDifferences.Min(), pair.Judged?.Test.Low ?? 0));
            high = Math.Max(high, Math.Max(pair.FoldDifferences.Max(), pair.Judged?.Test.High ?? 0));
        }

        if (!(high > low))
        {
            (low, high) = (-1, 1);
        }

        double margin = (high - low) * 0.06, rough = (high - low + (2 * margin)) / ticks;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = rough <= unit ? unit : rough <= 2 * unit ? 2 * unit : rough <= 5 * unit ? 5 * unit : 10 * unit;
        return (low - margin, high + margin, step);
    }
}
