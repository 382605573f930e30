using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Models;

/// <summary>What is drawn of a model: boxes with lines of text, arrows between them, and where it is expanded a diagram in a box.</summary>
internal sealed class Diagram
{
    private readonly PlotOptions options;
    private readonly List<Box> boxes = [];
    private readonly List<(int From, int To)> arrows = [];

    private Diagram(Model model, PlotOptions options)
    {
        this.options = options;
        if (model.HasOwnCall)
        {
            boxes.Add(BoxOf(model, [(CallNode)model.Outputs[0].Node]));
            return;
        }

        CallNode[] calls = [.. model.Calls.OrderBy(call => call.Id)];
        Add(calls, call => call.Layer);
        if (!IsAcyclic())
        {
            // A layer that is applied to its own results comes once for each call.
            boxes.Clear();
            arrows.Clear();
            Add(calls, call => call);
        }
    }

    /// <summary>How a box looks.</summary>
    public enum BoxKind
    {
        Layer,
        Input,
        Operation,
    }

    public IReadOnlyList<Box> Boxes => boxes;

    /// <summary>Places in <see cref="Boxes"/>, each pair once.</summary>
    public IReadOnlyList<(int From, int To)> Arrows => arrows;

    public static Diagram Of(Model model, PlotOptions options) => new(model, options);

    private void Add(CallNode[] calls, Func<CallNode, object> box)
    {
        var places = new Dictionary<object, int>();
        foreach (IGrouping<object, CallNode> group in calls.GroupBy(box))
        {
            places.Add(group.Key, boxes.Count);
            boxes.Add(BoxOf(group.First().Layer, [.. group]));
        }

        foreach (CallNode call in calls)
        {
            foreach (CallNode source in call.AllInputs.Select(input => input.Node).OfType<CallNode>())
            {
                (int, int) arrow = (places[box(source)], places[box(call)]);
                if (!arrows.Contains(arrow))
                {
                    arrows.Add(arrow);
                }
            }
        }
    }

    private bool IsAcyclic()
    {
        ILookup<int, int> before = arrows.ToLookup(arrow => arrow.To, arrow => arrow.From);
        var done = new HashSet<int>();
        for (int left = boxes.Count; left > 0;)
        {
            int[] ready = [.. Enumerable.Range(0, boxes.Count).Where(i => !done.Contains(i) && before[i].All(done.Contains))];
            if (ready.Length == 0)
            {
                return false;
            }

            done.UnionWith(ready);
            left -= ready.Length;
        }

        return true;
    }

    private Box BoxOf(Layer layer, IReadOnlyList<CallNode> calls)
    {
        string kind = layer.ClassName;
        var lines = new List<string>();
        if (options.ShowLayerActivations && ActivationOf(layer) is string activation)
        {
            lines.Add($"activation {activation}");
        }

        if (options.ShowShapes)
        {
            string output = Each(calls, call => call.Outputs, tensor => Text(tensor.Shape));
            lines.Add(layer is InputLayer ? output : $"{Each(calls, call => [.. call.AllInputs], tensor => Text(tensor.Shape))} → {output}");
        }

        if (options.ShowDtype)
        {
            lines.Add(Each(calls, call => call.Outputs, tensor => tensor.DType.KerasName()));
        }

        bool frozen = options.ShowTrainable && layer.Weights.Count > 0 && !layer.Trainable;
        if (options.ShowTrainable && layer.Weights.Count > 0)
        {
            lines.Add(frozen ? "not trainable" : "trainable");
        }

        Diagram? inside = options.ExpandNested && layer is Model { HasOwnCall: false } nested ? Of(nested, options) : null;
        BoxKind look = layer is InputLayer ? BoxKind.Input : layer is OperationLayer ? BoxKind.Operation : BoxKind.Layer;
        return new(options.ShowLayerNames ? layer.Name : kind, options.ShowLayerNames ? kind : "", lines, look, frozen, inside);
    }

    /// <summary>The activation in the layer's config; null: there is none.</summary>
    private static string? ActivationOf(Layer layer)
    {
        try
        {
            return ConfigJson.Parse(ConfigJson.WriteConfig(layer)).AsObject().TryTake("activation", out ConfigValue activation) && activation.IsString ? activation.AsString() : null;
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    /// <summary>What is told of tensors: of a layer's calls once where they agree.</summary>
    private static string Each(IReadOnlyList<CallNode> calls, Func<CallNode, IReadOnlyList<Tensor>> tensors, Func<Tensor, string> text) =>
        string.Join(" | ", calls.Select(call => tensors(call) is [var only] ? text(only) : $"[{string.Join(", ", tensors(call).Select(text))}]").Distinct());

    private static string Text(Shape shape) => $"({string.Join(", ", shape.Select(size => size < 0 ? "None" : FormattableString.Invariant($"{size}")))}{(shape.Rank == 1 ? "," : "")})";

    /// <summary>A box.</summary>
    /// <param name="Title">In bold.</param>
    /// <param name="Class">Behind it, in brackets; empty: nothing.</param>
    /// <param name="Lines">Below.</param>
    /// <param name="Kind">How it looks.</param>
    /// <param name="Frozen">Whether its frame is dashed.</param>
    /// <param name="Inside">What is drawn in it; null: it is a box of text.</param>
    public sealed record Box(string Title, string Class, IReadOnlyList<string> Lines, BoxKind Kind, bool Frozen, Diagram? Inside);
}
