using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow;

/// <summary>TensorFlow's C library as the engine: one step is one run of a session that holds the variables.</summary>
public sealed class TensorFlowEngine : Engine
{
    /// <summary>The engine on the CPU.</summary>
    /// <exception cref="EngineException">libtensorflow is not there, does not load, or is older than 2.10; the message says what to install.</exception>
    public TensorFlowEngine() => TensorFlowLibrary.Load();

    /// <summary>The engine on a device.</summary>
    /// <param name="device">The processor, or a graphics processor.</param>
    /// <exception cref="EngineException">libtensorflow is not there, does not load, or is older than 2.10; or it sees no such graphics processor.</exception>
    public TensorFlowEngine(Device device)
        : this()
    {
        Device = device;
        if (device.IsCuda)
        {
            int seen = SessionState.CountGraphicsProcessors();
            if (device.Index >= seen)
            {
                throw new EngineException(
                    $"TensorFlow {Version} sees {(seen == 0 ? "no graphics processor" : $"{seen} graphics processors, from 0")}, so not {device}. Needed are an Nvidia graphics processor with its driver, "
                    + $"a libtensorflow that is built for CUDA, with {TensorFlowLibrary.Setting} naming its folder, and the CUDA and cuDNN libraries that it was built for on the loader's path.");
            }
        }
    }

    /// <inheritdoc/>
    public override string Name => "tensorflow";

    /// <inheritdoc/>
    public override Device Device { get; }

    /// <summary>How many threads one operation may use, in sessions that are made from now on; 0, the default: as many as there are processors.</summary>
    public override int ThreadCount
    {
        get => threads == 0 ? Environment.ProcessorCount : threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            threads = value;
        }
    }

    private int threads;

    /// <summary>The version of the library, such as <c>2.21.0</c>.</summary>
    public static unsafe string Version => Marshal.PtrToStringUTF8((nint)Api.Version()) ?? "";

    internal override Executable Compile(Graph graph) => HostStages.Compile(graph, part => StagedExecutable.Compile(part, CompilePart));

    private TensorFlowExecutable CompilePart(Graph graph)
    {
        VariableNode[] variables = [.. graph.Nodes.OfType<VariableNode>()];
        SessionState session = variables.Select(node => node.Variable.Residence).Concat(graph.Updates.Select(update => update.Variable.Residence))
            .OfType<SessionState>().FirstOrDefault(state => !state.IsClosed) ?? new SessionState(threads, Device);
        foreach (Variable variable in variables.Select(node => node.Variable).Concat(graph.Updates.Select(update => update.Variable)))
        {
            session.Adopt(variable);
        }

        return new TensorFlowExecutable(graph, session);
    }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Adding the package is what makes the engine available.")]
    internal static void Register() => Register("tensorflow", static device => new TensorFlowEngine(device));
}
