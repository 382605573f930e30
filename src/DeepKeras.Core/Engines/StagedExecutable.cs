using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// A graph with operations whose results' sizes depend on values. It is cut at them: what each of them needs is computed first, then the
/// rest with its result as an input, so that every part has sizes that are known when it starts. Gradients do not flow through the cuts.
/// </summary>
internal sealed class StagedExecutable : Executable
{
    private readonly Graph graph;
    private readonly List<(Executable Part, Op Op)> stages = [];
    private readonly Executable rest;

    private StagedExecutable(Graph graph, Func<Graph, Executable> compile)
    {
        this.graph = graph;
        var replaced = new Dictionary<Tensor, Tensor>();
        List<Tensor> inputs = [.. graph.Inputs];
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            if (IsCut(node.Op))
            {
                Tensor needed = Replaced(node.Inputs[0], replaced);
                stages.Add((compile(new Graph(inputs, [needed], [])), node.Op));
                Tensor known = new InputNode($"stage_{stages.Count}", node.Output.TensorType).Output;
                replaced[node.Output] = known;
                inputs = [.. inputs, known];
            }
            else if (node.Inputs.Any(input => Replaced(input, replaced) != input))
            {
                var copy = new OpNode(node.Op, [.. node.Inputs.Select(input => Replaced(input, replaced))], [.. node.Outputs.Select(output => output.TensorType)]);
                for (int i = 0; i < node.Outputs.Length; i++)
                {
                    replaced[node.Outputs[i]] = copy.Outputs[i];
                }
            }
        }

        rest = compile(new Graph(
            inputs,
            [.. graph.Outputs.Select(output => Replaced(output, replaced))],
            graph.Updates.Select(update => (update.Variable, Replaced(update.Value, replaced)))));
    }

    public override int OutputCount => graph.Outputs.Count;

    /// <summary>The graph for an engine that must know every size.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="compile">Compiles a graph, or a part of one, whose sizes follow from its inputs' shapes.</param>
    public static Executable Compile(Graph graph, Func<Graph, Executable> compile) =>
        graph.Nodes.Any(node => node is OpNode op && IsCut(op.Op)) ? new StagedExecutable(graph, compile) : compile(graph);

    public override void Run(ReadOnlySpan<HostArray> inputs, Span<HostArray?> outputs)
    {
        List<HostArray> known = [.. inputs];
        foreach ((Executable part, Op op) in stages)
        {
            HostArray needed = part.Run([.. known])[0];
            known.Add(op is NonZero ? Places(needed) : Count(needed));
        }

        rest.Run([.. known], outputs);
    }

    public override void Dispose()
    {
        foreach ((Executable part, _) in stages)
        {
            part.Dispose();
        }

        rest.Dispose();
    }

    private static bool IsCut(Op op) => op is NonZero or CountTo;

    private static Tensor Replaced(Tensor tensor, Dictionary<Tensor, Tensor> replaced) => replaced.GetValueOrDefault(tensor, tensor);

    private static HostArray Count(HostArray count)
    {
        int end = Math.Max(0, count.As<int>()[0]);
        var result = new HostArray(DType.Int32, [end]);
        Span<int> values = result.As<int>();
        for (int i = 0; i < end; i++)
        {
            values[i] = i;
        }

        return result;
    }

    private static HostArray Places(HostArray condition)
    {
        Span<bool> holds = condition.As<bool>();
        int rank = condition.Shape.Rank;
        var result = new HostArray(DType.Int32, [holds.Count(true), rank]);
        Span<int> places = result.As<int>();
        int row = 0;
        for (int i = 0; i < holds.Length; i++)
        {
            if (!holds[i])
            {
                continue;
            }

            int left = i;
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                places[(row * rank) + axis] = left % condition.Shape[axis];
                left /= condition.Shape[axis];
            }

            row++;
        }

        return result;
    }
}
