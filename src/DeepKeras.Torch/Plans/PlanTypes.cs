using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans;

/// <summary>The shapes of everything in a graph, for inputs whose shapes are known: the graph's shape rules, followed once more.</summary>
internal sealed class PlanTypes
{
    private readonly Dictionary<Node, TensorType[]> types = [];
    private readonly Dictionary<Node, int> inputs = [];

    public PlanTypes(Graph graph, Shape[] inputShapes)
    {
        for (int i = 0; i < graph.Inputs.Count; i++)
        {
            inputs[graph.Inputs[i].Node] = i;
        }

        foreach (Node node in graph.Nodes)
        {
            types[node] = node switch
            {
                InputNode => [new(node.Output.DType, inputShapes[inputs[node]])],
                OpNode op => Infer(op),
                _ => [node.Output.TensorType],
            };
        }
    }

    public int InputIndex(Node input) => inputs[input];

    public TensorType Of(Tensor tensor) => types[tensor.Node][tensor.Index];

    public TensorType[] Of(Node node) => types[node];

    public TensorType[] Of(Tensor[] tensors) => [.. tensors.Select(Of)];

    private TensorType[] Infer(OpNode node)
    {
        var results = new TensorType[node.Op.OutputCount];
        node.Op.Apply(ShapeOps.Instance, Of(node.Inputs), results);
        return results;
    }
}
