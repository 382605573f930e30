using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>
/// Which tensors may lie in the memory of another. A variable keeps the memory of the value that it is given: an input of a run, which lies in the
/// host's memory, must be copied if that memory could be its own.
/// </summary>
internal static class SharedMemory
{
    /// <summary>Every node in whose memory one of the tensors may lie.</summary>
    public static HashSet<Node> Behind(IEnumerable<Tensor> tensors)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(tensors.Select(tensor => tensor.Node));
        while (pending.TryPop(out Node? node))
        {
            if (seen.Add(node) && node is OpNode op && !IsFresh(op))
            {
                foreach (Tensor input in op.Inputs)
                {
                    pending.Push(input.Node);
                }
            }
        }

        return seen;
    }

    /// <summary>
    /// Whether the results certainly lie in memory of their own. Everything that only moves elements may be done by TensorFlow without moving them
    /// (a slice of rows, one part of a concatenation, a transposition of an axis of one element), and so may a reduction over single elements.
    /// </summary>
    private static bool IsFresh(OpNode node) => node.Op switch
    {
        Unary => node.Output.DType.IsFloating(),
        Binary or Compare or KernelOp or MatMul or Softmax or LogSoftmax or Cumulative or ArgReduce or OneHot or SegmentSum or SegmentReduce or RandomUniform => true,
        Cast cast => cast.Type != node.Inputs[0].DType,
        Reduce reduce => reduce.Axes.Span.ToArray().Any(axis => node.Inputs[0].Shape[axis] > 1),
        _ => false,
    };
}
