using System.Globalization;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Who was taken for whom: truth in rows, prediction in columns, shares of a row as darkness, counts as numbers.</summary>
internal static class ConfusionPlot
{
    private const int MostNumbers = 12;

    public static string Draw(LearnerResult learner, IReadOnlyList<string> classes)
    {
        int[,] counts = learner.Confusion!;
        int n = counts.GetLength(0);
        double label = Math.Min(110, 10 + (7 * classes.Max(name => Short(name).Length))), cell = Math.Clamp(300.0 / n, 14, 64);
        double width = label + (n * cell) + 4, top = 24 + (n > 6 ? 0 : 0);
        var canvas = new SvgCanvas(width, top + (n * cell) + 44, $"confusion matrix of {learner.Name}");
        for (int truth = 0; truth < n; truth++)
        {
            double y = top + (truth * cell), all = Math.Max(1, Enumerable.Range(0, n).Sum(c => counts[truth, c]));
            canvas.Text("soft", label - 6, y + (cell / 2) + 4, "end", Short(classes[truth]));
            for (int c = 0; c < n; c++)
            {
                double share = counts[truth, c] / all, x = label + (c * cell);
                canvas.Rect(truth == c ? "cell right" : "cell wrong", x + 0.5, y + 0.5, cell - 1, cell - 1,
                    string.Create(CultureInfo.InvariantCulture, $"{classes[truth]} taken for {classes[c]}: {counts[truth, c]} ({share:P1})"), 0.08 + (0.8 * Math.Sqrt(share)));
                if (n <= MostNumbers && counts[truth, c] > 0)
                {
                    canvas.Text(share > 0.35 ? "count on" : "count", x + (cell / 2), y + (cell / 2) + 4, "middle", counts[truth, c].ToString("N0", CultureInfo.InvariantCulture));
                }
            }
        }

        for (int c = 0; c < n; c++)
        {
            double wide = cell / Math.Max(1, Short(classes[c]).Length);
            if (wide >= 7)
            {
                canvas.Text("soft", label + ((c + 0.5) * cell), top + (n * cell) + 16, "middle", Short(classes[c]));
            }
        }

        canvas.Text("soft", label, 14, "start", "truth in rows");
        canvas.Text("soft", label + (n * cell), top + (n * cell) + 36, "end", "prediction in columns");
        return canvas.ToSvg(natural: true);
    }

    private static string Short(string name) => name.Length <= 14 ? name : name[..13] + "…";
}
