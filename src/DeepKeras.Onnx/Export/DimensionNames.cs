using System.Globalization;
using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>
/// Names for sizes that are open: <c>batch</c>, and one for each further open axis of an input. A size elsewhere in the graph has such a
/// name if it is that size whatever it is; this is found by inferring all shapes twice, with other numbers for the names.
/// </summary>
internal sealed class DimensionNames
{
    private static readonly int[] FirstSizes = [1009, 1201, 1301, 1409, 1511, 1601, 1709, 1801, 1901, 2003];
    private static readonly int[] SecondSizes = [2311, 2417, 2503, 2609, 2707, 2801, 2903, 3001, 3109, 3203];
    private readonly List<string> names = [];
    private readonly Dictionary<(int Input, int Axis), int> ofInputs = [];
    private readonly Dictionary<Tensor, Shape> first = [];
    private readonly Dictionary<Tensor, Shape> second = [];

    private DimensionNames()
    {
    }

    public static DimensionNames Of(Graph graph)
    {
        // Inputs that meet must have sizes in common: then an axis has one name for all inputs.
        foreach (bool shared in new[] { false, true })
        {
            var names = new DimensionNames();
            names.Name(graph, shared);
            if (names.names.Count <= FirstSizes.Length && names.Infer(graph, FirstSizes, names.first) && names.Infer(graph, SecondSizes, names.second))
            {
                return names;
            }
        }

        var inputsOnly = new DimensionNames();
        inputsOnly.Name(graph, false);
        return inputsOnly;
    }

    /// <summary>The name of an input's open size.</summary>
    public string OfInput(int input, int axis) => names[ofInputs[(input, axis)]];

    /// <summary>The name of an open size; null: it has none.</summary>
    public string? Of(Tensor tensor, int axis)
    {
        if (!first.TryGetValue(tensor, out Shape? one) || !second.TryGetValue(tensor, out Shape? other))
        {
            return null;
        }

        for (int i = 0; i < names.Count; i++)
        {
            if (one[axis] == FirstSizes[i] && other[axis] == SecondSizes[i])
            {
                return names[i];
            }
        }

        return null;
    }

    private void Name(Graph graph, bool shared)
    {
        for (int i = 0; i < graph.Inputs.Count; i++)
        {
            Tensor input = graph.Inputs[i];
            for (int axis = 0; axis < input.Shape.Rank; axis++)
            {
                if (input.Shape[axis] < 0)
                {
                    string place = axis.ToString(CultureInfo.InvariantCulture);
                    string name = axis == 0 ? "batch" : shared ? $"axis{place}" : $"{((InputNode)input.Node).Name}_axis{place}";
                    int known = names.IndexOf(name);
                    ofInputs[(i, axis)] = known >= 0 ? known : names.Count;
                    if (known < 0)
                    {
                        names.Add(name);
                    }
                }
            }
        }
    }

    private bool Infer(Graph graph, int[] sizes, Dictionary<Tensor, Shape> shapes)
    {
        var types = new Dictionary<Tensor, TensorType>();
        for (int i = 0; i < graph.Inputs.Count; i++)
        {
            TensorType type = graph.Inputs[i].TensorType;
            types[graph.Inputs[i]] = type with { Shape = Shape.Create([.. type.Shape.Select((size, axis) => size < 0 ? sizes[ofInputs[(i, axis)]] : size)]) };
        }

        try
        {
            foreach (Node node in graph.Nodes)
            {
                if (node is OpNode op)
                {
                    var results = new TensorType[op.Outputs.Length];
                    op.Op.Apply(ShapeOps.Instance, [.. op.Inputs.Select(input => types[input])], results);
                    for (int i = 0; i < results.Length; i++)
                    {
                        types[op.Outputs[i]] = results[i];
                    }
                }
                else
                {
                    types.TryAdd(node.Output, node.Output.TensorType);
                }
            }
        }
        catch (ShapeException)
        {
            return false;
        }

        foreach ((Tensor tensor, TensorType type) in types)
        {
            shapes[tensor] = type.Shape;
        }

        return true;
    }
}
