using System.Text;
using DeepKeras.TensorFlow;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.Native;
using Google.Protobuf;

namespace DeepKeras.Tests.SavedModels;

/// <summary>A SavedModel as TensorFlow itself loads and runs it: its restore operation, its session, its kernels.</summary>
internal sealed unsafe class LibtensorflowModel : IDisposable
{
    private readonly Status status = new();
    private readonly nint graph = Api.NewGraph();
    private readonly nint session;
    private readonly MetaGraphDef meta;
    private readonly string folder;
    private int calls;

    public LibtensorflowModel(string folder)
    {
        this.folder = folder;
        var load = (delegate* unmanaged<nint, nint, byte*, byte**, int, nint, nint, nint, nint>)TensorFlowLibrary.Load().Function("TF_LoadSessionFromSavedModel");
        nint options = Api.NewSessionOptions();

        // One thread for each operation and between them: the tests share their machine.
        byte[] config = [0x10, 1, 0x28, 1];
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + "\0"), tag = "serve\0"u8, threads = config)
        {
            Api.SetConfig(options, threads, (nuint)config.Length, status.Handle);
            byte* tags = tag;
            session = load(options, 0, path, &tags, 1, graph, 0, status.Handle);
        }

        Api.DeleteSessionOptions(options);
        status.Check($"loading {folder}");
        meta = DeepKeras.TensorFlow.Messages.SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"))).MetaGraphs[0];
    }

    /// <summary>Whether TensorFlow's library is there; where a variable says so and it is not, that is an error.</summary>
    public static bool IsThere
    {
        get
        {
            try
            {
                TensorFlowLibrary.Load();
                return true;
            }
            catch (EngineException) when (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TensorFlowLibrary.Setting)))
            {
                return false;
            }
        }
    }

    /// <summary>Leaves out what needs TensorFlow where it is not there.</summary>
    public static void Require()
    {
        if (!IsThere)
        {
            Assert.Ignore($"{TensorFlowLibrary.Setting} is not set, and TensorFlow's library is not on the loader's path.");
        }
    }

    /// <summary>The model's file.</summary>
    public MetaGraphDef Meta => meta;

    /// <summary>Runs a signature.</summary>
    public Dictionary<string, HostArray> Run(string signature, IReadOnlyDictionary<string, HostArray> inputs)
    {
        SignatureDef found = meta.SignatureDef[signature];
        string[] wanted = [.. found.Outputs.Keys];
        HostArray[] results = Run($"signature {signature}", [.. inputs.Select(pair => (found.Inputs[pair.Key].Name, pair.Value))], [.. wanted.Select(name => found.Outputs[name].Name)]);
        return wanted.Zip(results).ToDictionary();
    }

    /// <summary>
    /// Calls a function of the library as Python does: its last arguments are what the object graph says that it is bound to. A node that calls it is added
    /// to the loaded graph.
    /// </summary>
    /// <param name="name">The function.</param>
    /// <param name="inputs">Its first arguments, in order.</param>
    /// <returns>What it returns, in order.</returns>
    public HostArray[] Call(string name, params HostArray[] inputs)
    {
        FunctionDef function = meta.GraphDef.Library.Function.Single(found => found.Signature.Name == name);
        string[] bound = [.. meta.ObjectGraphDef.ConcreteFunctions[name].BoundInputs.Select(BoundNode)];
        Assert.That(inputs.Length + bound.Length, Is.EqualTo(function.Signature.InputArg.Count), $"{name} takes what is fed and bound");
        string call = $"call_{calls++}";
        var added = new GraphDef { Versions = new() { Producer = 1882, MinConsumer = 12 } };
        string[] fed = [.. inputs.Select((input, i) => $"{call}_input_{i}")];
        for (int i = 0; i < fed.Length; i++)
        {
            added.Node.Add(new NodeDef { Name = fed[i], Op = "Placeholder", Attr = { ["dtype"] = Attr.Type("", function.Signature.InputArg[i].Type).Value } });
        }

        var node = new NodeDef { Name = call, Op = "StatefulPartitionedCall" };
        node.Input.AddRange([.. fed, .. bound]);
        node.Attr.Add("Tin", Attr.Types("", function.Signature.InputArg.Select(argument => argument.Type)).Value);
        node.Attr.Add("Tout", Attr.Types("", function.Signature.OutputArg.Select(argument => argument.Type)).Value);
        node.Attr.Add("f", Attr.Function("", name).Value);
        added.Node.Add(node);
        Import(added, bound);
        (string, HostArray)[] assets =
        [
            .. meta.AssetFileDef.Where(asset => bound.Contains(asset.TensorInfo.Name.Split(':')[0]))
                .Select(asset => (asset.TensorInfo.Name, HostArray.OfText([Path.Combine(folder, "assets", asset.Filename)], Shape.Scalar))),
        ];
        return Run(name, [.. fed.Zip(inputs, (feed, input) => ($"{feed}:0", input)), .. assets], [.. function.Signature.OutputArg.Select((_, i) => $"{call}:{i}")]);
    }

    /// <summary>Feeds and fetches tensors of the graph.</summary>
    public HostArray[] Run(string what, (string Tensor, HostArray Value)[] feeds, string[] fetches)
    {
        nint[] given = [.. feeds.Select(feed => TextTensors.Copy(feed.Value))];
        nint[] results = new nint[fetches.Length];
        Api.Output[] from = [.. feeds.Select(feed => OutputOf(feed.Tensor))], to = [.. fetches.Select(OutputOf)];
        fixed (Api.Output* inputs = from, outputs = to)
        fixed (nint* values = given, made = results)
        {
            Api.SessionRun(session, 0, inputs, values, from.Length, outputs, made, to.Length, null, 0, 0, status.Handle);
        }

        foreach (nint tensor in given)
        {
            Api.DeleteTensor(tensor);
        }

        status.Check($"running {what}");
        return [.. results.Select(Taken)];
    }

    /// <summary>Adds nodes, which read some that are there.</summary>
    public void Import(GraphDef added, IEnumerable<string> read)
    {
        nint options = Api.NewImportOptions(), buffer;
        foreach (string name in read)
        {
            fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
            {
                Api.AddInputMapping(options, text, 0, OutputOf($"{name}:0"));
            }
        }

        byte[] bytes = added.ToByteArray();
        fixed (byte* start = bytes)
        {
            buffer = Api.NewBuffer(start, (nuint)bytes.Length);
        }

        Api.ImportGraphDef(graph, buffer, options, status.Handle);
        Api.DeleteImportOptions(options);
        Api.DeleteBuffer(buffer);
        status.Check("adding nodes");
    }

    /// <summary>The node of the flat graph that an object stands for: a variable, a table or the path of an asset.</summary>
    private string BoundNode(int id)
    {
        SavedObject found = meta.ObjectGraphDef.Nodes[id];
        switch (found.KindCase)
        {
            case SavedObject.KindOneofCase.Variable:
                return found.Variable.Name;
            case SavedObject.KindOneofCase.Asset:
                return meta.AssetFileDef[found.Asset.AssetFileDefIndex].TensorInfo.Name.Split(':')[0];
            case SavedObject.KindOneofCase.Resource:
                int create = found.Children.Single(child => child.LocalName == "_create_resource").NodeId;
                string function = meta.ObjectGraphDef.Nodes[create].Function.ConcreteFunctions[0];
                NodeDef made = meta.GraphDef.Library.Function.Single(other => other.Signature.Name == function).NodeDef.Single(node => node.Op == "HashTableV2");
                return meta.GraphDef.Node.Single(node => node.Op == "HashTableV2" && node.Attr["shared_name"].S.Equals(made.Attr["shared_name"].S)).Name;
            default:
                throw new InvalidDataException($"a function is bound to a {found.KindCase}.");
        }
    }

    private static HostArray Taken(nint tensor)
    {
        int[] sizes = new int[Api.NumDims(tensor)];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = (int)Api.Dim(tensor, axis);
        }

        var array = new HostArray(((DataType)Api.TensorType(tensor)).ToDeepKeras()!.Value, Shape.Create(sizes));
        TextTensors.Take(tensor, array);
        return array;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (session != 0)
        {
            Api.CloseSession(session, status.Handle);
            Api.DeleteSession(session, status.Handle);
        }

        Api.DeleteGraph(graph);
        status.Dispose();
    }

    private Api.Output OutputOf(string tensor)
    {
        string[] parts = tensor.Split(':');
        fixed (byte* name = Encoding.UTF8.GetBytes(parts[0] + "\0"))
        {
            nint operation = Api.OperationByName(graph, name);
            Assert.That(operation, Is.Not.Zero, $"the graph has no node {parts[0]}");
            return new() { Operation = operation, Index = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) };
        }
    }
}
