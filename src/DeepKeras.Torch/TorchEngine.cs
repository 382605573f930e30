using System.Runtime.CompilerServices;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch;

/// <summary>The default engine: libtorch, which comes with the packages.</summary>
public sealed class TorchEngine : Engine
{
    /// <summary>The engine on the CPU.</summary>
    /// <exception cref="DllNotFoundException">libtorch is not there or does not load; the message names the package to add.</exception>
    public TorchEngine()
    {
        HostAllocator.KeepFreedMemory();
        Lib.Touch();
    }

    /// <inheritdoc/>
    public override string Name => "torch";

    /// <summary>How many threads an operation may use; libtorch's own choice until set.</summary>
    public static int Threads
    {
        get => Lib.THSTorch_get_num_threads();
        set => Lib.THSTorch_set_num_threads(value);
    }

    /// <inheritdoc/>
    public override int ThreadCount
    {
        get => Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            if (value != Threads)
            {
                Threads = value;
            }
        }
    }

    internal override Executable Compile(Graph graph) =>
        HostStages.Compile(graph, static part => StagedExecutable.Compile(part, static known => new TorchExecutable(known)));

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Adding the package is what makes the engine available.")]
    internal static void Register() => Register("torch", static device => device.IsCuda
        ? throw new EngineException($"the engine \"torch\" computes on the processor only, not on {device}; for a graphics processor choose the engine \"tensorflow\" with a libtensorflow that is built for CUDA.")
        : new TorchEngine());
}
