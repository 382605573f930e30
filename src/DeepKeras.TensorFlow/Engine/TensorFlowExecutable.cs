namespace DeepKeras.TensorFlow;

/// <summary>A graph for TensorFlow: nodes in a session for each set of input shapes that has come so far.</summary>
internal sealed class TensorFlowExecutable : Executable
{
    private readonly Graph graph;
    private readonly SessionState session;
    private readonly List<TensorFlowPlan> plans = [];
    private int generation;
    private bool disposed;

    public TensorFlowExecutable(Graph graph, SessionState session)
    {
        this.graph = graph;
        this.session = session;
        session.Join();
    }

    public override int OutputCount => graph.Outputs.Count;

    public override void Run(ReadOnlySpan<HostArray> inputs, Span<HostArray?> outputs)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        lock (session)
        {
            Find(inputs).Run(inputs, outputs);
        }
    }

    public override void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            lock (session)
            {
                session.Leave(generation == session.Generation ? plans.Sum(plan => plan.Nodes) : 0);
                plans.Clear();
            }
        }
    }

    private TensorFlowPlan Find(ReadOnlySpan<HostArray> inputs)
    {
        if (generation != session.Generation)
        {
            plans.Clear();
            generation = session.Generation;
        }

        foreach (TensorFlowPlan plan in plans)
        {
            if (plan.Fits(inputs))
            {
                return plan;
            }
        }

        Check(inputs);
        try
        {
            var made = new TensorFlowPlan(graph, [.. inputs.ToArray().Select(input => input.Shape)], session);
            plans.Add(made);
            return made;
        }
        catch
        {
            // Half a plan must not stay: neither nodes, nor names, nor constants and variables that later plans would count on.
            session.Renew();
            throw;
        }
    }

    private void Check(ReadOnlySpan<HostArray> inputs)
    {
        if (inputs.Length != graph.Inputs.Count)
        {
            throw new ShapeException($"the graph has {graph.Inputs.Count} inputs; got {inputs.Length}.");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor input = graph.Inputs[i];
            string name = ((InputNode)input.Node).Name;
            if (inputs[i].Type != input.DType)
            {
                throw new ShapeException($"input \"{name}\": expected {input.DType.KerasName()}, got {inputs[i].Type.KerasName()}.");
            }

            if (!inputs[i].Shape.IsCompatibleWith(input.Shape))
            {
                throw new ShapeException($"input \"{name}\": expected shape {input.Shape}, got {inputs[i].Shape}.");
            }
        }
    }
}
