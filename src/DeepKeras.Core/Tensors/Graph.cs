namespace DeepKeras;

/// <summary>
/// A whole computation: from inputs and variables to outputs and the variables' new values. It is a value: engines compile it, exporters
/// write it. Updates take place after everything else was computed.
/// </summary>
internal sealed class Graph
{
    public Graph(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs, IEnumerable<(Variable Variable, Tensor Value)> updates)
    {
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        Updates = [.. updates];
        Nodes = Sorted();
    }

    public IReadOnlyList<Tensor> Inputs { get; }

    public IReadOnlyList<Tensor> Outputs { get; }

    public IReadOnlyList<(Variable Variable, Tensor Value)> Updates { get; }

    /// <summary>Every node that the outputs and updates need, operands before results.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    private List<Node> Sorted()
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>();
        foreach (Tensor tensor in Outputs.Concat(Updates.Select(update => update.Value)))
        {
            pending.Push(tensor.Node);
        }

        while (pending.TryPop(out Node? node))
        {
            if (seen.Add(node) && node is OpNode op)
            {
                foreach (Tensor input in op.Inputs)
                {
                    pending.Push(input.Node);
                }
            }
        }

        var nodes = new List<Node>(seen);
        nodes.Sort((a, b) => a.Id.CompareTo(b.Id));
        foreach (Node node in nodes)
        {
            if (node is InputNode input && !Inputs.Any(tensor => tensor.Node == node))
            {
                throw new InvalidOperationException($"the graph needs the input \"{input.Name}\", which is not among its inputs.");
            }
        }

        return nodes;
    }
}
