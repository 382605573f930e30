using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// A graph with text in it, or other operations for the host, in parts: what touches text is computed on the host, the rest by the engine, by
/// turns where text is made of what the engine computed. A part for the engine takes the host's results as inputs; the last one is the whole graph but for them, so gradients
/// and updates are as they would be.
/// </summary>
internal sealed class HostStages : Executable
{
    private readonly Graph graph;
    private readonly Func<Graph, Executable> compile;
    private readonly Dictionary<OpNode, int> levels = [];
    private readonly List<(Executable? Engine, List<Tensor> Given, List<Tensor> Made, List<OpNode> Host)> stages = [];
    private readonly List<Tensor> lastGiven = [];
    private readonly List<int> lastOutputs = [];
    private readonly Executable? last;

    private HostStages(Graph graph, Func<Graph, Executable> compile)
    {
        this.graph = graph;
        this.compile = compile;
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            bool host = IsHost(node);
            levels[node] = node.Inputs.Select(input => input.Node).OfType<OpNode>()
                .Select(input => levels[input] + (host && !IsHost(input) ? 1 : 0)).DefaultIfEmpty(0).Max();
        }

        int most = levels.Where(pair => IsHost(pair.Key)).Max(pair => pair.Value);
        for (int level = 0; level <= most; level++)
        {
            List<OpNode> nodes = [.. graph.Nodes.OfType<OpNode>().Where(node => IsHost(node) && levels[node] == level)];
            List<Tensor> made = [.. nodes.SelectMany(node => node.Inputs).Where(input => input.Node is VariableNode || (input.Node is OpNode op && !IsHost(op))).Distinct()];
            var given = new List<Tensor>();
            stages.Add((made.Count == 0 ? null : Part(made, [], given), given, made, nodes));
        }

        for (int i = 0; i < graph.Outputs.Count; i++)
        {
            if (!IsOnHost(graph.Outputs[i]))
            {
                lastOutputs.Add(i);
            }
        }

        if (lastOutputs.Count > 0 || graph.Updates.Count > 0)
        {
            last = Part([.. lastOutputs.Select(i => graph.Outputs[i])], graph.Updates, lastGiven);
        }
    }

    public override int OutputCount => graph.Outputs.Count;

    /// <summary>The graph for an engine that knows no text and no operation for the host.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="compile">Compiles a graph, or a part of one, without text.</param>
    public static Executable Compile(Graph graph, Func<Graph, Executable> compile) =>
        graph.Nodes.Any(node => node.Outputs.Any(output => output.DType == DType.String) || node is OpNode { Op: HostOp }) ? new HostStages(graph, compile) : compile(graph);

    public override void Run(ReadOnlySpan<HostArray> inputs, Span<HostArray?> outputs)
    {
        var values = new Dictionary<Tensor, HostArray>();
        for (int i = 0; i < graph.Inputs.Count; i++)
        {
            Tensor input = graph.Inputs[i];
            if (inputs[i].Type != input.DType || !inputs[i].Shape.IsCompatibleWith(input.Shape))
            {
                throw new ShapeException($"input \"{((InputNode)input.Node).Name}\": expected {input.DType.KerasName()} {input.Shape}, got {inputs[i].Type.KerasName()} {inputs[i].Shape}.");
            }

            values[input] = inputs[i];
        }

        foreach ((Executable? engine, List<Tensor> given, List<Tensor> made, List<OpNode> host) in stages)
        {
            HostArray[] results = engine?.Run([.. given.Select(tensor => values[tensor])]) ?? [];
            for (int i = 0; i < results.Length; i++)
            {
                values[made[i]] = results[i];
            }

            foreach (OpNode node in host)
            {
                HostArray[] x = [.. node.Inputs.Select(input => input.Node is ConstantNode constant ? constant.Value : values[input])];
                HostArray[] y = node.Op is HostOp op ? op.Compute(x) : [TextComputation.Compute(node.Op, x)];
                for (int i = 0; i < y.Length; i++)
                {
                    values[node.Outputs[i]] = y[i];
                }
            }
        }

        HostArray[] final = last?.Run([.. lastGiven.Select(tensor => values[tensor])]) ?? [];
        for (int i = 0; i < outputs.Length; i++)
        {
            int at = lastOutputs.IndexOf(i);
            Tensor output = graph.Outputs[i];
            outputs[i] = at >= 0 ? final[at] : output.Node is ConstantNode constant ? constant.Value : values[output];
        }
    }

    public override void Dispose()
    {
        last?.Dispose();
        foreach ((Executable? engine, _, _, _) in stages)
        {
            engine?.Dispose();
        }
    }

    private static bool IsHost(OpNode node) => node.Op is HostOp || node.Inputs.Any(input => input.DType == DType.String) || node.Outputs.Any(output => output.DType == DType.String);

    private static bool IsOnHost(Tensor tensor) => tensor.DType == DType.String || (tensor.Node is OpNode node && IsHost(node));

    /// <summary>What some tensors and updates need of the engine; <paramref name="given"/> takes the tensors that it is given.</summary>
    private Executable Part(IReadOnlyList<Tensor> outputs, IReadOnlyList<(Variable Variable, Tensor Value)> updates, List<Tensor> given)
    {
        var map = new Dictionary<Tensor, Tensor>();
        var inputs = new List<Tensor>();
        var needed = new Graph(graph.Inputs, outputs, updates);
        var wanted = Needed([.. outputs, .. updates.Select(update => update.Value)]);
        foreach (Node node in needed.Nodes)
        {
            foreach (Tensor tensor in node.Outputs)
            {
                if (wanted.Contains(tensor) && (node is InputNode || IsOnHost(tensor)))
                {
                    Tensor input = new InputNode(node is InputNode same ? same.Name : $"host_{inputs.Count}", tensor.TensorType).Output;
                    map[tensor] = input;
                    given.Add(tensor);
                    inputs.Add(input);
                }
            }

            if (node is OpNode op && !IsHost(op) && op.Outputs.Any(wanted.Contains))
            {
                var copy = new OpNode(op.Op, [.. op.Inputs.Select(Mapped)], [.. op.Outputs.Select(output => output.TensorType)]);
                for (int i = 0; i < op.Outputs.Length; i++)
                {
                    map[op.Outputs[i]] = copy.Outputs[i];
                }
            }
        }

        return compile(new Graph(inputs, [.. outputs.Select(Mapped)], [.. updates.Select(update => (update.Variable, Mapped(update.Value)))]));

        Tensor Mapped(Tensor tensor) => map.GetValueOrDefault(tensor, tensor);
    }

    /// <summary>The tensors behind some, as far as the host's results.</summary>
    private static HashSet<Tensor> Needed(IEnumerable<Tensor> tensors)
    {
        var seen = new HashSet<Tensor>();
        var pending = new Stack<Tensor>(tensors);
        while (pending.TryPop(out Tensor? tensor))
        {
            if (seen.Add(tensor) && tensor.Node is OpNode node && !IsHost(node))
            {
                foreach (Tensor input in node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        return seen;
    }
}
