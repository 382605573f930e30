using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>What is known before a run: sizes, and operations on constants. It is computed once.</summary>
internal sealed class ConstantFolding
{
    private const long MostElements = 1 << 16;
    private readonly Dictionary<OpNode, HostArray> values = [];
    private readonly TorchOps ops = new();
    private readonly PlanTypes types;

    public ConstantFolding(Graph graph, PlanTypes types, GradientRegions regions)
    {
        this.types = types;
        using var recording = Recording.Off();
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            bool foldable = !regions.Contains(node) && !node.Outputs.Any(regions.IsLeaf) && node.Outputs.Length == 1
                && node.Op is not (RandomUniform or Gradients or Scan or While)
                && !Unsigned.IsAmong(types.Of(node)) && !Unsigned.IsAmong(types.Of(node.Inputs))
                && types.Of(node.Output).Shape.Elements <= MostElements
                && Needed(node).All(input => Known(input) is not null);
            if (foldable)
            {
                values.Add(node, Compute(node));
            }
        }
    }

    public bool Folds(OpNode node) => values.ContainsKey(node);

    public HostArray Value(OpNode node) => values[node];

    /// <summary>The operands whose values matter; of the others only the shape does.</summary>
    private static IEnumerable<Tensor> Needed(OpNode node) => node.Op switch
    {
        SizeOf or IndexRange => [],
        BroadcastLike => [node.Inputs[0]],
        _ => node.Inputs,
    };

    private HostArray? Known(Tensor tensor) => tensor.Node switch
    {
        ConstantNode constant => constant.Value,
        OpNode op => values.GetValueOrDefault(op),
        _ => null,
    };

    private HostArray Compute(OpNode node)
    {
        // An operand of which only the shape matters is not there yet: anything stands in for it.
        HostArray[] operands = [.. node.Inputs.Select(input => Known(input) ?? new HostArray(DType.Bool, Shape.Scalar))];
        TorchTensor[] x = [.. operands.Select(operand => new TorchTensor(TorchOps.Over(operand)))];
        var y = new TorchTensor[1];
        ops.In = types.Of(node.Inputs);
        ops.Out = types.Of(node);
        node.Op.Apply(ops, x, y);
        var result = new HostArray(ops.Out[0].Type, ops.Out[0].Shape);
        nint target = TorchOps.Over(result);
        Lib.THSTensor_copy_(target, y[0].Handle, 0);
        Lib.Raise();
        TorchOps.Free([target, y[0].Handle, .. x.Select(operand => operand.Handle)]);
        GC.KeepAlive(operands);
        return result;
    }
}
