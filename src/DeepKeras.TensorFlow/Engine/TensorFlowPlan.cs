using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow;

/// <summary>A graph for one set of input shapes as nodes of a session, and what one run feeds and fetches.</summary>
internal sealed class TensorFlowPlan
{
    private readonly SessionState session;
    private readonly Shape[] inputShapes;
    private readonly DType[] inputTypes;
    private readonly bool[] copied;
    private readonly TensorType[] outputTypes;
    private readonly Api.Output[] inputs;
    private readonly Api.Output[] outputs;
    private readonly nint[] targets;
    private readonly SessionState.Slot[] slots;
    private readonly SessionState.Slot[] updated;
    private readonly nint[] values;
    private readonly nint[] results;

    public TensorFlowPlan(Graph graph, Shape[] inputShapes, SessionState session)
    {
        this.session = session;
        this.inputShapes = inputShapes;
        Graph lowered = Lowering.Of(graph, inputShapes);
        inputTypes = [.. lowered.Inputs.Select(input => input.DType)];
        outputTypes = [.. lowered.Outputs.Select(output => output.TensorType)];
        HashSet<Node> kept = SharedMemory.Behind(lowered.Updates.Select(update => update.Value));
        copied = [.. lowered.Inputs.Select(input => kept.Contains(input.Node))];

        GraphWriter writer = session.Writer;
        var ops = new GraphDefOps(writer, export: false);
        var made = new Dictionary<Tensor, NodeOutput>();
        var reads = new Dictionary<Variable, NodeOutput>();
        var used = new List<SessionState.Slot>();
        SessionState.Slot Use(Variable variable)
        {
            SessionState.Slot slot = session.SlotOf(variable);
            if (!used.Contains(slot))
            {
                used.Add(slot);
            }

            return slot;
        }

        foreach (Tensor input in lowered.Inputs)
        {
            made[input] = writer.Placeholder(NodeNames.Clean(((InputNode)input.Node).Name), input.TensorType);
        }

        foreach (Node node in lowered.Nodes)
        {
            switch (node)
            {
                case ConstantNode constant:
                    made[node.Output] = writer.Constant(constant.Value);
                    break;
                case VariableNode { Variable: var variable }:
                    NodeDef read = writer.Node("ReadVariableOp", $"{Use(variable).Handle.Node}/Read", [Use(variable).Handle], Attr.Type("dtype", variable.DType));
                    made[node.Output] = GraphWriter.Output(read, 0, node.Output.TensorType);
                    reads.TryAdd(variable, made[node.Output]);
                    break;
                case OpNode op:
                    var given = new NodeOutput[op.Inputs.Length];
                    for (int i = 0; i < given.Length; i++)
                    {
                        given[i] = made[op.Inputs[i]];
                    }

                    // TensorFlow's messages name the node.
                    var results = new NodeOutput[op.Outputs.Length];
                    writer.Scope = op.Op.GetType().Name;
                    op.Op.Apply(ops, given, results);
                    writer.Scope = "";
                    for (int i = 0; i < results.Length; i++)
                    {
                        made[op.Outputs[i]] = results[i];
                    }

                    break;
            }
        }

        // What is fed cannot be fetched; and what is an output must have been computed before a variable is written.
        NodeOutput[] fetched = [.. lowered.Outputs.Select(output => writer.Add("Identity", output.TensorType, [made[output]], Attr.Type("T", output.DType)))];
        var assigns = new List<string>();
        foreach ((Variable variable, Tensor value) in lowered.Updates)
        {
            NodeDef assign = writer.Node("AssignVariableOp", $"{Use(variable).Handle.Node}/Update", [Use(variable).Handle, made[value]], Attr.Type("dtype", variable.DType));
            if (reads.TryGetValue(variable, out NodeOutput? before))
            {
                assign.Input.Add($"^{before.Node}");
            }

            assigns.Add(assign.Name);
        }

        Nodes = session.Import();
        slots = [.. used];
        updated = [.. lowered.Updates.Select(update => session.SlotOf(update.Variable))];
        inputs = [.. lowered.Inputs.Select(input => session.Output(made[input]))];
        outputs = [.. fetched.Select(session.Output)];
        targets = [.. assigns.Select(session.Operation)];
        values = new nint[inputs.Length];
        this.results = new nint[outputs.Length];
    }

    /// <summary>How many nodes it added to the session's graph.</summary>
    public int Nodes { get; }

    public bool Fits(ReadOnlySpan<HostArray> arrays)
    {
        if (arrays.Length != inputShapes.Length)
        {
            return false;
        }

        for (int i = 0; i < inputShapes.Length; i++)
        {
            if (arrays[i].Type != inputTypes[i] || !arrays[i].Shape.Equals(inputShapes[i]))
            {
                return false;
            }
        }

        return true;
    }

    public void Run(ReadOnlySpan<HostArray> arrays, Span<HostArray?> made)
    {
        session.Upload(slots);
        if (outputs.Length + targets.Length > 0)
        {
            try
            {
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = copied[i] ? Tensors.Copy(arrays[i]) : Tensors.Over(arrays[i]);
                }

                results.AsSpan().Clear();

                // Also of a run that fails: some may have been written before it did.
                foreach (SessionState.Slot slot in updated)
                {
                    slot.Newer = true;
                }

                session.Run(inputs, values, outputs, results, targets);
            }
            finally
            {
                SessionState.Delete(values);
                values.AsSpan().Clear();
            }
        }

        try
        {
            for (int i = 0; i < results.Length; i++)
            {
                HostArray? there = made[i];
                made[i] = there is not null && there.Type == outputTypes[i].Type && there.Shape.Equals(outputTypes[i].Shape) ? there : new HostArray(outputTypes[i].Type, outputTypes[i].Shape);
                Tensors.CopyOut(results[i], made[i]!);
            }
        }
        finally
        {
            SessionState.Delete(results);
            results.AsSpan().Clear();
        }
    }
}
