namespace DeepKeras.Tests;

/// <summary>Traces a computation, runs it once on the engine, and keeps nothing.</summary>
internal static class Evaluation
{
    /// <summary>The names of the operations in what was run.</summary>
    public static HashSet<string> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>What <paramref name="build"/> makes of the arrays. Variables that the trace updates are updated.</summary>
    /// <param name="arrays">The inputs' values, with their whole shapes.</param>
    /// <param name="build">Given the trace and the inputs as tensors, gives the outputs.</param>
    /// <param name="training">Whether the trace is one for training.</param>
    public static HostArray[] Run(IReadOnlyList<HostArray> arrays, Func<Trace, Tensor[], IReadOnlyList<Tensor>> build, bool training = false)
    {
        var trace = new Trace(training);
        using Trace.Scope scope = trace.Enter();
        Tensor[] inputs = [.. arrays.Select((array, i) => new InputNode($"input_{i}", new(array.Type, array.Shape)).Output)];
        var graph = new Graph(inputs, build(trace, inputs), trace.Updates);
        Operations.UnionWith(graph.Nodes.OfType<OpNode>().Select(node => node.Op.GetType().Name));
        using Executable executable = Engine.Current.Compile(graph);
        return executable.Run([.. arrays]);
    }
}
