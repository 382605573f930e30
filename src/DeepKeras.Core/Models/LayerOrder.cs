using DeepKeras.Layers;

namespace DeepKeras.Models;

/// <summary>
/// The order of a functional model's layers, which is Keras's own because files count by it: depth first from the outputs, then by
/// decreasing depth, then as first met.
/// </summary>
internal static class LayerOrder
{
    /// <exception cref="ArgumentException">An output needs an input that is not given.</exception>
    public static (IReadOnlyList<CallNode> Calls, IReadOnlyList<Layer> Layers) Of(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        (IReadOnlyList<CallNode> calls, IReadOnlyList<Layer> layers, _) = Walk(inputs, outputs);
        return (calls, layers);
    }

    /// <summary>Each call's distance from the outputs.</summary>
    public static IReadOnlyDictionary<CallNode, int> DepthsOf(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => Walk(inputs, outputs).Depths;

    private static (IReadOnlyList<CallNode> Calls, IReadOnlyList<Layer> Layers, IReadOnlyDictionary<CallNode, int> Depths) Walk(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        var met = new Dictionary<Layer, int>();
        var finished = new List<CallNode>();
        var state = new HashSet<CallNode>();
        foreach (Tensor output in outputs)
        {
            Visit(output, inputs, met, finished, state);
        }

        var depths = new Dictionary<CallNode, int>();
        var layerDepths = new Dictionary<Layer, int>();
        foreach (CallNode call in Enumerable.Reverse(finished))
        {
            int depth = Math.Max(depths.GetValueOrDefault(call), layerDepths.GetValueOrDefault(call.Layer));
            layerDepths[call.Layer] = depth;
            depths[call] = depth;
            foreach (CallNode parent in call.AllInputs.Select(input => input.Node).OfType<CallNode>())
            {
                depths[parent] = Math.Max(depth + 1, depths.GetValueOrDefault(parent));
            }
        }

        foreach (Tensor input in inputs)
        {
            Layer layer = ((CallNode)input.Node).Layer;
            if (met.TryAdd(layer, -1))
            {
                layerDepths[layer] = 0;
                depths[(CallNode)input.Node] = 0;
                finished.Insert(0, (CallNode)input.Node);
            }
        }

        Layer[] layers = [.. met.Keys.OrderByDescending(layer => layerDepths[layer]).ThenBy(layer => met[layer])];
        return (finished, layers, depths);
    }

    private static void Visit(Tensor output, IReadOnlyList<Tensor> inputs, Dictionary<Layer, int> met, List<CallNode> finished, HashSet<CallNode> state)
    {
        // Iterative, since a model may be deeper than the stack.
        var pending = new Stack<(CallNode Call, IEnumerator<CallNode> Parents)>();
        Enter(output.Node);
        while (pending.TryPeek(out (CallNode Call, IEnumerator<CallNode> Parents) top))
        {
            if (top.Parents.MoveNext())
            {
                Enter(top.Parents.Current);
            }
            else
            {
                pending.Pop();
                finished.Add(top.Call);
            }
        }

        void Enter(Node node)
        {
            if (node is not CallNode call)
            {
                throw new ArgumentException($"{output} does not come from a layer.", nameof(output));
            }

            if (!state.Add(call))
            {
                return;
            }

            if (call.Layer is InputLayer && !inputs.Contains(call.Output))
            {
                throw new ArgumentException($"an output depends on the input \"{call.Layer.Name}\", which is not among the model's inputs.", nameof(inputs));
            }

            met.TryAdd(call.Layer, met.Count);
            pending.Push((call, call.AllInputs.Select(input => input.Node).OfType<CallNode>().GetEnumerator()));
        }
    }
}
