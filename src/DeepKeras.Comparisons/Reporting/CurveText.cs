using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Curves;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A learning curve for a terminal or a log.</summary>
internal static class CurveText
{
    public static string Write(CurveReport report, int width)
    {
        var format = new NumberFormat(0.01);
        var text = new StringBuilder();
        ReportText.Wrap(text, report.Text, width);
        text.Append('\n');
        ReportText.Wrap(text, $"{report.Dataset}: mean {NumberFormat.Metric(report.Metric)} on the test parts of {report.Splits}, seed {report.Seed}; subsets of each training part, each within the next", width);
        text.Append('\n');
        List<string[]> rows = [["training rows", .. report.Curves.Select(curve => curve.Name)]];
        for (int i = 0; i < report.Sizes.Count; i++)
        {
            rows.Add([NumberFormat.Count(report.Sizes[i]), .. report.Curves.Select(curve => curve.Values.Count == 0 ? "failed" : format.Score(curve.Values[i].Mean))]);
        }

        ReportText.Table(text, rows, width, []);
        text.Append('\n');
        foreach (CurveCrossover crossover in report.Crossovers.Where(crossover => crossover.Text != report.Text))
        {
            ReportText.Wrap(text, crossover.Text, width);
        }

        if (report.Curves.Any(curve => curve.Law is not null))
        {
            text.Append('\n');
            ReportText.Wrap(text, "Fitted power laws of the error, floor + scale / rows^exponent:", width);
            foreach (LearnerCurve curve in report.Curves.Where(curve => curve.Law is not null))
            {
                text.Append("  ").Append(Law(curve)).Append('\n');
            }
        }

        foreach (string warning in report.Warnings)
        {
            text.Append('\n');
            ReportText.Wrap(text, $"Note: {warning}", width);
        }

        return text.ToString();
    }

    public static string Law(LearnerCurve curve) => curve.Law is not { } law ? string.Empty : string.Create(
        CultureInfo.InvariantCulture, $"{curve.Name}: {law.Floor:0.000} + {law.Scale:G3} / n^{law.Exponent:0.00} (misses the means by {law.RootMeanSquare:0.0000})");
}
