using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The objects that Python sees: lists of variables, functions to call, signatures. The checkpoint has the same, node for node.</summary>
internal sealed class ObjectGraphWriter
{
    private const int Signatures = 4;
    private const int FirstVariable = 5;
    private readonly SavedObjectGraph graph = new();
    private readonly Variable[] variables;
    private readonly string[] names;
    private readonly int tables;

    public ObjectGraphWriter(Variable[] variables, string[] names, HashSet<Variable> trainable, int tables)
    {
        this.tables = tables;
        this.variables = variables;
        this.names = names;
        Add(new() { UserObject = User("_generic_user_object") });
        int[] all = [.. Enumerable.Range(0, variables.Length)];
        foreach ((string list, IEnumerable<int> members) in ((string, IEnumerable<int>)[])
            [("variables", all), ("trainable_variables", all.Where(i => trainable.Contains(variables[i]))), ("non_trainable_variables", all.Where(i => !trainable.Contains(variables[i])))])
        {
            var node = new SavedObject { UserObject = User("trackable_list_wrapper") };
            foreach (int i in members)
            {
                Child(node, $"{node.Children.Count}", FirstVariable + i);
            }

            Child(Root, list, Add(node));
        }

        Child(Root, "signatures", Add(new() { UserObject = User("signature_map") }));
        for (int i = 0; i < variables.Length; i++)
        {
            Add(new() { Variable = new() { Dtype = variables[i].DType.ToTensorFlow(), Shape = variables[i].Shape.ToProto(), Trainable = trainable.Contains(variables[i]), Name = names[i] } });
        }

        for (int i = 0; i < tables; i++)
        {
            Add(new() { Resource = new() });
        }
    }

    private int FirstTable => FirstVariable + variables.Length;

    private SavedObject Root => graph.Nodes[0];

    /// <summary>An endpoint that takes one argument: a tensor, a list or a dictionary.</summary>
    public void AddFunction(Endpoint endpoint, string name, string function)
    {
        StructuredValue x = Structure(endpoint.Inputs, endpoint.Graph.Inputs, endpoint.InputsByName), y = Structure(endpoint.Outputs, endpoint.Graph.Outputs, endpoint.OutputsByName);
        int[] order = FunctionWriter.Order(endpoint.Inputs, endpoint.InputsByName);
        int bare = Add(Bare(function, [.. order.Select(i => endpoint.Inputs[i])], ["inputs"], []));
        var node = new SavedObject
        {
            Function = new() { ConcreteFunctions = { function }, FunctionSpec = new() { Fullargspec = ArgumentSpec(["inputs"], []), InputSignature = Tuple(x) } },
        };
        Child(node, "trace_0", bare);
        node.Dependencies.Add(new ObjectReference { NodeId = bare, LocalName = "trace_0" });
        int at = Add(node);
        Child(Root, name, at);
        if (name == SavedModelExporter.Serve)
        {
            Child(Root, "__call__", at);
        }

        Concrete(function, Tuple(Tuple(x), Dictionary([])), y);
    }

    public void AddSignature(Endpoint endpoint, string name, string function)
    {
        int[] order = FunctionWriter.Order(endpoint.Inputs, byName: true);
        string[] inputs = [.. order.Select(i => endpoint.Inputs[i])];
        Child(graph.Nodes[Signatures], name, Add(Bare(function, inputs, [], inputs)));
        Concrete(
            function,
            Tuple(Tuple(), Dictionary(endpoint.Inputs.Select((input, i) => (input, Spec(input, endpoint.Graph.Inputs[i]))))),
            Dictionary(endpoint.Outputs.Select((output, i) => (output, Spec(output, endpoint.Graph.Outputs[i])))));
    }

    /// <summary>What makes, fills and ends a table, as functions of the library without arguments; the one that fills it is given the table, and its file first where there is one.</summary>
    public void AddTable(int table, string create, string initialize, string destroy, int? asset)
    {
        SavedObject resource = graph.Nodes[FirstTable + table];
        int[] given = asset is int file ? [Add(new() { Asset = new() { AssetFileDefIndex = file } })] : [];
        foreach ((string name, string function, DataType type, int[] bound) in ((string, string, DataType, int[])[])
            [("_create_resource", create, DataType.DtResource, []), ("_initialize", initialize, DataType.DtInt32, [.. given, FirstTable + table]), ("_destroy_resource", destroy, DataType.DtInt32, [])])
        {
            var spec = new StructuredValue { TensorSpecValue = new() { Shape = new(), Dtype = type } };
            var concrete = new SavedConcreteFunction { CanonicalizedInputSignature = Tuple(Tuple(), Dictionary([])), OutputSignature = spec };
            concrete.BoundInputs.AddRange(bound);
            graph.ConcreteFunctions.Add(function, concrete);
            Child(resource, name, Add(new() { Function = new() { ConcreteFunctions = { function }, FunctionSpec = new() { Fullargspec = ArgumentSpec([], []), InputSignature = Tuple() } } }));
        }

        // TensorFlow's object of a table knows its file by this name.
        foreach (int node in given)
        {
            Child(resource, "_filename", node);
        }
    }

    public (SavedObjectGraph Objects, TrackableObjectGraph Checkpoint) Write()
    {
        var checkpoint = new TrackableObjectGraph();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = new TrackableObjectGraph.Types.TrackableObject { Children = { graph.Nodes[i].Children } };
            int variable = i - FirstVariable;
            if (variable >= 0 && variable < variables.Length)
            {
                node.Attributes.Add(new TrackableObjectGraph.Types.TrackableObject.Types.SerializedTensor { Name = "VARIABLE_VALUE", FullName = names[variable], CheckpointKey = MetaGraphWriter.Key(variable) });
                node.HasCheckpointValues = new() { Value = true };
            }

            checkpoint.Nodes.Add(node);
        }

        return (graph, checkpoint);
    }

    private int Add(SavedObject node)
    {
        graph.Nodes.Add(node);
        return graph.Nodes.Count - 1;
    }

    private void Concrete(string name, StructuredValue arguments, StructuredValue results)
    {
        var function = new SavedConcreteFunction { CanonicalizedInputSignature = arguments, OutputSignature = results };
        function.BoundInputs.AddRange(Enumerable.Range(FirstVariable, variables.Length + tables));
        graph.ConcreteFunctions.Add(name, function);
    }

    private static void Child(SavedObject parent, string name, int id) => parent.Children.Add(new ObjectReference { NodeId = id, LocalName = name });

    private static SavedUserObject User(string identifier) => new() { Identifier = identifier, Version = new() { Producer = 1, MinConsumer = 1 } };

    private static SavedObject Bare(string function, string[] keywords, string[] args, string[] keywordOnly)
    {
        var node = new SavedObject
        {
            BareConcreteFunction = new()
            {
                ConcreteFunctionName = function,
                AllowedPositionalArguments = keywords.Length,
                FunctionSpec = new() { Fullargspec = ArgumentSpec(args, keywordOnly), InputSignature = None() },
            },
        };
        node.BareConcreteFunction.ArgumentKeywords.AddRange(keywords);
        return node;
    }

    private static StructuredValue ArgumentSpec(string[] args, string[] keywordOnly)
    {
        var spec = new NamedTupleValue { Name = "FullArgSpec" };
        foreach ((string key, StructuredValue value) in ((string, StructuredValue)[])
            [
                ("args", Texts(args)), ("varargs", None()), ("varkw", None()), ("defaults", None()), ("kwonlyargs", Texts(keywordOnly)), ("kwonlydefaults", None()),
                ("annotations", Dictionary([])),
            ])
        {
            spec.Values.Add(new PairValue { Key = key, Value = value });
        }

        return new() { NamedTupleValue = spec };
    }

    /// <summary>One tensor as it is, several as a list or by name.</summary>
    private static StructuredValue Structure(string[] names, IReadOnlyList<Tensor> tensors, bool byName)
    {
        (string Name, StructuredValue Spec)[] specs = [.. names.Select((name, i) => (name, Spec(name, tensors[i])))];
        return byName ? Dictionary(specs) : specs.Length == 1 ? specs[0].Spec : List(specs.Select(spec => spec.Spec));
    }

    private static StructuredValue Spec(string name, Tensor tensor) => new() { TensorSpecValue = new() { Name = name, Shape = tensor.Shape.ToProto(), Dtype = tensor.DType.ToTensorFlow() } };

    private static StructuredValue None() => new() { NoneValue = new() };

    private static StructuredValue Texts(string[] texts) => List(texts.Select(text => new StructuredValue { StringValue = text }));

    private static StructuredValue List(IEnumerable<StructuredValue> values)
    {
        var list = new ListValue();
        list.Values.AddRange(values);
        return new() { ListValue = list };
    }

    private static StructuredValue Tuple(params StructuredValue[] values)
    {
        var tuple = new TupleValue();
        tuple.Values.AddRange(values);
        return new() { TupleValue = tuple };
    }

    private static StructuredValue Dictionary(IEnumerable<(string Key, StructuredValue Value)> fields)
    {
        var dictionary = new DictValue();
        foreach ((string key, StructuredValue value) in fields)
        {
            dictionary.Fields.Add(key, value);
        }

        return new() { DictValue = dictionary };
    }
}
