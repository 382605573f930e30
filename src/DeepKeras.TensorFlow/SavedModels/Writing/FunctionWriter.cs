using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>An endpoint as functions: one with the layers' operations, and ones that call it with their arguments in the order that a caller has them.</summary>
internal sealed class FunctionWriter
{
    private readonly Endpoint endpoint;
    private readonly Variable[] variables;
    private readonly ExportedTable[] tables;
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly string[] resources;

    public FunctionWriter(Endpoint endpoint, Variable[] variables, ExportedTable[] tables)
    {
        this.endpoint = endpoint;
        this.variables = variables;
        this.tables = tables;
        var used = new HashSet<string>(StringComparer.Ordinal);
        inputs = [.. endpoint.Inputs.Select(name => Argument(name, used))];
        resources = [.. variables.Select(variable => Argument($"{variable.Path}_resource", used)), .. tables.Select(table => Argument($"{table.Name}_handle", used))];
        outputs = [.. endpoint.Outputs.Select(name => Argument($"out_{name}", used))];
    }

    private string BodyName => $"__inference_body_{endpoint.Name}";

    /// <summary>The function with the layers' operations; those that its loops call are added to the functions.</summary>
    public FunctionDef Body(List<FunctionDef> functions)
    {
        var writer = new GraphWriter(function: true);
        int[] order = [.. Enumerable.Range(0, inputs.Length)];
        FunctionDef function = Declared(BodyName, order, [.. Enumerable.Range(0, outputs.Length)]);
        for (int i = 0; i < variables.Length; i++)
        {
            writer.Unique(resources[i]);
            writer.Bind(variables[i], NodeOutput.Argument(resources[i], new(variables[i].DType, variables[i].Shape)));
        }

        for (int i = 0; i < tables.Length; i++)
        {
            string argument = resources[variables.Length + i];
            writer.Unique(argument);
            writer.Bind(tables[i].Contents.Table, NodeOutput.Argument(argument, new(tables[i].Contents.Table.ValueType, Shape.Scalar)));
        }

        foreach (string input in inputs)
        {
            writer.Unique(input);
        }

        (NodeOutput[] results, string[] effects) = GraphEmitter.Emit(endpoint, writer, [.. inputs.Select((name, i) => NodeOutput.Argument(name, endpoint.Graph.Inputs[i].TensorType))], functions);
        function.NodeDef.AddRange(writer.Nodes);
        for (int i = 0; i < outputs.Length; i++)
        {
            function.Ret[outputs[i]] = writer.Reference(results[i]);
        }

        foreach (string effect in effects)
        {
            function.Signature.ControlOutput.Add(effect);
            function.ControlRet[effect] = effect;
        }

        return function;
    }

    /// <summary>A function that calls the body; tensors by name stand in the order of the names.</summary>
    public FunctionDef Wrapper(string name, bool byName)
    {
        int[] order = Order(endpoint.Inputs, byName || endpoint.InputsByName), outputOrder = Order(endpoint.Outputs, byName || endpoint.OutputsByName);
        FunctionDef function = Declared(name, order, outputOrder);
        var call = new NodeDef { Name = "call", Op = "StatefulPartitionedCall" };
        call.Input.AddRange([.. inputs, .. resources]);
        call.Attr.Add("Tin", Attr.Types("", [.. endpoint.Inputs.Select((_, i) => Type(endpoint.Graph.Inputs[i])), .. resources.Select(_ => DataType.DtResource)]).Value);
        call.Attr.Add("Tout", Attr.Types("", endpoint.Graph.Outputs.Select(Type)).Value);
        call.Attr.Add("f", Attr.Function("", BodyName).Value);
        function.NodeDef.Add(call);
        for (int i = 0; i < outputs.Length; i++)
        {
            function.Ret[outputs[i]] = $"call:output:{i}";
        }

        return function;
    }

    /// <summary>TensorFlow's order: lists as given, dictionaries by key.</summary>
    public static int[] Order(string[] names, bool byName) =>
        byName ? [.. Enumerable.Range(0, names.Length).OrderBy(i => names[i], StringComparer.Ordinal)] : [.. Enumerable.Range(0, names.Length)];

    private FunctionDef Declared(string name, int[] inputOrder, int[] outputOrder)
    {
        var function = new FunctionDef { Signature = new() { Name = name, IsStateful = true } };
        var shapes = new AttrValue { List = new() };
        foreach (int i in inputOrder)
        {
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = inputs[i], Type = Type(endpoint.Graph.Inputs[i]) });
            shapes.List.Shape.Add(endpoint.Graph.Inputs[i].Shape.ToProto());
        }

        foreach (string resource in resources)
        {
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = resource, Type = DataType.DtResource });
            shapes.List.Shape.Add(new TensorShapeProto());
        }

        foreach (int i in outputOrder)
        {
            function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = outputs[i], Type = Type(endpoint.Graph.Outputs[i]) });
        }

        function.Attr.Add("_input_shapes", shapes);
        return function;
    }

    private static DataType Type(Tensor tensor) => tensor.DType.ToTensorFlow();

    private static string Argument(string name, HashSet<string> used)
    {
        string clean = new([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        clean = clean.Length > 0 && char.IsAsciiLetter(clean[0]) ? clean : $"a{clean}";
        string unique = clean;
        for (int i = 1; !used.Add(unique); i++)
        {
            unique = $"{clean}_{i}";
        }

        return unique;
    }
}
