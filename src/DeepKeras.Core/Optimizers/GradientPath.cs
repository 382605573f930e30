using DeepKeras.Operations;

namespace DeepKeras.Optimizers;

/// <summary>What a loss depends on in a way that has a gradient.</summary>
internal static class GradientPath
{
    /// <summary>Every node from which a path leads to the tensor, through floating-point values only and past no stopped gradient.</summary>
    public static HashSet<Node> NodesOf(Tensor tensor)
    {
        var reached = new HashSet<Node>();
        var pending = new Stack<Tensor>([tensor]);
        while (pending.TryPop(out Tensor? next))
        {
            if (next.DType.IsFloating() && reached.Add(next.Node) && next.Node is OpNode { Op: not StopGradient } node)
            {
                foreach (Tensor input in node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        return reached;
    }
}
