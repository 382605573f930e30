using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow;

/// <summary>
/// A session and what lives in it: a graph that grows, and the values of the variables that its executables share. Models that share no variable
/// have sessions of their own, which go when their last executable goes.
/// </summary>
internal sealed class SessionState : IVariableResidence
{
    /// <summary>Up to this many elements a value is fetched alone; the big ones are fetched together, since weights are mostly read together.</summary>
    private const int Small = 64;

    /// <summary>So many nodes of plans that are gone are put up with before the session is made anew: TensorFlow takes no node out of a graph.</summary>
    private const int Waste = 2000;

    private readonly byte[] config;
    private readonly string device;
    private readonly Dictionary<Variable, Slot> slots = [];
    private NativeGraph graph;
    private NativeSession session;
    private int users;
    private int living;
    private int dropped;

    public SessionState(int threads, Device device)
    {
        config = Config(threads, device);
        this.device = device.IsCuda ? $"/device:GPU:{device.Index}" : "";
        (graph, session, Writer) = Begin();
    }

    private static byte[] Config(int threads, Device device)
    {
        // On the processor no graphics processor is looked at: device_count { GPU: 0 }; else its memory is taken as needed: gpu_options { allow_growth }.
        List<byte> config = device.IsCuda ? [0x32, 0x02, 0x20, 0x01] : [0x0A, 0x07, 0x0A, 0x03, (byte)'G', (byte)'P', (byte)'U', 0x10, 0x00];
        if (threads > 0)
        {
            config.Add(0x10);
            AddNumber(config, (ulong)threads);
        }

        // inter_op_parallelism_threads = -1: operations run in the calling thread; soft placement.
        config.Add(0x28);
        AddNumber(config, ulong.MaxValue);
        config.AddRange([0x38, 0x01]);

        // graph_options { rewrite_options { constant_folding: OFF, arithmetic_optimization: OFF } }: they add in another order than the graph says,
        // and multiply where it divides, and so round otherwise.
        config.AddRange([0x52, 0x06, 0x52, 0x04, 0x18, 0x02, 0x38, 0x02]);
        return [.. config];
    }

    private (NativeGraph Graph, NativeSession Session, GraphWriter Writer) Begin()
    {
        var made = new NativeGraph();
        try
        {
            return (made, new NativeSession(made, config), new GraphWriter { Device = device });
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>How many graphics processors TensorFlow can use.</summary>
    public static int CountGraphicsProcessors()
    {
        using var graph = new NativeGraph();
        using var session = new NativeSession(graph, [0x32, 0x02, 0x20, 0x01]);
        return session.DeviceTypes().Count(type => type == "GPU");
    }

    /// <summary>Whether its last user has left.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Makes nodes with names of their own.</summary>
    public GraphWriter Writer { get; private set; }

    /// <summary>Counts the sessions that this one has been: the plans of an earlier one are to be made anew.</summary>
    public int Generation { get; private set; }

    public void Join() => users++;

    /// <param name="nodes">How many nodes of this <see cref="Generation"/> only the one who leaves has run.</param>
    public void Leave(int nodes)
    {
        lock (this)
        {
            if (--users == 0)
            {
                IsClosed = true;
                try
                {
                    Fetch([.. slots.Values.Where(slot => slot.Newer)]);
                }
                finally
                {
                    foreach (Variable variable in slots.Keys)
                    {
                        if (variable.Residence == this)
                        {
                            variable.Residence = null;
                        }
                    }

                    session.Dispose();
                    graph.Dispose();
                }

                return;
            }

            living -= nodes;
            dropped += nodes;
            if (dropped > Math.Max(Waste, living))
            {
                Renew();
            }
        }
    }

    /// <summary>
    /// Begins again with an empty graph: after plans that are gone left too many nodes, or one that could not be made left some. The values of
    /// variables come along; whoever has a plan makes it anew.
    /// </summary>
    public void Renew()
    {
        Fetch([.. slots.Values.Where(slot => slot.Newer)]);
        (NativeGraph Graph, NativeSession Session, GraphWriter Writer) next = Begin();
        slots.Clear();
        session.Dispose();
        graph.Dispose();
        (graph, session, Writer) = next;
        (living, dropped) = (0, 0);
        Generation++;
    }

    /// <summary>Makes the session the variable's home, unless it has one.</summary>
    public void Adopt(Variable variable)
    {
        if (variable.Residence is null)
        {
            variable.Residence = this;
            if (slots.TryGetValue(variable, out Slot? slot))
            {
                slot.Stale = true;
            }
        }
    }

    /// <summary>Adds the writer's nodes to the graph.</summary>
    /// <returns>How many there are.</returns>
    public int Import()
    {
        int count = Writer.Nodes.Count;
        graph.Import(Writer.Nodes);
        Writer.Nodes.Clear();
        living += count;
        return count;
    }

    public Api.Output Output(NodeOutput output) => graph.Output(output);

    public nint Operation(string name) => graph.Operation(name);

    /// <summary>The variable's place here; its nodes are made at the first call, and imported with the next.</summary>
    public Slot SlotOf(Variable variable)
    {
        if (!slots.TryGetValue(variable, out Slot? slot))
        {
            NodeOutput handle = Writer.Handle(variable);
            NodeOutput value = Writer.Placeholder($"{handle.Node}/Value", new(variable.DType, variable.Shape));
            NodeDef assign = Writer.Node("AssignVariableOp", $"{handle.Node}/Assign", [handle, value], Attr.Type("dtype", variable.DType));
            NodeDef read = Writer.Node("ReadVariableOp", $"{handle.Node}/Fetch", [handle], Attr.Type("dtype", variable.DType));
            slot = new(variable, handle, value, assign.Name, GraphWriter.Output(read, 0, new(variable.DType, variable.Shape)));
            slots.Add(variable, slot);
        }

        return slot;
    }

    /// <summary>Sends the values that the host has newer.</summary>
    public void Upload(Slot[] needed)
    {
        List<Slot>? stale = null;
        foreach (Slot slot in needed)
        {
            if (slot.Variable.Residence != this)
            {
                _ = slot.Variable.Host;
                slot.Variable.Residence = this;
                slot.Stale = true;
                slot.Newer = false;
            }

            if (slot.Stale)
            {
                (stale ??= []).Add(slot);
            }
        }

        if (stale is null)
        {
            return;
        }

        nint[] values = [.. stale.Select(slot => Tensors.Copy(slot.Variable.Host))];
        try
        {
            session.Run([.. stale.Select(slot => Output(slot.Value))], values, [], [], [.. stale.Select(slot => Operation(slot.Assign))]);
        }
        finally
        {
            Delete(values);
        }

        stale.ForEach(slot => slot.Stale = false);
    }

    public void Run(ReadOnlySpan<Api.Output> inputs, ReadOnlySpan<nint> values, ReadOnlySpan<Api.Output> outputs, Span<nint> results, ReadOnlySpan<nint> targets) =>
        session.Run(inputs, values, outputs, results, targets);

    public void Download(Variable variable)
    {
        lock (this)
        {
            if (slots.TryGetValue(variable, out Slot? slot) && slot.Newer)
            {
                Fetch(variable.Shape.Elements <= Small ? [slot] : [.. slots.Values.Where(other => other.Newer && other.Variable.Shape.Elements > Small)]);
            }
        }
    }

    public void Invalidate(Variable variable)
    {
        if (slots.TryGetValue(variable, out Slot? slot))
        {
            (slot.Stale, slot.Newer) = (true, false);
        }
    }

    public static unsafe void Delete(ReadOnlySpan<nint> tensors)
    {
        foreach (nint tensor in tensors)
        {
            if (tensor != 0)
            {
                Api.DeleteTensor(tensor);
            }
        }
    }

    private void Fetch(Slot[] newer)
    {
        if (newer.Length == 0)
        {
            return;
        }

        nint[] results = new nint[newer.Length];
        session.Run([], [], [.. newer.Select(slot => Output(slot.Fetch))], results, []);
        try
        {
            for (int i = 0; i < newer.Length; i++)
            {
                // First, or the host's value would be fetched again.
                newer[i].Newer = false;
                Tensors.CopyOut(results[i], newer[i].Variable.Host);
            }
        }
        finally
        {
            Delete(results);
        }
    }

    private static void AddNumber(List<byte> bytes, ulong value)
    {
        while (value > 127)
        {
            bytes.Add((byte)(value | 128));
            value >>= 7;
        }

        bytes.Add((byte)value);
    }

    /// <summary>A variable here.</summary>
    /// <param name="Variable">The variable.</param>
    /// <param name="Handle">Its resource.</param>
    /// <param name="Value">Where a value from the host is fed.</param>
    /// <param name="Assign">The node that takes it over.</param>
    /// <param name="Fetch">Its value for the host.</param>
    internal sealed record Slot(Variable Variable, NodeOutput Handle, NodeOutput Value, string Assign, NodeOutput Fetch)
    {
        /// <summary>The host's value is newer, or the only one.</summary>
        public bool Stale { get; set; } = true;

        /// <summary>The session's value is newer.</summary>
        public bool Newer { get; set; }
    }
}
