using DeepKeras.Operations;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// Translates the nodes of a TensorFlow graph into a graph of our own, on demand and without recursion over nodes. The shapes of what is fed
/// are known, so the arithmetic of shapes is done here and loops over steps become their steps.
/// </summary>
internal sealed class GraphInterpreter(string file, GraphDef graph, IReadOnlyDictionary<string, Variable> variables, ModelTables tables)
{
    private const int MostCalls = 64;

    /// <summary>Far above what models need, so that a damaged file's loop ends.</summary>
    private const int MostNodes = 2_000_000;

    private readonly Dictionary<string, FunctionDef> functions = FunctionsOf(file, graph);
    private readonly Dictionary<string, Dictionary<string, NodeDef>> bodies = new(StringComparer.Ordinal);
    private int calls;
    private int count;

    /// <summary>Which key of the checkpoint the restore operation put into each variable.</summary>
    public Dictionary<string, string> Restored { get; } = new(StringComparer.Ordinal);

    public KnownValues Known { get; } = new();

    /// <summary>The model's folder.</summary>
    public string Folder => Path.GetDirectoryName(file) ?? "";

    /// <summary>The model's look-up tables.</summary>
    public ModelTables Tables => tables;

    /// <summary>The graph's own nodes, none of them found yet.</summary>
    public NodeScope Main() => new(NodeScope.ByName(graph.Node) ?? throw Wrong("graph", "nodes with names of their own", "two of one name"), function: false);

    public bool HasFunction(string name) => functions.ContainsKey(name);

    /// <summary>The variable of a handle.</summary>
    public Variable? Variable(string name) => variables.GetValueOrDefault(name);

    /// <summary>What an input such as <c>dense/BiasAdd:0</c> stands for; null for a control input.</summary>
    public Value? Evaluate(NodeScope scope, string reference)
    {
        string wanted = NodeScope.NodeOf(reference);
        var pending = new Stack<string>([wanted]);
        var open = new HashSet<string>(StringComparer.Ordinal);
        while (pending.TryPeek(out string? name))
        {
            if (scope.Results.ContainsKey(name))
            {
                pending.Pop();
                continue;
            }

            NodeDef node = scope.Find(name) ?? throw Wrong($"node {name}", "a node of that name, which another one reads", "none");
            bool first = open.Add(name), ready = true;
            foreach (string input in node.Input)
            {
                string source = NodeScope.NodeOf(input);
                if (!scope.Results.ContainsKey(source))
                {
                    if (!first || open.Contains(source))
                    {
                        throw Wrong($"node {source}", "a graph without circles", "a node that needs its own result");
                    }

                    pending.Push(source);
                    ready = false;
                }
            }

            if (ready)
            {
                pending.Pop();
                scope.Results[name] = Compute(scope, node);
            }
        }

        return NodeScope.IsControl(reference) ? null : Output(scope, reference);
    }

    /// <summary>Calls a function.</summary>
    /// <exception cref="ModelFileException">There is no such function, or it takes other arguments.</exception>
    public Value[] Call(string name, IReadOnlyList<Value> arguments)
    {
        FunctionDef function = functions.GetValueOrDefault(name) ?? throw Wrong($"function {name}", "a function of that name, which a node calls", "none");
        if (function.Signature.InputArg.Count != arguments.Count)
        {
            throw Wrong($"function {name}", $"{function.Signature.InputArg.Count} arguments", $"{arguments.Count}");
        }

        if (++calls > MostCalls)
        {
            throw Wrong($"function {name}", $"calls at most {MostCalls} deep", "deeper ones");
        }

        if (!bodies.TryGetValue(name, out Dictionary<string, NodeDef>? nodes))
        {
            nodes = NodeScope.ByName(function.NodeDef) ?? throw Wrong($"function {name}", "nodes with names of their own", "two of one name");
            bodies.Add(name, nodes);
        }

        var scope = new NodeScope(nodes, function: true);
        for (int i = 0; i < arguments.Count; i++)
        {
            scope.Results[function.Signature.InputArg[i].Name] = [arguments[i]];
        }

        var results = new Value[function.Signature.OutputArg.Count];
        for (int i = 0; i < results.Length; i++)
        {
            string output = function.Signature.OutputArg[i].Name;
            string reference = function.Ret.TryGetValue(output, out string? found) && !NodeScope.IsControl(found) ? found
                : throw Wrong($"function {name}", $"what it returns as {output}", "nothing");
            results[i] = Evaluate(scope, reference)!;
        }

        foreach (string effect in function.ControlRet.Values)
        {
            Evaluate(scope, "^" + effect);
        }

        calls--;
        return Conditioned(results, [.. function.ControlRet.Values.SelectMany(effect => scope.Results[effect]).OfType<Value.Condition>()]);
    }

    public ModelFileException Wrong(string? entry, string expected, string actual, Exception? inner = null) => new(file, entry, expected, actual, inner);

    private Value Output(NodeScope scope, string reference)
    {
        Value[] outputs = scope.Results[NodeScope.NodeOf(reference)];
        int index = scope.IndexOf(reference);
        return index >= 0 && index < outputs.Length ? outputs[index]
            : throw Wrong($"node {NodeScope.NodeOf(reference)}", $"an output {reference}", $"{outputs.Length} outputs");
    }

    private Value[] Compute(NodeScope scope, NodeDef node)
    {
        if (++count > MostNodes)
        {
            throw Wrong(Place(node), $"at most {MostNodes} nodes, with every step of every loop", "more");
        }

        Value[] inputs = [.. node.Input.Where(input => !NodeScope.IsControl(input)).Select(input => Output(scope, input))];
        var call = new NodeCall(this, node, inputs);
        if (HasFunction(node.Op))
        {
            return Call(node.Op, inputs);
        }

        Func<NodeCall, Value[]> translation = OperationTable.Find(node.Op)
            ?? throw Wrong(Place(node), "an operation that is known here", $"\"{node.Op}\"");
        try
        {
            Value[] results = translation(call);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = results[i] is Value.Numbers numbers ? new Value.Numbers(ConstantFolding.Fold(numbers.Tensor)) : results[i];
            }

            Value.Condition[] conditions = [.. node.Input.Where(NodeScope.IsControl).SelectMany(input => scope.Results[NodeScope.NodeOf(input)]).OfType<Value.Condition>()];
            return node.Op == "NoOp" ? [.. conditions] : Conditioned(results, conditions);
        }
        catch (Exception error) when (error is not UnmetRequirementException and (ShapeException or ArgumentException or OverflowException or IndexOutOfRangeException or InvalidOperationException or NotSupportedException or DivideByZeroException))
        {
            throw Wrong(Place(node), "operands and attributes that fit together", error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>Results that are there only where conditions hold.</summary>
    private static Value[] Conditioned(Value[] results, Value.Condition[] conditions)
    {
        foreach (Value.Condition condition in conditions)
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = results[i] is Value.Numbers numbers ? new Value.Numbers(Ops.Emit(new Required(condition.Message), condition.Holds, numbers.Tensor)) : results[i];
            }
        }

        return results;
    }

    public static string Place(NodeDef node) => $"node {node.Name} ({node.Op})";

    private static Dictionary<string, FunctionDef> FunctionsOf(string file, GraphDef graph)
    {
        var found = new Dictionary<string, FunctionDef>(StringComparer.Ordinal);
        foreach (FunctionDef function in graph.Library?.Function ?? [])
        {
            if (function.Signature is null || !found.TryAdd(function.Signature.Name, function))
            {
                throw new ModelFileException(file, $"function {function.Signature?.Name}", "functions with names of their own", function.Signature is null ? "one without" : "two of one name");
            }
        }

        return found;
    }
}
