using System.Globalization;
using System.Text.RegularExpressions;
using DeepKeras.Layers;

namespace DeepKeras.Models;

/// <summary>Keras's table of a model: <c>keras.src.utils.summary_utils</c>.</summary>
internal sealed class ModelSummary
{
    private readonly Model model;
    private readonly SummaryOptions options;
    private readonly bool chain;
    private readonly Dictionary<CallNode, int> indices = [];

    private ModelSummary(Model model, SummaryOptions options)
    {
        this.model = model;
        this.options = options;
        foreach (IGrouping<Layer, CallNode> calls in model.Calls.OrderBy(call => call.Id).GroupBy(call => call.Layer))
        {
            foreach ((int index, CallNode call) in calls.Index())
            {
                indices.Add(call, index);
            }
        }

        chain = model is Sequential || model.HasOwnCall || IsChain();
    }

    public static string Of(Model model, SummaryOptions options) => new ModelSummary(model, options).Text();

    private string Text()
    {
        int standard = chain ? 88 : 108;
        double[] positions = [.. options.Positions ?? (chain ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0])];
        List<string> head = ["Layer (type)", "Output Shape", "Param #"];
        List<TextAlignment> alignments = [TextAlignment.Left, TextAlignment.Left, TextAlignment.Right];
        if (!chain)
        {
            head.Add("Connected to");
            alignments.Add(TextAlignment.Left);
        }

        if (positions.Length != head.Count)
        {
            throw new ArgumentException($"{model.Path}: the summary has {head.Count} columns; got {positions.Length} positions.");
        }

        if (options.ShowTrainable)
        {
            standard += 12;
            positions = [.. positions.Select(position => position * 0.90), 1.0];
            head.Add("Trainable");
            alignments.Add(TextAlignment.Center);
        }

        int line = options.LineLength ?? Math.Min(standard, (options.Columns ?? TerminalWidth()) - 4);
        var table = new TextTable([.. head], [.. alignments], Widths(positions, line), line);
        return $"Model: \"{model.Name}\"\n{table.Render(Shown().SelectMany(layer => Rows(model, layer, 0)))}{Counts()}";
    }

    /// <summary>The layers from the first that matches to the last that does, whichever way round they were given.</summary>
    private IEnumerable<Layer> Shown()
    {
        IReadOnlyList<Layer> layers = model.Operations;
        if (options.LayerRange is not (string first, string last))
        {
            return layers;
        }

        int[] from = Matching(first), to = Matching(last);
        int start = from.Min() > to.Max() ? to.Min() : from.Min(), end = from.Min() > to.Max() ? from.Max() : to.Max();
        return layers.Take(new Range(start, end + 1));

        int[] Matching(string pattern)
        {
            int[] places = [.. Enumerable.Range(0, layers.Count).Where(i => Regex.IsMatch(layers[i].Name, $"^(?:{pattern})", RegexOptions.CultureInvariant))];
            return places.Length > 0 ? places : throw new ArgumentException(NameSuggestion.Unknown("layer", pattern, [.. layers.Select(layer => layer.Name)]));
        }
    }

    private static int[] Widths(double[] positions, int line)
    {
        var widths = new int[positions.Length];
        int current = 0;
        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = (int)(positions[i] * line) - current;
            if (widths[i] < 4)
            {
                throw new ArgumentException($"a line of {line} characters is too short for the summary's {widths.Length} columns.");
            }

            current += widths[i];
        }

        return widths;
    }

    private static int TerminalWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int given) && given > 0)
        {
            return given;
        }

        return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 80 : Console.WindowWidth;
    }

    /// <summary>Whether each layer follows the one before it: then there is nothing to say about connections.</summary>
    private bool IsChain()
    {
        IReadOnlyDictionary<CallNode, int> depths = LayerOrder.DepthsOf(model.Inputs, model.Outputs);
        return depths.Values.Distinct().Count() == depths.Count
            && depths.Keys.All(call => call.AllInputs.Count(input => input.Node is CallNode) <= 1)
            && depths.Keys.Select(call => call.Layer).Distinct().Count() == depths.Count;
    }

    private IEnumerable<string[]> Rows(Model owner, Layer layer, int level)
    {
        string prefix = level == 0 ? "" : string.Concat(Enumerable.Repeat("   ", level)) + "└ ";
        var cells = new List<string> { $"{prefix}{layer.Name} ({layer.ClassName})", OutputShape(owner, layer), Parameters(layer) };
        if (!chain)
        {
            cells.Add(owner == model ? Connections(layer) : "-");
        }

        if (options.ShowTrainable)
        {
            cells.Add(layer.Weights.Count == 0 ? "-" : layer.Trainable ? "Y" : "N");
        }

        yield return [.. cells];
        if (options.ExpandNested && layer is Model nested)
        {
            foreach (string[] row in nested.Layers.SelectMany(inner => Rows(nested, inner, level + 1)))
            {
                yield return row;
            }
        }
    }

    private static string OutputShape(Model owner, Layer layer)
    {
        CallNode? call = owner.Calls.Where(call => call.Layer == layer).MaxBy(call => call.Id);
        IReadOnlyList<Shape> outputs = call is not null ? [.. call.Outputs.Select(output => output.Shape)] : owner.HasOwnCall ? OutputShapesAlone(layer) : [];
        string[] shapes = [.. outputs.Select(output => $"({string.Join(", ", output.Select(size => size < 0 ? "None" : Number(size)))})")];
        return shapes.Length switch { 0 => "?", 1 => shapes[0], _ => $"[{string.Join(", ", shapes)}]" };
    }

    /// <summary>The shapes that the layer gives for those it was built for; none where that takes more than shapes.</summary>
    private static IReadOnlyList<Shape> OutputShapesAlone(Layer layer)
    {
        try
        {
            return layer.BuildShapes is { } built ? [.. layer.ComputeOutputTypes([.. built.Select(shape => new Operations.TensorType(DType.Float32, shape))]).Select(type => type.Shape)] : [];
        }
        catch (ShapeException)
        {
            return [];
        }
    }

    private static string Parameters(Layer layer) =>
        layer is OperationLayer or InputLayer ? "0" : layer.IsBuilt ? layer.ParameterCount.ToString("N0", CultureInfo.InvariantCulture) : "0 (unbuilt)";

    private string Connections(Layer layer)
    {
        string[] connections =
        [
            .. from call in model.Calls.OrderBy(call => call.Id)
               where call.Layer == layer
               from input in call.AllInputs
               where input.Node is CallNode
               let source = (CallNode)input.Node
               select $"{source.Layer.Name}[{Number(indices[source])}][{Number(input.Index)}]",
        ];
        return connections.Length == 0 ? "-" : string.Join(", ", connections);
    }

    private string Counts()
    {
        IReadOnlyList<Variable> trainable = model.TrainableWeights;
        IReadOnlyList<Variable> fixedOnes = model.NonTrainableWeights;
        IReadOnlyList<Variable>? optimizer = model.Optimizer is { IsBuilt: true } built ? built.Variables : null;
        string text = Count("Total", [.. trainable, .. fixedOnes, .. optimizer ?? []]) + Count("Trainable", trainable) + Count("Non-trainable", fixedOnes);
        return optimizer is null ? text : text + Count("Optimizer", optimizer);
    }

    private static string Count(string what, IReadOnlyList<Variable> variables) =>
        $" {what} params: {variables.Sum(variable => variable.Shape.Elements).ToString("N0", CultureInfo.InvariantCulture)} ({Memory(variables.Sum(variable => variable.Shape.Elements * variable.DType.Size()))})\n";

    private static string Memory(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        while (bytes >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{bytes.ToString("F2", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
