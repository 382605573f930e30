using System.Globalization;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Data;
using DeepKeras.Layers;

namespace DeepKeras.Comparisons.Probes;

/// <summary>What a model's first weights look like, what some rows do to it, and its last hidden layer in two dimensions.</summary>
internal static class ProbeFigures
{
    private const int MostCells = 4200, MostMaps = 16, MostPoints = 500;

    public static IEnumerable<ProbeFigure> Of(Model model, LayerOutputs outputs, Dataset data)
    {
        if (Filters(model, data) is { } filters)
        {
            yield return filters;
        }

        if (Activations(outputs, data) is { } activations)
        {
            yield return activations;
        }

        foreach (ProbeFigure projection in TwoDimensions(outputs, data))
        {
            yield return projection;
        }
    }

    private static ProbeFigure? Filters(Model model, Dataset data)
    {
        Layer? first = model.Layers.FirstOrDefault(layer => layer.ClassName is "Conv2D" or "Dense" or "Conv1D");
        if (first is null || first.Weights.Count == 0)
        {
            return null;
        }

        Shape shape = first.Weights[0].Shape;
        float[] kernel = new DataArray(first.Weights[0].Host).ToFloats();
        int height, width, depth, count = shape[shape.Rank - 1];
        if (first.ClassName == "Conv2D")
        {
            (height, width, depth) = (shape[0], shape[1], shape[2]);
        }
        else if (first.ClassName == "Conv1D")
        {
            (height, width, depth) = (shape[0], shape[1], 1);
        }
        else if (data.ImageShape is { } image && image[0] * image[1] * image[2] == shape[0])
        {
            (height, width, depth) = (image[0], image[1], image[2]);
        }
        else
        {
            (height, width, depth) = (1, shape[0], 1);
        }

        int shown = Math.Min(count, Math.Max(1, MostCells / (height * width)));
        var maps = new float[shown][];
        for (int f = 0; f < shown; f++)
        {
            maps[f] = new float[height * width];
            for (int cell = 0; cell < maps[f].Length; cell++)
            {
                for (int d = 0; d < depth; d++)
                {
                    maps[f][cell] += kernel[(((cell * depth) + d) * count) + f] / depth;
                }
            }
        }

        string over = depth > 1 ? FormattableString.Invariant($", mean over {depth} channels") : string.Empty;
        string kind = first.ClassName switch { "Conv2D" => "filters", "Conv1D" => "filters, position down, channel across", _ when height > 1 => "weights of each unit as an image", _ => "weights of each unit, a feature a cell" };
        return new ProbeFigure(
            $"Weights of {first.Name}",
            FormattableString.Invariant($"{shown} of {count} {kind}{over}. Blue, filled: above 0; brown, hatched by a dot: below 0; the stronger, the darker, each by its own largest."),
            Grid(maps, height, width, $"weights of {first.Name}"));
    }

    private static ProbeFigure? Activations(LayerOutputs outputs, Dataset data)
    {
        int place = Enumerable.Range(0, outputs.Layers.Count).FirstOrDefault(i => outputs.Values[i].Shape.Rank == 4, -1);
        if (place < 0)
        {
            return null;
        }

        DataArray output = outputs.Values[place];
        (int height, int width, int channels) = (output.Shape[1], output.Shape[2], output.Shape[3]);
        int[] rows = data.Task == LearningTask.Regression ? [0] : [.. Enumerable.Range(0, data.Classes.Count).Select(c => data.Labels.IndexOf(c)).Where(row => row >= 0).Take(3)];
        int shown = Math.Clamp(MostCells / (height * width * rows.Length), 1, Math.Min(MostMaps, channels));
        float[] values = output.ToFloats();
        float[][] maps = [.. rows.SelectMany(row => Enumerable.Range(0, shown).Select(channel =>
            Enumerable.Range(0, height * width).Select(cell => values[(((row * height * width) + cell) * channels) + channel]).ToArray()))];
        string of = data.Task == LearningTask.Regression ? "the first row" : string.Join(", ", rows.Select(row => $"a row of {data.Classes[data.Labels[row]]}"));
        return new ProbeFigure(
            $"Activations of {outputs.Layers[place].Name}",
            FormattableString.Invariant($"The first {shown} of {channels} maps for {of}, a line each; each map by its own largest."),
            Grid(maps, height, width, $"activations of {outputs.Layers[place].Name}", shown));
    }

    private static IEnumerable<ProbeFigure> TwoDimensions(LayerOutputs outputs, Dataset data)
    {
        int[] places = [.. ((int[])[0, outputs.Layers.Count - 2]).Where(i => i >= 0 && i < outputs.Layers.Count).Distinct()];
        foreach (int place in places)
        {
            (double[,] points, double share) = Projections.TwoDimensions(Projections.Of(outputs.Values[place], 200, 0));
            yield return new ProbeFigure(
                $"{outputs.Layers[place].Name} in two dimensions",
                FormattableString.Invariant($"{Math.Min(MostPoints, data.Rows)} rows along the first two principal components of the output, which hold {share * 100:F0} % of its variance. {(data.Task == LearningTask.Regression ? "The darker, the larger the target." : "A shape and a colour a class; its name stands at the class's middle.")}"),
                Scatter(points, data));
        }
    }

    private static string Grid(float[][] maps, int height, int width, string title, int? columns = null)
    {
        double cell = height == 1 ? Math.Clamp(620.0 / width, 2, 12) : Math.Clamp(64.0 / Math.Max(height, width), 2, 14), gap = 6;
        int across = columns ?? (height == 1 ? 1 : Math.Max(1, (int)(640 / ((width * cell) + gap)))), down = (maps.Length + across - 1) / across;
        double tall = height == 1 ? 10 : cell;
        var canvas = new SvgCanvas(across * ((width * cell) + gap), down * ((height * tall) + (height == 1 ? 2 : gap)), title);
        for (int m = 0; m < maps.Length; m++)
        {
            double left = m % across * ((width * cell) + gap), top = m / across * ((height * tall) + (height == 1 ? 2 : gap));
            float largest = Math.Max(1e-12f, maps[m].Max(Math.Abs));
            canvas.Rect("frame", left, top, width * cell, height * tall);
            for (int i = 0; i < maps[m].Length; i++)
            {
                float value = maps[m][i] / largest;
                if (Math.Abs(value) < 0.03f)
                {
                    continue;
                }

                double x = left + (i % width * cell), y = top + (i / width * tall);
                canvas.Rect(value > 0 ? "plus" : "minus", x, y, cell, tall, null, Math.Abs(value));
                if (value < 0 && cell >= 6)
                {
                    canvas.Circle("dot", x + (cell / 2), y + (tall / 2), 1);
                }
            }
        }

        return canvas.ToSvg(natural: true);
    }

    private static string Scatter(double[,] points, Dataset data)
    {
        const double size = 420;
        var canvas = new SvgCanvas(size, size, "rows in two dimensions");
        int[] shown = data.Rows <= MostPoints ? [.. Enumerable.Range(0, data.Rows)] : [.. NestedRows.Order(data, 0).Take(MostPoints)];
        double[] xs = [.. shown.Select(row => points[row, 0])], ys = [.. shown.Select(row => points[row, 1])];
        PlotAxis x = PlotAxis.Linear(xs.Min(), xs.Max(), 14, size - 14, 4), y = PlotAxis.Linear(ys.Min(), ys.Max(), size - 14, 14, 4);
        canvas.Rect("frame", 0.5, 0.5, size - 1, size - 1);
        if (data.Task == LearningTask.Regression)
        {
            float[] targets = data.Targets.ToArray();
            float low = shown.Min(row => targets[row]), high = shown.Max(row => targets[row]);
            foreach (int row in shown)
            {
                double share = high > low ? (targets[row] - low) / (high - low) : 0.5;
                canvas.Rect("plus", x[points[row, 0]] - 3, y[points[row, 1]] - 3, 6, 6, targets[row].ToString(CultureInfo.InvariantCulture), 0.12 + (0.88 * share));
            }

            return canvas.ToSvg(natural: true);
        }

        foreach (int row in shown)
        {
            int label = data.Labels[row];
            canvas.Marker($"point c{label % 12}", label, x[points[row, 0]], y[points[row, 1]], data.Classes[label]);
        }

        for (int c = 0; c < data.Classes.Count; c++)
        {
            int[] of = [.. shown.Where(row => data.Labels[row] == c)];
            if (of.Length > 0)
            {
                canvas.Text("halo name", x[of.Average(row => points[row, 0])], y[of.Average(row => points[row, 1])] + 4, "middle", data.Classes[c]);
            }
        }

        return canvas.ToSvg(natural: true);
    }
}
