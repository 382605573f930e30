using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Learners;
using static DeepKeras.Comparisons.Reporting.HtmlPage;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A learning curve as a page, and as a part of a comparison's page.</summary>
internal static class CurveHtml
{
    public static string Write(CurveReport report)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<header>\n<p class=\"eyebrow\">From how many rows does depth pay on <b>{Text(report.Dataset)}</b>?</p>\n<h1>{Text(Heading(report))}</h1>\n<p class=\"lead\">{Text(report.Text)}</p>\n</header>\n");
        if (report.Warnings.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n").AppendJoin('\n', report.Warnings.Select(warning => $"<li>{Text(warning)}</li>")).Append("\n</ul>\n");
        }

        Figure(html, report, "Score against training rows");
        Tables(html, report);
        html.Append("<section>\n<h2>How it was done</h2>\n<dl class=\"methods\">\n");
        Method(html, "Splits", $"{report.Splits}, seed {report.Seed}; each training part in one order whose beginnings are the subsets, so that a larger one holds every smaller one; the test part is the same at every size");
        Method(html, "Steps", "a deep model gets at every size at least as many gradient steps as at the largest one, so that few rows do not mean little training");
        Method(html, "Bands", string.Create(CultureInfo.InvariantCulture, $"{(1 - report.Alpha) * 100:G3} % intervals of the mean over splits by t with Nadeau and Bengio's corrected variance (test to training rows of the whole split)"));
        Method(html, "Crossover", "where the mean paired difference, linear in ln n between the sizes, last rises through 0; its interval is where the ends of the difference's corrected interval do. Beyond the sizes measured nothing is extrapolated to a number");
        foreach (LearnerCurve curve in report.Curves)
        {
            Method(html, curve.Name, curve.Settings);
        }

        html.Append("</dl>\n</section>\n<footer>DeepKeras</footer>\n");
        return Of($"Learning curves: {report.Dataset}", html);
    }

    public static void Figure(StringBuilder html, CurveReport report, string heading)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"plot\">\n<h2>{heading}</h2>\n<p class=\"hint\">Nested subsets of the training rows, the same test rows at every size. Shaded: the {(1 - report.Alpha) * 100:G3} % interval of the mean. Dashed: fitted power laws, beyond the rows at hand; they are a guess about the shape, not a result.</p>\n");
        html.Append(HtmlPage.Figure(CurvePlot.Wide(report), CurvePlot.Narrow(report))).Append("</section>\n");
    }

    private static string Heading(CurveReport report) => report.Main?.Crossover is { Low.Place: Statistics.CrossingPlace.BeforeGrid, High.Place: Statistics.CrossingPlace.AfterGrid }
        ? "Not settled at any size measured" : report.Main?.Crossover?.At.Place switch
    {
        Statistics.CrossingPlace.Inside => $"Depth leads from about {NumberFormat.Count(CrossoverText.TwoDigits(report.Main.Crossover.At.N))} rows",
        Statistics.CrossingPlace.BeforeGrid => "Depth leads at every size measured",
        Statistics.CrossingPlace.AfterGrid => "Depth does not lead on the rows at hand",
        _ => "Score against rows",
    };

    private static void Tables(StringBuilder html, CurveReport report)
    {
        var format = new NumberFormat(0.01);
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>Numbers</h2>\n<p class=\"hint\">Mean {Text(NumberFormat.Metric(report.Metric))}{(report.HigherIsBetter ? "; higher is better" : "; lower is better")}. Bold: the best at that size.</p>\n<div class=\"scroll\"><table>\n<thead><tr><th>training rows</th>");
        html.AppendJoin("", report.Curves.Select(curve => $"<th>{Text(curve.Name)}</th>")).Append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < report.Sizes.Count; i++)
        {
            double[] means = [.. report.Curves.Select(curve => curve.Values.Count == 0 ? double.NaN : curve.Values[i].Mean)];
            double best = report.HigherIsBetter ? means.Where(double.IsFinite).Max() : means.Where(double.IsFinite).Min();
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{NumberFormat.Count(report.Sizes[i])}</td>");
            html.AppendJoin("", means.Select(mean => $"<td class=\"n\">{(mean == best ? $"<b>{format.Score(mean)}</b>" : format.Score(mean))}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n<ul class=\"plain\">\n");
        foreach (CurveCrossover crossover in report.Crossovers)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(crossover.Text)}</li>\n");
        }

        foreach (LearnerCurve curve in report.Curves.Where(curve => curve.Law is not null && curve.Kind != LearnerKind.Prior))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>Fitted error of {Text(CurveText.Law(curve))}</li>\n");
        }

        html.Append("</ul>\n</section>\n");
    }

    private static void Method(StringBuilder html, string name, string text) => html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(text)}</dd>\n");
}
