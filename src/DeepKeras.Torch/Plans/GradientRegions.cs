using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans;

/// <summary>Which operations lie between a loss and what its gradients are taken to: only those are recorded by libtorch.</summary>
internal sealed class GradientRegions
{
    private readonly HashSet<Node> recorded = [];
    private readonly HashSet<Tensor> leaves = [];
    private readonly HashSet<Node> retained = [];

    public GradientRegions(Graph graph)
    {
        OpNode[] gradients = [.. graph.Nodes.OfType<OpNode>().Where(node => node.Op is Gradients)];
        foreach (OpNode gradient in gradients)
        {
            leaves.UnionWith(gradient.Inputs[1..]);
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            HashSet<Node> region = Between(graph, gradients[i]);
            if (i < gradients.Length - 1)
            {
                retained.Add(gradients[i]);
            }

            recorded.UnionWith(region);
        }
    }

    private GradientRegions()
    {
    }

    /// <summary>The regions of a loop's body through which gradients flow from outside: every operation is recorded.</summary>
    public static GradientRegions All(Graph body)
    {
        var regions = new GradientRegions();
        regions.recorded.UnionWith(body.Nodes.OfType<OpNode>());
        return regions;
    }

    /// <summary>Whether the operation is recorded.</summary>
    public bool Contains(Node node) => recorded.Contains(node);

    /// <summary>Whether gradients are taken to the tensor.</summary>
    public bool IsLeaf(Tensor tensor) => leaves.Contains(tensor);

    /// <summary>Whether another gradient is taken after this one, perhaps of the same operations.</summary>
    public bool IsRetained(Node node) => retained.Contains(node);

    private static HashSet<Node> Between(Graph graph, OpNode gradient)
    {
        var reached = new HashSet<Node>();
        var from = new HashSet<Tensor>(gradient.Inputs[1..]);
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            if (node.Id < gradient.Id && node.Inputs.Any(input => from.Contains(input) || reached.Contains(input.Node)))
            {
                reached.Add(node);
            }
        }

        var needed = new HashSet<Node> { gradient.Inputs[0].Node };
        foreach (OpNode node in graph.Nodes.OfType<OpNode>().Reverse())
        {
            if (needed.Contains(node))
            {
                needed.UnionWith(node.Inputs.Select(input => input.Node));
            }
        }

        reached.IntersectWith(needed);
        return reached;
    }
}
