using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Makes the one message that a SavedModel is: the flat graph, its signatures and its saver, the functions and the object graph.</summary>
internal sealed class MetaGraphWriter(IReadOnlyList<Endpoint> endpoints, Variable[] variables, ExportedTable[] tables, HashSet<Variable> trainable)
{
    private const int Producer = 1882;
    private const int MinConsumer = 12;
    private readonly GraphWriter graph = new();
    private readonly List<FunctionDef> loops = [];

    public static string Key(int variable) => $"variables/{variable}/.ATTRIBUTES/VARIABLE_VALUE";

    public MetaGraphDef Write(out TrackableObjectGraph checkpoint)
    {
        var meta = new MetaGraphDef
        {
            MetaInfoDef = new() { Tags = { "serve" }, TensorflowVersion = "2.16.1", StrippedDefaultAttrs = true },
            GraphDef = new() { Library = new(), Versions = new() { Producer = Producer, MinConsumer = MinConsumer } },
        };
        NodeOutput[] handles = [.. variables.Select(graph.Handle)];
        var objects = new ObjectGraphWriter(variables, [.. handles.Select(handle => handle.Node)], trainable, tables.Length);
        string[] initializers = [.. tables.Select((table, i) => new TableWriter(table, graph, meta).Write(objects, i))];
        foreach (Endpoint endpoint in endpoints)
        {
            if (!endpoint.IsTraining)
            {
                meta.SignatureDef[endpoint.Name] = Flat(endpoint);
            }

            var functions = new FunctionWriter(endpoint, variables, tables);
            meta.GraphDef.Library.Function.Add(functions.Body(loops));
            if (endpoint.Name == SavedModelExporter.Default)
            {
                meta.SignatureDef[SavedModelExporter.Serve] = meta.SignatureDef[endpoint.Name].Clone();
                meta.GraphDef.Library.Function.Add(functions.Wrapper("__inference_serve", byName: false));
                objects.AddFunction(endpoint, SavedModelExporter.Serve, "__inference_serve");
                meta.GraphDef.Library.Function.Add(functions.Wrapper("__inference_signature_serve", byName: true));
                objects.AddSignature(endpoint, SavedModelExporter.Serve, "__inference_signature_serve");
            }

            if (endpoint.IsTraining)
            {
                meta.GraphDef.Library.Function.Add(functions.Wrapper("__inference_train", byName: false));
                objects.AddFunction(endpoint, endpoint.Name, "__inference_train");
            }
            else
            {
                string name = $"__inference_signature_{endpoint.Name}";
                meta.GraphDef.Library.Function.Add(functions.Wrapper(name, byName: true));
                objects.AddSignature(endpoint, endpoint.Name, name);
            }
        }

        meta.SaverDef = Saver(handles);
        NodeDef init = graph.Node("NoOp", "init", []);
        init.Input.AddRange(initializers.Select(initializer => $"^{initializer}"));
        meta.CollectionDef["saved_model_main_op"] = new() { NodeList = new() { Value = { init.Name } } };
        meta.SignatureDef["__saved_model_init_op"] = new() { Outputs = { ["__saved_model_init_op"] = new() { Name = init.Name, TensorShape = new() { UnknownRank = true } } } };
        meta.GraphDef.Node.AddRange(graph.Nodes);
        meta.GraphDef.Library.Function.AddRange(loops);
        (meta.ObjectGraphDef, checkpoint) = objects.Write();
        return meta;
    }

    private SignatureDef Flat(Endpoint endpoint)
    {
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        NodeOutput[] inputs = [.. endpoint.Inputs.Select((name, i) => graph.Placeholder($"{endpoint.Name}_{name}", endpoint.Graph.Inputs[i].TensorType))];
        (NodeOutput[] outputs, string[] effects) = GraphEmitter.Emit(endpoint, graph, inputs, loops);
        for (int i = 0; i < inputs.Length; i++)
        {
            signature.Inputs[endpoint.Inputs[i]] = Info(inputs[i], endpoint.Graph.Inputs[i]);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            NodeOutput output = outputs[i];
            if (effects.Length > 0 || inputs.Contains(output))
            {
                // What is fed cannot be fetched, and what changes variables runs with what is fetched.
                NodeDef whole = graph.Node("Identity", $"{endpoint.Name}_{endpoint.Outputs[i]}", [output], Attr.Type("T", output.DType));
                whole.Input.AddRange(effects.Select(effect => $"^{effect}"));
                output = GraphWriter.Output(whole, 0, output.Type);
            }

            signature.Outputs[endpoint.Outputs[i]] = Info(output, endpoint.Graph.Outputs[i]);
        }

        return signature;
    }

    private static TensorInfo Info(NodeOutput output, Tensor tensor) => new() { Name = output.TensorName, Dtype = tensor.DType.ToTensorFlow(), TensorShape = tensor.Shape.ToProto() };

    private SaverDef Saver(NodeOutput[] handles)
    {
        NodeDef filename = graph.Node("Placeholder", "saver_filename", [], Attr.Type("dtype", DataType.DtString), Attr.Shape("shape", Shape.Scalar));
        NodeDef saved = graph.Node("Identity", "save/filename", [], Attr.Type("T", DataType.DtString));
        saved.Input.Add(filename.Name);
        NodeDef restored = graph.Node("NoOp", "save/restore_all", []);
        if (handles.Length > 0)
        {
            // The nodes that need others stand behind them.
            graph.Nodes.Remove(saved);
            graph.Nodes.Remove(restored);
            string names = Strings("save/names", [.. handles.Select((_, i) => Key(i))]), slices = Strings("save/slices", [.. handles.Select(_ => "")]);
            DataType[] types = [.. variables.Select(variable => variable.DType.ToTensorFlow())];
            string[] reads = [.. handles.Select((handle, i) => graph.Node("ReadVariableOp", $"save/read_{i}", [handle], Attr.Type("dtype", variables[i].DType)).Name)];
            NodeDef save = graph.Node("SaveV2", "save/SaveV2", [], Attr.Types("dtypes", types));
            save.Input.AddRange([filename.Name, names, slices, .. reads]);
            saved.Input.Add($"^{save.Name}");
            NodeDef restore = graph.Node("RestoreV2", "save/RestoreV2", [], Attr.Types("dtypes", types));
            restore.Input.AddRange([filename.Name, names, slices]);
            for (int i = 0; i < handles.Length; i++)
            {
                NodeDef assign = graph.Node("AssignVariableOp", $"save/assign_{i}", [handles[i]], Attr.Type("dtype", variables[i].DType));
                assign.Input.Add($"{restore.Name}:{i}");
                restored.Input.Add($"^{assign.Name}");
            }

            graph.Nodes.Add(saved);
            graph.Nodes.Add(restored);
        }

        return new() { FilenameTensorName = $"{filename.Name}:0", SaveTensorName = $"{saved.Name}:0", RestoreOpName = restored.Name, Version = 2 };
    }

    private string Strings(string name, string[] values)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = Shape.Create([values.Length]).ToProto() };
        tensor.StringVal.AddRange(values.Select(ByteString.CopyFromUtf8));
        return graph.Node("Const", name, [], Attr.Type("dtype", DataType.DtString), ("value", new AttrValue { Tensor = tensor })).Name;
    }
}
