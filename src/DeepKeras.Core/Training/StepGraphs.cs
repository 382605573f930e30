using DeepKeras.Metrics;

namespace DeepKeras.Training;

/// <summary>Makes the graphs of a model: a whole training step, a step of an evaluation, a prediction, the metrics' results.</summary>
internal static class StepGraphs
{
    /// <summary>Forward, loss with penalties, gradients, update, metrics: one graph without outputs.</summary>
    public static Graph Train(Model model, BatchLayout layout)
    {
        Tensor step = new InputNode("step", new(DType.Int64, Shape.Scalar)).Output;
        var trace = new Trace(training: true, (ulong)model.Seed, step) { GradientsToInputs = model.MayOverrideSteps };
        using Trace.Scope scope = trace.Enter();
        StepBatch batch = layout.CreateTensors();
        model.TraceTrainStep(batch);
        return new Graph([.. batch.Inputs, step], [], trace.Updates);
    }

    /// <summary>Forward without training, loss and metrics: one graph without outputs.</summary>
    public static Graph Test(Model model, BatchLayout layout)
    {
        var trace = new Trace(training: false, (ulong)model.Seed);
        using Trace.Scope scope = trace.Enter();
        StepBatch batch = layout.CreateTensors();
        model.TraceTestStep(batch);
        return new Graph(batch.Inputs, [], trace.Updates);
    }

    /// <summary>Forward without training: the model's outputs.</summary>
    public static Graph Predict(Model model, BatchLayout layout)
    {
        var trace = new Trace(training: false, (ulong)model.Seed);
        using Trace.Scope scope = trace.Enter();
        StepBatch batch = layout.CreateTensors();
        IReadOnlyList<Tensor> outputs = model.TracePredictStep(batch);
        return new Graph(batch.X, outputs, trace.Updates);
    }

    /// <summary>Results so far: a graph without inputs.</summary>
    public static Graph Results(IReadOnlyList<(string Name, Metric Metric)> results)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        return new Graph([], [.. results.Select(result => Ops.Cast(result.Metric.Result(), DType.Float32))], []);
    }
}
