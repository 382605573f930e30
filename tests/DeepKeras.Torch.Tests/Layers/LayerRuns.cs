using DeepKeras.Layers;

namespace DeepKeras.Tests.Layers;

/// <summary>Calls a layer once on the engine.</summary>
internal static class LayerRuns
{
    public static HostArray Train(Layer layer, HostArray x, long step = 0, ulong seed = 1) => Run(layer, x, training: true, step, seed);

    public static HostArray Infer(Layer layer, HostArray x) => Run(layer, x, training: false, 0, 1);

    public static HostArray Ones(params int[] shape)
    {
        var array = new HostArray(DType.Float32, shape);
        array.Fill(1);
        return array;
    }

    public static double[] Values(this HostArray array) => [.. Enumerable.Range(0, (int)array.Elements).Select(i => array[i])];

    private static HostArray Run(Layer layer, HostArray x, bool training, long step, ulong seed)
    {
        layer.EnsureBuilt([x.Shape.With(0, Shape.Unknown)]);
        Tensor counter = new InputNode("step", new(DType.Int64, Shape.Scalar)).Output;
        Tensor input = new InputNode("x", new(x.Type, x.Shape)).Output;
        var trace = new Trace(training, seed, counter);
        using Trace.Scope scope = trace.Enter();
        IReadOnlyList<Tensor> outputs = layer.Run([input], trace, null);
        using Executable executable = Engine.Current.Compile(new Graph([input, counter], outputs, trace.Updates));
        return executable.Run(x, HostArray.Scalar(step))[0];
    }
}
