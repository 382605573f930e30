using System.Globalization;
using DeepKeras.Onnx.Messages;
using DeepKeras.Operations;
using DeepKeras.Saving;
using Google.Protobuf;

namespace DeepKeras.Onnx;

/// <summary>Makes ONNX's messages of a model, and writes them.</summary>
internal static class OnnxModelWriter
{
    /// <summary>The version of the operators. ONNX Runtime has them since 1.14.</summary>
    public const int Opset = 18;

    /// <summary>The version of the file's structure, which goes with <see cref="Opset"/>.</summary>
    public const int IrVersion = 8;

    /// <summary>The version of the operators for models that split texts. ONNX Runtime has them since 1.17.</summary>
    public const int TextOpset = 20;

    /// <summary>The version of the file's structure, which goes with <see cref="TextOpset"/>.</summary>
    public const int TextIrVersion = 9;

    /// <summary>The operators that look up are of a set of their own.</summary>
    public const string Learning = "ai.onnx.ml";

    /// <summary>The version of that set.</summary>
    public const int LearningOpset = 3;

    /// <summary>No file of protocol buffers is larger; above it, arrays stand in a file beside.</summary>
    public const long MostBytes = 2_000_000_000;

    /// <summary>Arrays of fewer bytes stand in the model's file in any case.</summary>
    private const int SmallArray = 1024;

    /// <summary>
    /// The graph in ONNX's terms; the numbers of its arrays are not copied. What the model keeps from one batch to the next are inputs that may be
    /// left out, then they are as they were at the export, and further outputs.
    /// </summary>
    /// <exception cref="NotSupportedException">ONNX lacks an operation.</exception>
    public static (ModelProto Model, IReadOnlyList<(string Name, HostArray Array)> Arrays) Build(InferenceGraph inference, string name, CancellationToken cancellation)
    {
        Graph graph = inference.Graph;
        var builder = new OnnxGraphBuilder();
        DimensionNames dimensions = DimensionNames.Of(graph);
        var known = new Dictionary<Tensor, OnnxValue>();
        var message = new GraphProto { Name = name };
        for (int i = 0; i < graph.Inputs.Count; i++)
        {
            Tensor input = graph.Inputs[i];
            string unique = builder.Unique(inference.InputNames[i]);
            known[input] = OnnxValue.Named(builder, input.TensorType, unique);
            message.Input.Add(ValueInfo(unique, input, axis => dimensions.OfInput(i, axis)));
        }

        // Outputs are named before anything within, so that they have the names that Keras gives them.
        Tensor[] results = [.. graph.Outputs, .. graph.Updates.Select(update => update.Value)];
        string[] outputs = [.. inference.OutputNames.Select(builder.Unique)];
        outputs = [.. outputs, .. AddStates(graph, builder, known, message)];
        GraphInterpreter.Add(graph, builder, known, cancellation);
        string[] made = [.. results.Select(output => known[output].Name)];
        OutputNames.Give(builder, made, outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            message.Output.Add(ValueInfo(outputs[i], results[i], axis => dimensions.Of(results[i], axis)));
        }

        message.Node.AddRange(Pruning.Needed(builder.Nodes, outputs));
        HashSet<string> used = Pruning.Names(message.Node);
        AddValueInfos(graph, known, dimensions, message, used);
        var model = new ModelProto
        {
            IrVersion = builder.HasText ? TextIrVersion : IrVersion,
            ProducerName = "DeepKeras",
            ProducerVersion = typeof(OnnxModelWriter).Assembly.GetName().Version!.ToString(3),
            Graph = message,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = builder.HasText ? TextOpset : Opset });
        if (builder.HasLearning)
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = Learning, Version = LearningOpset });
        }

        used.UnionWith(message.Input.Select(input => input.Name));
        return (model, [.. builder.Initializers.Where(initializer => used.Contains(initializer.Name))]);
    }

    /// <summary>Variables that the graph changes: inputs with what they hold now, for those who give no other. The names of what they become.</summary>
    private static List<string> AddStates(Graph graph, OnnxGraphBuilder builder, Dictionary<Tensor, OnnxValue> known, GraphProto message)
    {
        var after = new List<string>();
        foreach (Variable state in graph.Updates.Select(update => update.Variable))
        {
            var type = new TensorType(state.DType, state.Shape);
            string name = builder.Unique(state.Path);
            builder.Initializers.Add((name, state.Host));
            message.Input.Add(new ValueInfoProto { Name = name, Type = TypeOf(state.DType, state.Shape, _ => null) });
            foreach (VariableNode node in graph.Nodes.OfType<VariableNode>().Where(node => node.Variable == state))
            {
                known[node.Output] = OnnxValue.Named(builder, type, name);
            }

            after.Add(builder.Unique($"{name}/next"));
        }

        return after;
    }

    /// <summary>Writes a model. The arrays' bytes go from where they are to the file.</summary>
    public static void Write(ModelProto model, IReadOnlyList<(string Name, HostArray Array)> arrays, string path, long mostBytes, CancellationToken cancellation)
    {
        bool beside = arrays.Sum(array => (long)array.Array.Bytes.Length) > mostBytes;
        if (beside)
        {
            string file = Path.GetFileName(path) + ".data";
            AtomicFile.Write(path + ".data", stream => WriteBeside(model, arrays, file, stream, cancellation));
        }
        else
        {
            foreach ((string name, HostArray array) in arrays)
            {
                TensorProto tensor = Tensor(name, array);
                tensor.RawData = Raw(array);
                model.Graph.Initializer.Add(tensor);
            }
        }

        AtomicFile.Write(path, stream =>
        {
            cancellation.ThrowIfCancellationRequested();
            model.WriteTo(stream);
        });
        if (!beside)
        {
            // What an earlier, larger model left.
            File.Delete(path + ".data");
        }
    }

    private static void WriteBeside(ModelProto model, IReadOnlyList<(string Name, HostArray Array)> arrays, string file, Stream stream, CancellationToken cancellation)
    {
        const int Page = 4096;
        foreach ((string name, HostArray array) in arrays)
        {
            cancellation.ThrowIfCancellationRequested();
            TensorProto tensor = Tensor(name, array);
            ByteString bytes = Raw(array);
            if (bytes.Length <= SmallArray)
            {
                tensor.RawData = bytes;
            }
            else
            {
                // Pages can be mapped into memory.
                stream.Position = (stream.Position + Page - 1) / Page * Page;
                tensor.DataLocation = TensorProto.Types.DataLocation.External;
                tensor.ExternalData.Add(Entry("location", file));
                tensor.ExternalData.Add(Entry("offset", stream.Position.ToString(CultureInfo.InvariantCulture)));
                tensor.ExternalData.Add(Entry("length", bytes.Length.ToString(CultureInfo.InvariantCulture)));
                bytes.WriteTo(stream);
            }

            model.Graph.Initializer.Add(tensor);
        }

        static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
    }

    /// <summary>A type with the names of its open sizes.</summary>
    public static TypeProto TypeOf(DType type, Shape shape, Func<int, string?> nameOf)
    {
        var sizes = new TensorShapeProto();
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            var dimension = new TensorShapeProto.Types.Dimension();
            if (shape[axis] >= 0)
            {
                dimension.DimValue = shape[axis];
            }
            else if (nameOf(axis) is { } name)
            {
                dimension.DimParam = name;
            }

            sizes.Dim.Add(dimension);
        }

        return new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxTypes.Code(type), Shape = sizes } };
    }

    private static ValueInfoProto ValueInfo(string name, Tensor tensor, Func<int, string?> nameOf) =>
        new() { Name = name, Type = TypeOf(tensor.DType, tensor.Shape, nameOf) };

    /// <summary>What the values within look like, for those who read the file.</summary>
    private static void AddValueInfos(Graph graph, Dictionary<Tensor, OnnxValue> known, DimensionNames dimensions, GraphProto message, HashSet<string> used)
    {
        var seen = new HashSet<string>(message.Input.Concat(message.Output).Select(info => info.Name), StringComparer.Ordinal);
        var produced = new HashSet<string>(message.Node.SelectMany(node => node.Output), StringComparer.Ordinal);
        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            foreach (Tensor tensor in node.Outputs)
            {
                OnnxValue value = known[tensor];
                if (!value.IsChannelsFirst && value.KnownName is { } name && used.Contains(name) && produced.Contains(name) && value.Type == tensor.TensorType && seen.Add(name))
                {
                    message.ValueInfo.Add(ValueInfo(name, tensor, axis => dimensions.Of(tensor, axis)));
                }
            }
        }
    }

    private static TensorProto Tensor(string name, HostArray array)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)OnnxTypes.Code(array.Type) };
        tensor.Dims.AddRange(array.Shape.Select(size => (long)size));
        return tensor;
    }

    private static ByteString Raw(HostArray array) =>
        UnsafeByteOperations.UnsafeWrap(new HostMemory(array.Type == DType.BFloat16 ? array.Cast(DType.Float32) : array).Memory);
}
