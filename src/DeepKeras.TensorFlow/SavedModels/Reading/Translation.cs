namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>A signature as a graph of our own.</summary>
/// <param name="Graph">The graph; where texts were given, its inputs are what it still needs, computed from them.</param>
/// <param name="Fed">What its inputs are fed with; empty where the texts were not given.</param>
/// <param name="Known">What it was made for beside the shapes of its inputs; graphs with the same may be exchanged.</param>
internal sealed record Translation(Graph Graph, HostArray[] Fed, string Known)
{
    /// <param name="fed">The signature's inputs, and their values where they are known.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="updates">The variables' new values.</param>
    /// <param name="known">What was computed from texts.</param>
    public static Translation Of(Dictionary<Tensor, HostArray?> fed, Tensor[] outputs, IReadOnlyList<(Variable Variable, Tensor Value)> updates, KnownValues known)
    {
        if (fed.Keys.All(input => input.DType != DType.String))
        {
            return new(new Graph([.. fed.Keys], outputs, updates), [], "");
        }

        Tensor[] inputs = [.. Inputs([.. outputs, .. updates.Select(update => update.Value)])];
        return new(new Graph(inputs, outputs, updates), [.. inputs.Select(input => known.FedWith(input) ?? fed[input]).OfType<HostArray>()], known.Used);
    }

    private static IEnumerable<Tensor> Inputs(IEnumerable<Tensor> tensors)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(tensors.Select(tensor => tensor.Node));
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

        return seen.OfType<InputNode>().OrderBy(node => node.Id).Select(node => node.Output);
    }
}
