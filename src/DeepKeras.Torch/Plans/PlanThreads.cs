using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// How many threads a plan is run with: one where no product is large enough to repay the meeting of threads after every operation. The rule
/// looks at sizes only, so the same plan always computes the same bits.
/// </summary>
internal static class PlanThreads
{
    /// <summary>
    /// Multiply-adds, times two, of the largest product below which one thread is used. Measured at 784-128-10: at batch 32 (6.4 million) a second
    /// thread gains nothing at best and doubles the time at worst, at batch 128 (26 million) it gains a third.
    /// </summary>
    private const long Least = 12_000_000;

    /// <summary>Whether the plan of a graph is better off with one thread; a loop whose steps are small decides for all, since most operations are its.</summary>
    public static bool WantsOne(Graph graph, PlanTypes types) =>
        graph.Nodes.OfType<OpNode>().Any(node => node.Op is (Scan or While) && Work(node, types) < Least)
        || graph.Nodes.OfType<OpNode>().All(node => Work(node, types) < Least);

    /// <summary>Uses one thread; returns how many there were.</summary>
    public static int UseOne()
    {
        int before = Lib.THSTorch_get_num_threads();
        if (before != 1)
        {
            Lib.THSTorch_set_num_threads(1);
        }

        return before;
    }

    /// <summary>Goes back to as many threads as there were.</summary>
    public static void Restore(int before)
    {
        if (before != 1)
        {
            Lib.THSTorch_set_num_threads(before);
        }
    }

    /// <summary>The largest product of one step of a loop.</summary>
    private static double Step(ScanBody body, ReadOnlySpan<TensorType> operands)
    {
        var types = new PlanTypes(body.Graph, [.. operands.ToArray().Select((type, i) => i >= body.StateCount && i < body.StateCount + body.SequenceCount ? type.Shape[1..] : type.Shape)]);
        return body.Graph.Nodes.OfType<OpNode>().Select(node => Work(node, types)).DefaultIfEmpty(0).Max();
    }

    private static double Work(OpNode node, PlanTypes types)
    {
        if (node.Op is Gradients or Reshape)
        {
            return 0;
        }

        Shape result = types.Of(node.Output).Shape;
        double elements = result.Elements;
        return node.Op switch
        {
            MatMul product => 2 * elements * types.Of(node.Inputs[0]).Shape[product.TransposeA ? ^2 : ^1],
            Conv => 2 * elements * types.Of(node.Inputs[1]).Shape.Elements / Math.Max(1, result[^1]),
            ConvTranspose => 2 * types.Of(node.Inputs[0]).Shape.Elements * (double)types.Of(node.Inputs[1]).Shape.Elements / Math.Max(1, types.Of(node.Inputs[0]).Shape[^1]),
            // Threads meet once an operation of a step.
            Scan loop => Step(loop.Body, types.Of(node.Inputs)),
            While loop => Step(loop.Body, types.Of(node.Inputs).AsSpan(1)),
            Attention => 4 * elements * types.Of(node.Inputs[1]).Shape[^2],
            // What is not a product moves memory: some sixteen operations an element are a fair price for it.
            _ => 16 * elements,
        };
    }
}
