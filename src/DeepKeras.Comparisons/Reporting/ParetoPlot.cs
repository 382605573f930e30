namespace DeepKeras.Comparisons.Reporting;

/// <summary>Mean score against the latency of one row, with the front of those that none beats in both.</summary>
internal static class ParetoPlot
{
    public static string Draw(ComparisonReport report, bool narrow)
    {
        LearnerResult[] shown = [.. report.Learners.Where(learner => learner.Succeeded && learner.Cost is not null && learner.Kind != Learners.LearnerKind.Prior)];
        var front = report.ParetoFront.Where(shown.Contains).ToList();
        var format = new NumberFormat(report.Rope);
        double width = narrow ? 354 : 964, left = narrow ? 44 : 62, right = width - (narrow ? 12 : 40), top = 16, bottom = narrow ? 250 : 320;
        var canvas = new SvgCanvas(width, bottom + 50 + (narrow ? 20 * shown.Length : 0), $"{NumberFormat.Metric(report.Metric)} against latency");
        PlotAxis x = PlotAxis.Log(shown.Min(learner => learner.Cost!.LatencyP50) / 1.6, shown.Max(learner => learner.Cost!.LatencyP50) * (narrow ? 1.6 : 4), left, right, narrow ? 5 : 9);
        double low = shown.Min(learner => learner.Mean), high = shown.Max(learner => learner.Mean), margin = Math.Max(1e-6, (high - low) * 0.12);
        PlotAxis y = PlotAxis.Linear(low - margin, high + margin, report.HigherIsBetter ? bottom : top, report.HigherIsBetter ? top : bottom, 5);
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

        canvas.Text("soft", (left + right) / 2, bottom + 40, "middle", narrow ? "ms to predict one row" : "milliseconds to predict one row, median (log scale); best is up and to the left");
        var step = new List<(double, double)>();
        foreach (LearnerResult learner in front)
        {
            if (step.Count > 0)
            {
                step.Add((x[learner.Cost!.LatencyP50], step[^1].Item2));
            }

            step.Add((x[learner.Cost!.LatencyP50], y[learner.Mean]));
        }

        canvas.Path("front", step);
        double[] labels = SvgCanvas.Apart([.. shown.Select(learner => y[learner.Mean] + 4)], 16, top + 8, bottom - 4);
        for (int i = 0; i < shown.Length; i++)
        {
            string side = shown[i].Kind == Learners.LearnerKind.Deep ? "deep" : "shallow";
            double px = x[shown[i].Cost!.LatencyP50];
            canvas.Marker($"mark {side}", i, px, y[shown[i].Mean], $"{shown[i].Name}: {format.Score(shown[i].Mean)}, {NumberFormat.Milliseconds(shown[i].Cost!.LatencyP50)} ms");
            string name = front.Contains(shown[i]) ? $"{shown[i].Name} (front)" : shown[i].Name;
            if (narrow)
            {
                double at = bottom + 66 + (20 * i);
                canvas.Marker($"mark {side}", i, left + 4, at - 4);
                canvas.Text("name", left + 16, at, "start", name);
            }
            else
            {
                if (Math.Abs(labels[i] - 4 - y[shown[i].Mean]) > 6)
                {
                    canvas.Line("edge", px + 6, y[shown[i].Mean], px + 11, labels[i] - 4);
                }

                canvas.Text("name", px + 13, labels[i], "start", name);
            }
        }

        return canvas.ToSvg();
    }
}
