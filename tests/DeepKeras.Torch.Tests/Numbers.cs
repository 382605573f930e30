using DeepKeras.Operations;

namespace DeepKeras.Tests;

/// <summary>Small arrays through a graph.</summary>
internal static class Numbers
{
    public static HostArray Of(Shape shape, params float[] values) => HostArray.Of<float>(values, shape);

    public static HostArray Of(Shape shape, params int[] values) => HostArray.Of<int>(values, shape);

    /// <summary>What a function makes of the arrays, the batch's size unknown while the graph is made.</summary>
    public static HostArray Run(Func<Tensor[], Tensor> build, params HostArray[] arrays)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        Tensor[] inputs = [.. arrays.Select((array, i) => new InputNode($"input_{i}", new(array.Type, array.Shape.With(0, Shape.Unknown))).Output)];
        Tensor output = build(inputs);
        using Executable executable = Engine.Current.Compile(new Graph(inputs, [output], trace.Updates));
        return executable.Run(arrays)[0];
    }
}
