using DeepKeras.Onnx.Messages;

namespace DeepKeras.Onnx;

/// <summary>Gives the results of a graph the names that it promises.</summary>
internal static class OutputNames
{
    /// <summary>Renames what a node makes; inputs, arrays, and what is given out twice, are passed through a node of their own.</summary>
    public static void Give(OnnxGraphBuilder builder, IReadOnlyList<string> made, IReadOnlyList<string> wanted)
    {
        var produced = new HashSet<string>(builder.Nodes.SelectMany(node => node.Output), StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var passed = new List<NodeProto>();
        for (int i = 0; i < made.Count; i++)
        {
            if (!produced.Contains(made[i]) || !renamed.TryAdd(made[i], wanted[i]))
            {
                var node = new NodeProto { OpType = "Identity", Name = builder.Unique("identity") };
                node.Input.Add(made[i]);
                node.Output.Add(wanted[i]);
                passed.Add(node);
            }
        }

        builder.Nodes.AddRange(passed);
        Rename(builder.Nodes, renamed);
    }

    private static void Rename(IEnumerable<NodeProto> nodes, Dictionary<string, string> renamed)
    {
        foreach (NodeProto node in nodes)
        {
            Rename(node.Input, renamed);
            Rename(node.Output, renamed);
            foreach (AttributeProto attribute in node.Attribute)
            {
                if (attribute.G is { } body)
                {
                    Rename(body.Node, renamed);
                    foreach (ValueInfoProto output in body.Output)
                    {
                        output.Name = renamed.GetValueOrDefault(output.Name, output.Name);
                    }
                }
            }
        }
    }

    private static void Rename(IList<string> names, Dictionary<string, string> renamed)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = renamed.GetValueOrDefault(names[i], names[i]);
        }
    }
}
