using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Reverse-mode differentiation of a graph, as more operations of the same graph, so that gradients have gradients.</summary>
internal static class Backward
{
    /// <summary>The gradients of Σ tensor · weight to each of <paramref name="variables"/>; null where nothing flows.</summary>
    /// <param name="seeds">Results and the weights of their elements.</param>
    /// <param name="variables">What gradients are taken to; one may be made of another.</param>
    /// <param name="oldest">Nodes up to this number are given: nothing is looked for behind them.</param>
    public static Tensor?[] Walk(IReadOnlyList<(Tensor Result, Tensor Weight)> seeds, Tensor[] variables, long oldest)
    {
        List<OpNode> nodes = Ancestors(seeds.Select(seed => seed.Result), oldest);
        var wanted = new HashSet<Tensor>(variables);
        var dependent = new HashSet<Node>();
        bool Depends(Tensor tensor) => wanted.Contains(tensor) || dependent.Contains(tensor.Node);
        foreach (OpNode node in nodes)
        {
            if (node.Inputs.Any(Depends))
            {
                dependent.Add(node);
            }
        }

        var gradients = new Dictionary<Tensor, Tensor>();
        foreach ((Tensor result, Tensor weight) in seeds)
        {
            Accumulate(gradients, result, weight);
        }

        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            OpNode node = nodes[i];
            var weights = new Tensor?[node.Outputs.Length];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = gradients.GetValueOrDefault(node.Outputs[k]);
            }

            if (!dependent.Contains(node) || weights.All(weight => weight is null))
            {
                continue;
            }

            bool[] needed = [.. node.Inputs.Select(input => input.DType.IsFloating() && Depends(input))];
            Tensor?[] flows = GradientRules.Of(node, weights, needed);
            for (int k = 0; k < flows.Length; k++)
            {
                if (needed[k] && flows[k] is { } flow)
                {
                    Accumulate(gradients, node.Inputs[k], flow);
                }
            }
        }

        return [.. variables.Select(variable => gradients.GetValueOrDefault(variable))];
    }

    /// <summary>The gradients of an operation by way of the same function made of other operations.</summary>
    public static Tensor?[] Through(Func<Tensor[]> function, Tensor[] inputs, Tensor?[] weights)
    {
        long marker = new ConstantNode(HostArray.Scalar(0)).Id;
        Tensor[] results = function();
        return Walk([.. results.Zip(weights).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))], inputs, marker);
    }

    private static void Accumulate(Dictionary<Tensor, Tensor> gradients, Tensor tensor, Tensor flow) =>
        gradients[tensor] = gradients.TryGetValue(tensor, out Tensor? before) ? Ops.Emit(new Binary(BinaryKind.Add), before, flow) : flow;

    private static List<OpNode> Ancestors(IEnumerable<Tensor> results, long oldest)
    {
        var seen = new HashSet<OpNode>();
        var pending = new Stack<Tensor>(results);
        while (pending.TryPop(out Tensor? tensor))
        {
            if (tensor.Node is OpNode node && node.Id > oldest && seen.Add(node))
            {
                foreach (Tensor input in node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        return [.. seen.OrderBy(node => node.Id)];
    }
}
