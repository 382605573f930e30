using DeepKeras.Operations;

namespace DeepKeras.Callbacks;

/// <summary>A graph as TensorBoard draws it: a <c>GraphDef</c> whose nodes stand under their layers' paths, with their shapes.</summary>
internal static class GraphMessage
{
    public static ProtoMessage Of(Graph graph)
    {
        var message = new ProtoMessage();
        var names = new Dictionary<Node, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in graph.Nodes)
        {
            names[node] = Unique(Name(node), taken);
            message.Message(1, NodeOf(node, names));
        }

        // The version of GraphDefs since TensorFlow 2.
        return message.Message(4, new ProtoMessage().Integer(1, 1882));
    }

    private static ProtoMessage NodeOf(Node node, Dictionary<Node, string> names)
    {
        var made = new ProtoMessage().Text(1, names[node]);
        made.Text(2, node switch { InputNode => "Placeholder", VariableNode => "VarHandleOp", ConstantNode => "Const", OpNode op => Kind(op.Op), _ => node.GetType().Name });
        foreach (Tensor input in (node as OpNode)?.Inputs ?? [])
        {
            made.Text(3, input.Index == 0 ? names[input.Node] : $"{names[input.Node]}:{input.Index}");
        }

        var shapes = new ProtoMessage();
        foreach (Tensor output in node.Outputs)
        {
            var shape = new ProtoMessage();
            foreach (int size in output.Shape)
            {
                shape.Message(2, new ProtoMessage().Integer(1, size));
            }

            shapes.Message(7, shape);
        }

        return made.Message(5, new ProtoMessage().Text(1, "_output_shapes").Message(2, new ProtoMessage().Message(1, shapes)));
    }

    private static string Name(Node node) => node switch
    {
        InputNode input => input.Name,
        VariableNode variable => variable.Variable.Path,
        _ => (node.Place is null ? "" : $"{node.Place}/") + (node is OpNode op ? Kind(op.Op) : "Const"),
    };

    private static string Kind(Op op) => op switch
    {
        Unary unary => unary.Kind.ToString(),
        Binary binary => binary.Kind.ToString(),
        Compare compare => compare.Kind.ToString(),
        _ => op.GetType().Name,
    };

    private static string Unique(string name, HashSet<string> taken)
    {
        // TensorFlow's names are of letters, digits and a few signs.
        string clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '\\' or '>' ? c : '_'));
        string unique = clean;
        for (int i = 1; !taken.Add(unique); i++)
        {
            unique = $"{clean}_{i}";
        }

        return unique;
    }
}
