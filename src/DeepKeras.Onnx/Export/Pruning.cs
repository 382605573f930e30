using DeepKeras.Onnx.Messages;

namespace DeepKeras.Onnx;

/// <summary>Leaves out what nobody needs.</summary>
internal static class Pruning
{
    /// <summary>The nodes that the outputs depend on, in their order.</summary>
    public static List<NodeProto> Needed(IReadOnlyList<NodeProto> nodes, IEnumerable<string> outputs)
    {
        var needed = new HashSet<string>(outputs, StringComparer.Ordinal);
        var kept = new List<NodeProto>();
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Output.Any(needed.Contains))
            {
                kept.Add(nodes[i]);
                needed.UnionWith(Names([nodes[i]]));
            }
        }

        kept.Reverse();
        return kept;
    }

    /// <summary>Every name that nodes, and bodies within them, read or make.</summary>
    public static HashSet<string> Names(IEnumerable<NodeProto> nodes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NodeProto node in nodes)
        {
            names.UnionWith(node.Input);
            names.UnionWith(node.Output);
            foreach (GraphProto body in node.Attribute.Where(attribute => attribute.G is not null).Select(attribute => attribute.G))
            {
                names.UnionWith(Names(body.Node));
                names.UnionWith(body.Output.Select(output => output.Name));
            }
        }

        return names;
    }
}
