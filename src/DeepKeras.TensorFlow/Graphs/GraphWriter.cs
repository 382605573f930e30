using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>
/// Nodes in the making, of a graph or of a function's body: unique names, constants that are written once, inputs in the form that the place
/// wants. The same calls give the same names.
/// </summary>
/// <param name="function">Whether the nodes are a function's.</param>
internal sealed class GraphWriter(bool function = false)
{
    private readonly HashSet<string> names = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<ConstantKey, NodeOutput> constants = [];
    private readonly Dictionary<Variable, NodeOutput> reads = [];
    private readonly Dictionary<Variable, NodeOutput> handles = [];
    private readonly Dictionary<LookupTable, NodeOutput> tables = new(TableContents.SamePairs.Instance);

    /// <summary>The nodes so far, operands before results.</summary>
    public List<NodeDef> Nodes { get; } = [];

    /// <summary>Stands in front of the names of nodes that are made from here on, such as <c>dense_1</c>; empty: nothing.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Where nodes are placed, such as <c>/device:GPU:0</c>; empty: where TensorFlow likes.</summary>
    public string Device { get; set; } = "";

    /// <summary>The variables that were read, in the order of their first reading.</summary>
    public IEnumerable<Variable> Variables => reads.Keys;

    /// <summary>A name that no other node has.</summary>
    public string Unique(string name)
    {
        if (names.Add(name))
        {
            return name;
        }

        int count = counts.GetValueOrDefault(name);
        string next;
        do
        {
            next = $"{name}_{++count}";
        }
        while (!names.Add(next));
        counts[name] = count;
        return next;
    }

    /// <summary>A node with one output, named after the scope and the operation.</summary>
    public NodeOutput Add(string op, TensorType type, ReadOnlySpan<NodeOutput> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes) =>
        Output(Node(op, Scoped(op), inputs, attributes), 0, type);

    /// <summary>A node with several outputs.</summary>
    public NodeOutput[] AddAll(string op, TensorType[] types, ReadOnlySpan<NodeOutput> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes)
    {
        NodeDef node = Node(op, Scoped(op), inputs, attributes);
        return [.. types.Select((type, i) => Output(node, i, type))];
    }

    /// <summary>A node whose name is wanted; it is changed where it is taken.</summary>
    public NodeDef Node(string op, string name, ReadOnlySpan<NodeOutput> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes)
    {
        var node = new NodeDef { Name = Unique(name), Op = op, Device = Device };
        foreach (NodeOutput input in inputs)
        {
            node.Input.Add(Reference(input));
        }

        foreach ((string key, AttrValue value) in attributes)
        {
            node.Attr.Add(key, value);
        }

        Nodes.Add(node);
        return node;
    }

    /// <summary>An output of a node.</summary>
    public static NodeOutput Output(NodeDef node, int index, TensorType type)
    {
        (string port, int portIndex) = Ports.Of(node.Op, index);
        return new(node.Name, port, portIndex, index, type);
    }

    /// <summary>The tensor as an input of a node here.</summary>
    public string Reference(NodeOutput output) => function ? output.InFunction : output.InGraph;

    /// <summary>A value that is fed.</summary>
    public NodeOutput Placeholder(string name, TensorType type) =>
        Output(Node("Placeholder", name, [], Attr.Type("dtype", type.Type), Attr.Shape("shape", type.Shape)), 0, type);

    /// <summary>A constant; small equal ones are one node.</summary>
    public NodeOutput Constant(HostArray value)
    {
        if (value.Elements > 64 || value.Type == DType.String)
        {
            return Fresh(value, Scoped("Const"));
        }

        var key = new ConstantKey(value.Type, value.Shape, Convert.ToHexString(value.Bytes));
        if (!constants.TryGetValue(key, out NodeOutput? constant))
        {
            constant = Fresh(value, "Const");
            constants.Add(key, constant);
        }

        return constant;
    }

    /// <summary>A vector of integers.</summary>
    public NodeOutput Ints(params ReadOnlySpan<int> values) => Constant(HostArray.Of(values, [values.Length]));

    /// <summary>An integer.</summary>
    public NodeOutput Int(int value) => Constant(HostArray.Scalar(value));

    /// <summary>A number of a given dtype.</summary>
    public NodeOutput Number(DType type, double value) => Constant(HostArray.Scalar(type, value));

    /// <summary>Says which tensor a variable's handle is, where it is not made here: an argument of a function.</summary>
    public void Bind(Variable variable, NodeOutput handle) => handles[variable] = handle;

    /// <summary>The resource of a variable, made at its first use; its name and its shared name are the variable's path, cleaned.</summary>
    public NodeOutput Handle(Variable variable)
    {
        if (!handles.TryGetValue(variable, out NodeOutput? handle))
        {
            string name = Unique(NodeNames.Clean(variable.Path));
            names.Remove(name);
            NodeDef node = Node("VarHandleOp", name, [], Attr.Type("dtype", variable.DType), Attr.Shape("shape", variable.Shape), Attr.Text("shared_name", name));
            handle = Output(node, 0, new(variable.DType, variable.Shape));
            handles.Add(variable, handle);
        }

        return handle;
    }

    /// <summary>The variable's value, read once.</summary>
    public NodeOutput Read(Variable variable)
    {
        if (!reads.TryGetValue(variable, out NodeOutput? value))
        {
            NodeOutput handle = Handle(variable);
            NodeDef node = Node("ReadVariableOp", $"{handle.Node}/Read", [handle], Attr.Type("dtype", variable.DType));
            value = Output(node, 0, new(variable.DType, variable.Shape));
            reads.Add(variable, value);
        }

        return value;
    }

    /// <summary>Says which tensor a table's handle is.</summary>
    public void Bind(LookupTable table, NodeOutput handle) => tables[table] = handle;

    /// <summary>The resource of a table, which was bound.</summary>
    public NodeOutput Handle(LookupTable table) =>
        tables.GetValueOrDefault(table) ?? throw new NotSupportedException($"{table.Place}: a look-up within a loop cannot be written.");

    private NodeOutput Fresh(HostArray value, string name) =>
        Output(Node("Const", name, [], Attr.Type("dtype", value.Type), Attr.Tensor("value", value)), 0, new(value.Type, value.Shape));

    private string Scoped(string op) => Scope.Length == 0 ? op : $"{Scope}/{op}";

    private readonly record struct ConstantKey(DType Type, Shape Shape, string Bytes);
}
