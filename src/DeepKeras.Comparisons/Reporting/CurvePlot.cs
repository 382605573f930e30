using System.Globalization;
using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>
/// Score against training rows: means with bands, beyond the rows at hand the fitted curves dashed, the crossover with its interval below.
/// Learners differ in marker and label as well as in colour.
/// </summary>
internal sealed class CurvePlot
{
    private const double Beyond = 4;
    private readonly CurveReport report;
    private readonly NumberFormat format;
    private readonly SvgCanvas canvas;
    private readonly PlotAxis x, y;
    private readonly bool narrow;
    private readonly double left, right, top, bottom;
    private readonly LearnerCurve[] curves;

    private CurvePlot(CurveReport report, bool narrow)
    {
        this.report = report;
        this.narrow = narrow;
        curves = [.. report.Curves.Where(curve => curve.Values.Count > 0 && (curve.Kind != LearnerKind.Prior || report.Curves.Count <= 2))];
        format = new NumberFormat(0.01);
        double width = narrow ? 354 : 964;
        double labels = narrow ? 0 : 24 + (7.2 * curves.Select(curve => curve.Name.Length).DefaultIfEmpty(8).Max());
        left = narrow ? 44 : 62;
        right = width - labels - 14;
        top = 16;
        bottom = narrow ? 270 : 400;
        canvas = new SvgCanvas(width, bottom + (report.Main?.Crossover is null ? 54 : 92) + (narrow ? 20 * curves.Length : 0), $"{NumberFormat.Metric(report.Metric)} against the number of training rows");
        x = PlotAxis.Log(report.Sizes[0], report.Sizes[^1] * (curves.Any(curve => curve.Law is not null) ? Beyond : 1), left, right, narrow ? 5 : 9);
        (double low, double high) = Range();
        y = PlotAxis.Linear(low, high, bottom, top, 6);
    }

    public static string Wide(CurveReport report) => new CurvePlot(report, narrow: false).Draw().ToSvg();

    public static string Narrow(CurveReport report) => new CurvePlot(report, narrow: true).Draw().ToSvg();

    public static string Alone(CurveReport report) => new CurvePlot(report, narrow: false).Draw().ToSvg(ReportStyle.SvgCss);

    private SvgCanvas Draw()
    {
        foreach (double tick in y.Ticks)
        {
            canvas.Line("grid", left, y[tick], right, y[tick]);
            canvas.Text("soft", left - 8, y[tick] + 4, "end", y.Label(tick));
        }

        foreach (double tick in x.Ticks)
        {
            canvas.Line("grid", x[tick], bottom, x[tick], bottom + 5);
            canvas.Text("soft", x[tick], bottom + 20, "middle", x.Label(tick));
        }

        double end = x[report.Sizes[^1]];
        canvas.Line("edge", end, top, end, bottom);
        canvas.Text("soft", (left + end) / 2, bottom + 40, "middle", narrow ? "training rows" : $"training rows (log scale), {NumberFormat.Metric(report.Metric)} on the same test parts");
        if (x.High > report.Sizes[^1] && !narrow)
        {
            // Curves end high where a high score is good: the words stand where there is room.
            double at = report.HigherIsBetter ? bottom - 26 : top + 12;
            canvas.Text("soft", end + 6, at, "start", "beyond the rows");
            canvas.Text("soft", end + 6, at + 16, "start", "at hand: fits");
        }

        foreach (LearnerCurve curve in curves)
        {
            Band(curve);
        }

        for (int i = 0; i < curves.Length; i++)
        {
            Curve(curves[i], i);
        }

        Labels();
        if (report.Main is { Crossover: { } crossover } main)
        {
            Crossing(main, crossover);
        }

        return canvas;
    }

    private void Band(LearnerCurve curve)
    {
        if (!double.IsNaN(curve.Values[0].Low))
        {
            canvas.Path(
                $"area {Side(curve)}",
                curve.Values.Select(value => (x[value.Rows], Clamp(y[value.High]))).Concat(curve.Values.Reverse().Select(value => (x[value.Rows], Clamp(y[value.Low])))),
                close: true);
        }
    }

    private void Curve(LearnerCurve curve, int shape)
    {
        string side = Side(curve);
        canvas.Path($"curve {side}", curve.Values.Select(value => (x[value.Rows], y[value.Mean])));
        if (curve.Law is { } law)
        {
            // The fit's own height at the end differs from the last mean by what the fit leaves over: it is drawn where it is.
            double from = Math.Log(report.Sizes[^1]), to = Math.Log(x.High);
            canvas.Path($"curve fit {side}", Enumerable.Range(0, 25).Select(i => Math.Exp(from + ((to - from) * i / 24)))
                .Select(rows => (x[rows], Clamp(y[CurveBuilder.Error(law.At(rows), report.HigherIsBetter)]))));
        }

        foreach (CurveValue value in curve.Values)
        {
            canvas.Marker($"mark {side}", shape, x[value.Rows], y[value.Mean], $"{curve.Name}, {NumberFormat.Count(value.Rows)} rows: {format.Score(value.Mean)}");
        }
    }

    private void Labels()
    {
        if (narrow)
        {
            double at = bottom + (report.Main?.Crossover is null ? 64 : 102);
            for (int i = 0; i < curves.Length; i++, at += 20)
            {
                canvas.Marker($"mark {Side(curves[i])}", i, left + 4, at - 4);
                canvas.Text("name", left + 16, at, "start", curves[i].Name);
            }

            return;
        }

        double[] places = SvgCanvas.Apart([.. curves.Select(curve => End(curve) + 4)], 17, top + 8, bottom);
        for (int i = 0; i < curves.Length; i++)
        {
            canvas.Marker($"mark {Side(curves[i])}", i, right + 10, places[i] - 4);
            canvas.Text("name", right + 22, places[i], "start", curves[i].Name);
        }
    }

    private double End(LearnerCurve curve) => curve.Law is { } law
        ? Clamp(y[CurveBuilder.Error(law.At(x.High), report.HigherIsBetter)])
        : Clamp(y[curve.Values[^1].Mean]);

    // The interval on the axis: an arrow where it goes on past what was measured.
    private void Crossing(CurveCrossover main, Crossover crossover)
    {
        double at = bottom + 58, low = Place(crossover.Low), high = Place(crossover.High);
        canvas.Line("ci", low, at, high, at);
        End(crossover.Low, low, at);
        End(crossover.High, high, at);
        if (crossover.At.Place == CrossingPlace.Inside)
        {
            double n = x[crossover.At.N];
            canvas.Line("edge", n, top, n, at);
            canvas.Path("mean", [(n, at - 7), (n + 6, at), (n, at + 7), (n - 6, at)], close: true);
        }

        string words = crossover.At.Place == CrossingPlace.Inside
            ? $"crossover of {main.Deep}: {CrossoverText.Place(crossover.At, report.Sizes)} rows"
            : crossover.At.Place == CrossingPlace.BeforeGrid ? $"{main.Deep} leads at every size measured" : $"crossover of {main.Deep}: beyond the rows at hand";
        canvas.Text("soft", left, at + 24, "start", narrow ? words : $"{words} (interval: {CrossoverText.Place(crossover.Low, report.Sizes)} to {CrossoverText.Place(crossover.High, report.Sizes)})");

        void End(Crossing crossing, double px, double py)
        {
            switch (crossing.Place)
            {
                case CrossingPlace.Inside: canvas.Line("ci", px, py - 5, px, py + 5); break;
                case CrossingPlace.BeforeGrid: canvas.Path("mean", [(px - 2, py), (px + 8, py - 5), (px + 8, py + 5)], close: true); break;
                default: canvas.Path("mean", [(px + 2, py), (px - 8, py - 5), (px - 8, py + 5)], close: true); break;
            }
        }
    }

    private double Place(Crossing crossing) => crossing.Place switch
    {
        CrossingPlace.Inside => x[crossing.N],
        CrossingPlace.BeforeGrid => left,
        _ => right,
    };

    private double Clamp(double pixel) => Math.Clamp(pixel, top, bottom);

    private static string Side(LearnerCurve curve) => curve.Kind switch { LearnerKind.Deep => "deep", LearnerKind.Shallow => "shallow", _ => "prior" };

    private (double Low, double High) Range()
    {
        double[] means = [.. curves.SelectMany(curve => curve.Values.Select(value => value.Mean))];
        double low = means.DefaultIfEmpty(0).Min(), high = means.DefaultIfEmpty(1).Max(), margin = Math.Max(1e-6, (high - low) * 0.08);
        return (low - margin, high + margin);
    }
}
