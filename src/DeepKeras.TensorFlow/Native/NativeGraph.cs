using System.Text;
using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;
using Microsoft.Win32.SafeHandles;

namespace DeepKeras.TensorFlow.Native;

/// <summary>A graph in libtensorflow's memory; nodes can be added, never taken away.</summary>
internal sealed unsafe class NativeGraph : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly Status status = new();

    public NativeGraph()
        : base(ownsHandle: true) => SetHandle(Api.NewGraph());

    public nint Handle => handle;

    /// <summary>Adds nodes, whose inputs may be nodes that are there.</summary>
    /// <exception cref="EngineException">A node is wrong; the message names it.</exception>
    public void Import(IEnumerable<NodeDef> nodes)
    {
        var graph = new GraphDef { Versions = new VersionDef { Producer = 1882, MinConsumer = 12 } };
        graph.Node.AddRange(nodes);
        Import(graph);
    }

    /// <summary>Adds the nodes and functions of a graph.</summary>
    /// <exception cref="EngineException">A node is wrong; the message names it.</exception>
    public void Import(GraphDef graph)
    {
        byte[] bytes = graph.ToByteArray();
        nint options = Api.NewImportOptions();
        try
        {
            MapInputs(graph, options);
            nint buffer;
            fixed (byte* start = bytes)
            {
                buffer = Api.NewBuffer(start, (nuint)bytes.Length);
            }

            Api.ImportGraphDef(handle, buffer, options, status.Handle);
            Api.DeleteBuffer(buffer);
        }
        finally
        {
            Api.DeleteImportOptions(options);
        }

        status.Check("adding nodes");
    }

    /// <summary>The operation of a name.</summary>
    /// <exception cref="EngineException">There is none.</exception>
    public nint Operation(string name)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
        {
            nint operation = Api.OperationByName(handle, text);
            return operation != 0 ? operation : throw new EngineException($"TensorFlow: the graph has no node \"{name}\".");
        }
    }

    /// <summary>A tensor of the graph.</summary>
    public Api.Output Output(NodeOutput output) => new() { Operation = Operation(output.Node), Index = output.Index };

    /// <summary>What the new nodes read of the nodes that are there must be said; their names alone mean new nodes.</summary>
    private void MapInputs(GraphDef graph, nint options)
    {
        HashSet<string> own = [.. graph.Node.Select(node => node.Name)];
        foreach (string input in graph.Node.SelectMany(node => node.Input).Where(input => !input.StartsWith('^')).Distinct())
        {
            int colon = input.LastIndexOf(':');
            string name = colon < 0 ? input : input[..colon];
            if (own.Contains(name))
            {
                continue;
            }

            int index = colon < 0 ? 0 : int.Parse(input.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
            fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
            {
                nint operation = Api.OperationByName(handle, text);
                if (operation != 0)
                {
                    Api.AddInputMapping(options, text, index, new() { Operation = operation, Index = index });
                }
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        Api.DeleteGraph(handle);
        return true;
    }
}
