namespace DeepKeras.Comparisons.Reporting;

/// <summary>How often a predicted probability came true: on the diagonal it means what it says. The larger the dot, the more rows.</summary>
internal static class CalibrationPlot
{
    public static string Draw(LearnerResult learner)
    {
        const double size = 230, left = 38, bottom = 208, top = 14, right = size - 10;
        var canvas = new SvgCanvas(size, size + 14, $"calibration of {learner.Name}");
        PlotAxis x = PlotAxis.Linear(0, 1, left, right, 4), y = PlotAxis.Linear(0, 1, bottom, top, 4);
        foreach (double tick in (double[])[0, 0.5, 1])
        {
            canvas.Line("grid", left, y[tick], right, y[tick]);
            canvas.Text("soft", left - 6, y[tick] + 4, "end", tick == 0.5 ? "0.5" : $"{tick}");
            canvas.Text("soft", x[tick], bottom + 16, "middle", tick == 0.5 ? "0.5" : $"{tick}");
        }

        canvas.Line("edge", x[0], y[0], x[1], y[1]);
        IReadOnlyList<CalibrationBin> bins = learner.Calibration!;
        string side = learner.Kind == Learners.LearnerKind.Deep ? "deep" : "shallow";
        canvas.Path($"curve {side}", bins.Select(bin => (x[bin.Predicted], y[bin.Observed])));
        double most = bins.Max(bin => bin.Rows);
        foreach (CalibrationBin bin in bins)
        {
            canvas.Circle($"mark {side}", x[bin.Predicted], y[bin.Observed], 2 + (5 * Math.Sqrt(bin.Rows / most)),
                FormattableString.Invariant($"{bin.Rows} rows: predicted {bin.Predicted:0.00}, observed {bin.Observed:0.00}"));
        }

        canvas.Text("soft", (left + right) / 2, bottom + 34, "middle", "predicted probability");
        return canvas.ToSvg(natural: true);
    }
}
