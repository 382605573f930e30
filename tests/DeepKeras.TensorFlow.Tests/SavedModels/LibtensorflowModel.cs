using System.Text;
using DeepKeras.TensorFlow;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.Tests.SavedModels;

/// <summary>A SavedModel as TensorFlow itself loads and runs it: its restore operation, its session, its kernels.</summary>
internal sealed unsafe class LibtensorflowModel : IDisposable
{
    private readonly Status status = new();
    private readonly nint graph = Api.NewGraph();
    private readonly nint session;
    private readonly MetaGraphDef meta;

    public LibtensorflowModel(string folder)
    {
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

    /// <summary>Runs a signature.</summary>
    public Dictionary<string, HostArray> Run(string signature, IReadOnlyDictionary<string, HostArray> inputs)
    {
        SignatureDef found = meta.SignatureDef[signature];
        string[] names = [.. inputs.Keys], wanted = [.. found.Outputs.Keys];
        nint[] given = [.. names.Select(name => Tensors.Copy(inputs[name]))];
        nint[] results = new nint[wanted.Length];
        Api.Output[] from = [.. names.Select(name => OutputOf(found.Inputs[name].Name))], to = [.. wanted.Select(name => OutputOf(found.Outputs[name].Name))];
        fixed (Api.Output* feeds = from, fetches = to)
        fixed (nint* values = given, made = results)
        {
            Api.SessionRun(session, 0, feeds, values, from.Length, fetches, made, to.Length, null, 0, 0, status.Handle);
        }

        foreach (nint tensor in given)
        {
            Api.DeleteTensor(tensor);
        }

        status.Check($"running {signature}");
        var outputs = new Dictionary<string, HostArray>();
        for (int i = 0; i < wanted.Length; i++)
        {
            int[] sizes = new int[Api.NumDims(results[i])];
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                sizes[axis] = (int)Api.Dim(results[i], axis);
            }

            var array = new HostArray(found.Outputs[wanted[i]].Dtype.ToDeepKeras()!.Value, Shape.Create(sizes));
            Tensors.CopyOut(results[i], array);
            Api.DeleteTensor(results[i]);
            outputs.Add(wanted[i], array);
        }

        return outputs;
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
