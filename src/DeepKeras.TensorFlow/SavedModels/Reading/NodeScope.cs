using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The nodes of a graph, or of one call of a function, and what was found of them so far.</summary>
internal sealed class NodeScope
{
    private readonly Dictionary<string, NodeDef> nodes;

    public NodeScope(IReadOnlyDictionary<string, NodeDef> nodes, bool function)
    {
        this.nodes = (Dictionary<string, NodeDef>)nodes;
        IsFunction = function;
    }

    /// <summary>Whether the nodes are a function's, which names outputs rather than counting them.</summary>
    public bool IsFunction { get; }

    /// <summary>The outputs of nodes; those of arguments and fed placeholders from the start.</summary>
    public Dictionary<string, Value[]> Results { get; } = new(StringComparer.Ordinal);

    public NodeDef? Find(string name) => nodes.GetValueOrDefault(name);

    /// <summary>Nodes by name; null where two have the same.</summary>
    public static Dictionary<string, NodeDef>? ByName(IEnumerable<NodeDef> nodes)
    {
        var found = new Dictionary<string, NodeDef>(StringComparer.Ordinal);
        foreach (NodeDef node in nodes)
        {
            if (!found.TryAdd(node.Name, node))
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>The node that an input names: <c>node</c>, <c>node:1</c>, <c>^node</c>, in functions <c>node:output:0</c>.</summary>
    public static string NodeOf(string reference)
    {
        int colon = reference.IndexOf(':');
        string name = colon < 0 ? reference : reference[..colon];
        return name.StartsWith('^') ? name[1..] : name;
    }

    public static bool IsControl(string reference) => reference.StartsWith('^');

    /// <summary>The place of an input among the outputs of its node; −1 where it is no place.</summary>
    public int IndexOf(string reference)
    {
        string[] parts = reference.Split(':');
        if (parts.Length == 1)
        {
            return 0;
        }

        if (!int.TryParse(parts[^1], System.Globalization.NumberStyles.None, null, out int index))
        {
            return -1;
        }

        return parts.Length == 2 ? index
            : parts.Length == 3 && Find(parts[0]) is { } node ? OutputPlaces.First(node.Op, parts[1]) + index
            : -1;
    }
}
