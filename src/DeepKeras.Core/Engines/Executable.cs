namespace DeepKeras;

/// <summary>A graph that an engine has made ready. It is used by one thread at a time.</summary>
internal abstract class Executable : IDisposable
{
    /// <summary>Computes the outputs and then changes the variables.</summary>
    /// <param name="inputs">One array for each of the graph's inputs, of its dtype; unknown sizes may change from run to run.</param>
    /// <param name="outputs">Takes one array for each of the graph's outputs. An array that stands there already with the right shape is written into.</param>
    /// <exception cref="EngineException">The engine failed.</exception>
    /// <exception cref="ShapeException">An input does not fit.</exception>
    public abstract void Run(ReadOnlySpan<HostArray> inputs, Span<HostArray?> outputs);

    /// <summary>Computes the outputs into new arrays.</summary>
    public HostArray[] Run(params ReadOnlySpan<HostArray> inputs)
    {
        var outputs = new HostArray?[OutputCount];
        Run(inputs, outputs);
        return outputs!;
    }

    /// <summary>How many outputs the graph has.</summary>
    public abstract int OutputCount { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
