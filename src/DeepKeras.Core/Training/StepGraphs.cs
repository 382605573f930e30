using DeepKeras.Optimizers;

namespace DeepKeras.Training;

/// <summary>Makes the graphs of a model: a whole training step, a step of an evaluation, a prediction, the metrics' results.</summary>
internal static class StepGraphs
{
    /// <summary>Forward, loss with penalties, gradients, update, metrics: one graph without outputs.</summary>
    public static Graph Train(Model model, CompiledLoss loss, Optimizer optimizer, BatchLayout layout)
    {
        Tensor step = new InputNode("step", new(DType.Int64, Shape.Scalar)).Output;
        var trace = new Trace(training: true, (ulong)model.Seed, step) { GradientsToInputs = false };
        using Trace.Scope scope = trace.Enter();
        BatchTensors batch = layout.CreateTensors();
        IReadOnlyList<Tensor> predictions = model.Run(batch.X, trace, null);
        IReadOnlyList<Variable> weights = loss.Weights;
        Tensor total = loss.Update(batch.Y, predictions, batch.Weights, [.. trace.Losses, .. Penalties(loss)]);
        if (weights.Count > 0)
        {
            optimizer.Minimize(total, weights);
        }

        return new Graph([.. batch.Inputs, step], [], trace.Updates);
    }

    /// <summary>Forward without training, loss and metrics: one graph without outputs.</summary>
    public static Graph Test(Model model, CompiledLoss loss, BatchLayout layout)
    {
        var trace = new Trace(training: false, (ulong)model.Seed);
        using Trace.Scope scope = trace.Enter();
        BatchTensors batch = layout.CreateTensors();
        IReadOnlyList<Tensor> predictions = model.Run(batch.X, trace, null);
        loss.Update(batch.Y, predictions, batch.Weights, [.. trace.Losses, .. Penalties(loss)]);
        return new Graph(batch.Inputs, [], trace.Updates);
    }

    /// <summary>Forward without training: the model's outputs.</summary>
    public static Graph Predict(Model model, BatchLayout layout)
    {
        var trace = new Trace(training: false, (ulong)model.Seed);
        using Trace.Scope scope = trace.Enter();
        BatchTensors batch = layout.CreateTensors();
        IReadOnlyList<Tensor> outputs = model.Run(batch.X, trace, null);
        return new Graph(batch.X, outputs, trace.Updates);
    }

    /// <summary>Every result so far: a graph without inputs.</summary>
    public static Graph Results(CompiledLoss loss)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        return new Graph([], [.. loss.Results.Select(result => Ops.Cast(result.Metric.Result(), DType.Float32))], []);
    }

    /// <summary>The penalties on weights that training moves.</summary>
    private static IEnumerable<Tensor> Penalties(CompiledLoss loss)
    {
        foreach (Variable weight in loss.Weights)
        {
            if (weight.Regularizer is { } regularizer)
            {
                yield return regularizer.Penalty(weight);
            }
        }
    }
}
