namespace DeepKeras.Operations;

/// <summary>
/// One step of a <see cref="Scan"/> or a <see cref="While"/>, as a graph without variables: inputs are the states, one step of each sequence, and what every step
/// sees alike; outputs are the new states and what the step gives. A value of its own: nothing in it belongs to the graph around the loop.
/// </summary>
internal sealed class ScanBody
{
    /// <summary>A step.</summary>
    /// <param name="graph">Inputs: states, steps, captures; outputs: new states, results. Constants stand inside; variables do not.</param>
    /// <param name="stateCount">How many states there are.</param>
    /// <param name="sequenceCount">How many sequences are read: 1 or more of a scan, none of a while.</param>
    public ScanBody(Graph graph, int stateCount, int sequenceCount)
    {
        if (graph.Updates.Count > 0 || graph.Nodes.Any(node => node is VariableNode or OpNode { Op: Gradients }))
        {
            throw new InvalidOperationException("the body of a loop reads no variable, changes none, and takes no gradients; variables are operands of the loop.");
        }

        Graph = graph;
        StateCount = stateCount;
        SequenceCount = sequenceCount;
    }

    public Graph Graph { get; }

    public int StateCount { get; }

    public int SequenceCount { get; }

    /// <summary>How many operands every step sees alike.</summary>
    public int CaptureCount => Graph.Inputs.Count - StateCount - SequenceCount;

    /// <summary>How many results each step gives besides the new states.</summary>
    public int ResultCount => Graph.Outputs.Count - StateCount;

    /// <summary>Does one step with an interpreter.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="inputs">States, steps, captures.</param>
    /// <param name="outputs">Takes the new states and the results.</param>
    /// <param name="constant">What a constant is there.</param>
    /// <param name="before">Called before each operation, for interpreters that want to know its types or name its nodes; may be null.</param>
    public void Run<T>(IOps<T> ops, ReadOnlySpan<T> inputs, Span<T> outputs, Func<HostArray, T> constant, Action<OpNode>? before = null)
    {
        var values = new Dictionary<Tensor, T>();
        for (int i = 0; i < inputs.Length; i++)
        {
            values[Graph.Inputs[i]] = inputs[i];
        }

        foreach (Node node in Graph.Nodes)
        {
            if (node is ConstantNode fixedValue)
            {
                values[node.Output] = constant(fixedValue.Value);
            }
            else if (node is OpNode op)
            {
                before?.Invoke(op);
                T[] x = [.. op.Inputs.Select(input => values[input])];
                var y = new T[op.Op.OutputCount];
                op.Op.Apply(ops, x, y);
                for (int i = 0; i < y.Length; i++)
                {
                    values[op.Outputs[i]] = y[i];
                }
            }
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = values[Graph.Outputs[i]];
        }
    }
}
