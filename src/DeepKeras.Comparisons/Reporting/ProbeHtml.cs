using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Probes;
using static DeepKeras.Comparisons.Reporting.HtmlPage;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A probe as a page.</summary>
internal static class ProbeHtml
{
    public static string Write(ProbeReport report)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<header>\n<p class=\"eyebrow\">What do the layers of <b>{Text(report.Model)}</b> know of {Text(report.Dataset)}?</p>\n<h1>Layer by layer</h1>\n<p class=\"lead\">{Text(report.Text)}</p>\n</header>\n");
        if (report.Warnings.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n").AppendJoin('\n', report.Warnings.Select(warning => $"<li>{Text(warning)}</li>")).Append("\n</ul>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<section class=\"plot\">\n<h2>A linear learner on every layer</h2>\n<p class=\"hint\">Mean {Text(NumberFormat.Metric(report.Metric))} over folds. Filled: the trained model; hollow: the same layers untrained; small: trained, with shuffled targets. The dashed line is the same learner on the raw features.</p>\n");
        html.Append(Figure(Plot(report, narrow: false), Plot(report, narrow: true))).Append("</section>\n");
        html.Append("<section>\n<h2>Numbers</h2>\n<table class=\"stack\">\n<thead><tr><th>layer</th><th>output</th><th>numbers</th><th>trained</th><th>untrained</th><th>shuffled targets</th></tr></thead>\n<tbody>\n");
        foreach (ProbeLayer layer in report.Layers)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(layer.Name)} <span class=\"kind\">{Text(layer.Kind)}</span></td><td class=\"n\" data-label=\"output\">{Text(layer.Shape)}</td><td class=\"n\" data-label=\"numbers\">{layer.Width}</td><td class=\"n\" data-label=\"trained\">{ProbeText.Score(layer.Trained)}</td><td class=\"n\" data-label=\"untrained\">{ProbeText.Score(layer.Untrained)}</td><td class=\"n\" data-label=\"shuffled targets\">{ProbeText.Score(layer.Control)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n</section>\n");
        if (report.Figures.Count > 0)
        {
            html.Append("<section class=\"plot\">\n<h2>Looked at</h2>\n<div class=\"pair big\">\n");
            html.AppendJoin("", report.Figures.Select(figure => $"<figure><figcaption>{Text(figure.Title)}</figcaption>{figure.Svg}<p class=\"hint\">{Text(figure.Caption)}</p></figure>\n")).Append("</div>\n</section>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>How it was done</h2>\n<dl class=\"methods\">\n<dt>Probe</dt><dd>{Text(report.Settings)}; {NumberFormat.Count(report.Rows)} rows</dd>\n<dt>Raw features</dt><dd>the same learner on the columns as they are in the data: {ProbeText.Score(report.RawFeatures)}; class shares or the mean alone: {ProbeText.Score(report.Prior)}</dd>\n<dt>Papers</dt><dd>Alain and Bengio 2016; Hewitt and Liang 2019</dd>\n</dl>\n</section>\n<footer>DeepKeras</footer>\n");
        return Of($"Probe of {report.Model}", html);
    }

    private static string Plot(ProbeReport report, bool narrow)
    {
        int count = report.Layers.Count;
        double width = narrow ? 354 : 964, right = width - 16, row = narrow ? 44 : 32, top = 14;
        double names = narrow ? 0 : Math.Min(220, 20 + (7.4 * report.Layers.Select(layer => layer.Name.Length).DefaultIfEmpty(1).Max()));
        double left = narrow ? 12 : names, bottom = top + (count * row);
        var canvas = new SvgCanvas(width, bottom + 46, "score of a linear learner on every layer");
        double low = report.Layers.SelectMany(layer => (double[])[layer.Trained, layer.Untrained, layer.Control]).Append(report.RawFeatures).Min(), high = report.Layers.SelectMany(layer => (double[])[layer.Trained, layer.Untrained]).Append(report.RawFeatures).Max();
        low = Math.Max(low, -0.5);
        PlotAxis x = PlotAxis.Linear(low - ((high - low) * 0.04) - 1e-6, high + ((high - low) * 0.04) + 1e-6, left, right, narrow ? 4 : 8);
        foreach (double tick in x.Ticks)
        {
            canvas.Line("grid", x[tick], top - 8, x[tick], bottom);
            canvas.Text("soft", x[tick], bottom + 18, "middle", x.Label(tick));
        }

        canvas.Line("raw", x[report.RawFeatures], top - 8, x[report.RawFeatures], bottom);
        canvas.Text("soft", x[report.RawFeatures], bottom + 38, x[report.RawFeatures] > (left + right) / 2 ? "end" : "start", $"raw features {ProbeText.Score(report.RawFeatures)}");
        for (int i = 0; i < count; i++)
        {
            ProbeLayer layer = report.Layers[i];
            double y = top + (i * row) + (narrow ? 30 : 14);
            canvas.Text("name", narrow ? left : 0, narrow ? y - 14 : y + 4, "start", layer.Name);
            canvas.Line("edge", x[Math.Max(low, layer.Control)], y, x[Math.Max(layer.Trained, layer.Untrained)], y);
            canvas.Circle("mark prior", x[Math.Max(low, layer.Control)], y, 2.4, $"shuffled targets {ProbeText.Score(layer.Control)}");
            canvas.Marker("mark shallow", 1, x[Math.Max(low, layer.Untrained)], y, $"untrained {ProbeText.Score(layer.Untrained)}");
            canvas.Marker("mark deep", 0, x[Math.Max(low, layer.Trained)], y, $"trained {ProbeText.Score(layer.Trained)}");
        }

        return canvas.ToSvg();
    }
}
