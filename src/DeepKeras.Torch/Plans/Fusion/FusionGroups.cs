using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>
/// Which elementwise operations are done in one pass. Operations of one size belong together when they are connected and no path between
/// them leads through anything else: each step into or out of a group counts one level, and a group has one level.
/// </summary>
internal sealed class FusionGroups
{
    private readonly Dictionary<OpNode, List<OpNode>> groups = [];

    public FusionGroups(Graph graph, Func<Tensor, TensorType> typeOf, Func<OpNode, bool> isFree)
    {
        var level = new Dictionary<Node, int>();
        var root = new Dictionary<OpNode, OpNode>();
        var scalars = new Dictionary<int, OpNode>();
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            bool fusable = isFree(node) && IsFusable(node, typeOf);
            long size = Size(node);
            level[node] = node.Inputs.Select(input => level.GetValueOrDefault(input.Node) + (Joins(input) ? 0 : 1)).DefaultIfEmpty(0).Max();
            if (!fusable)
            {
                continue;
            }

            root[node] = node;
            foreach (OpNode operand in node.Inputs.Where(Joins).Select(input => (OpNode)input.Node).Where(operand => level[operand] == level[node]))
            {
                Unite(operand, node);
            }

            if (size == 1)
            {
                // Single numbers cost a call each and nothing else: all of a level go together.
                if (scalars.TryGetValue(level[node], out OpNode? other))
                {
                    Unite(other, node);
                }
                else
                {
                    scalars.Add(level[node], node);
                }
            }

            bool Joins(Tensor input) => fusable && input.Node is OpNode operand && root.ContainsKey(operand) && Size(operand) == size;
        }

        foreach (IGrouping<OpNode, OpNode> group in root.Keys.GroupBy(Find).Where(group => group.Count() > 1 || Size(group.Key) == 1))
        {
            List<OpNode> members = [.. group.OrderBy(node => node.Id)];
            foreach (OpNode member in members)
            {
                groups[member] = members;
            }
        }

        long Size(OpNode node) => typeOf(node.Output).Shape.Elements;

        OpNode Find(OpNode node)
        {
            while (root[node] != node)
            {
                node = root[node] = root[root[node]];
            }

            return node;
        }

        void Unite(OpNode a, OpNode b) => root[Find(a)] = Find(b);
    }

    /// <summary>The operations that are done together with this one, in order; null: it stands alone.</summary>
    public IReadOnlyList<OpNode>? Of(OpNode node) => groups.GetValueOrDefault(node);

    private static bool IsFusable(OpNode node, Func<Tensor, TensorType> typeOf)
    {
        TensorType result = typeOf(node.Output);
        long size = result.Shape.Elements;
        if (size == 0 || !ScalarEmitter.Supports(node.Op, typeOf(node.Inputs[^1]).Type))
        {
            return false;
        }

        foreach (Tensor input in node.Inputs)
        {
            TensorType type = typeOf(input);
            if (!ScalarEmitter.IsHeld(type.Type) || (type.Shape.Elements != size && type.Shape.Elements != 1))
            {
                return false;
            }
        }

        if (!ScalarEmitter.IsHeld(result.Type))
        {
            return false;
        }

        // A comparison's result has no vector form in memory.
        return size == 1 || (VectorEmitter.Supports(node.Op) && result.Type == DType.Float32 && node.Op is not Select && node.Inputs.All(input => typeOf(input).Type == DType.Float32));
    }
}
