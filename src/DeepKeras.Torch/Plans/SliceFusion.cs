using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// Slices that together are one tensor, such as the gates of a recurrent cell: libtorch takes it apart in one call, whose gradient puts the
/// parts together again. The gradient of a slice alone is as large as the whole, and all of them would have to be added.
/// </summary>
internal sealed class SliceFusion
{
    private readonly Dictionary<OpNode, OpNode[]> parts = [];

    public SliceFusion(Graph graph, PlanTypes types, GradientRegions regions, Func<OpNode, bool> isFree)
    {
        IEnumerable<IGrouping<(Tensor, int), OpNode>> groups = graph.Nodes.OfType<OpNode>()
            .Where(node => node.Op is Slice { Step: 1 } && isFree(node) && !regions.IsLeaf(node.Output))
            .GroupBy(node => (node.Inputs[0], types.Of(node.Inputs[0]).Shape.Axis(((Slice)node.Op).Axis)));
        foreach (IGrouping<(Tensor Whole, int Axis), OpNode> group in groups)
        {
            int size = types.Of(group.Key.Whole).Shape[group.Key.Axis];
            OpNode[] inOrder = [.. group.OrderBy(node => Range(node, size).Start)];
            int at = 0;
            bool fits = inOrder.Length > 1 && inOrder.All(node => regions.Contains(node) == regions.Contains(inOrder[0]));
            foreach (OpNode node in inOrder)
            {
                (int start, int end, int count) = Range(node, size);
                fits &= start == at && count > 0;
                at = end;
            }

            if (fits && at == size)
            {
                foreach (OpNode node in inOrder)
                {
                    parts.Add(node, inOrder);
                }
            }
        }
    }

    /// <summary>All parts of the tensor that a slice is a part of, in order; null: it stands alone.</summary>
    public OpNode[]? Of(OpNode node) => parts.GetValueOrDefault(node);

    private static (int Start, int End, int Count) Range(OpNode node, int size)
    {
        var slice = (Slice)node.Op;
        return Slice.Resolve(size, slice.Start, slice.End, 1);
    }
}
