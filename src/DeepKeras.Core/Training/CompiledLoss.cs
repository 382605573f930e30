using DeepKeras.Losses;
using DeepKeras.Metrics;

namespace DeepKeras.Training;

/// <summary>
/// A model's losses with their weights, its metrics, and the trackers of what is shown: <c>CompileLoss</c> and <c>CompileMetrics</c> of
/// <c>keras.src.trainers.compile_utils</c>. What is meant for which output is settled when the outputs are known.
/// </summary>
internal sealed class CompiledLoss(Model model, CompileArguments arguments)
{
    private readonly Mean lossTracker = new() { Name = "loss" };
    private readonly bool[] tracked = new bool[2];
    private Resolved? resolved;
    private IReadOnlyList<Variable>? weights;

    public CompileArguments Arguments => arguments;

    public IReadOnlyList<Loss?> Losses => Get().Losses;

    /// <summary>The name of each result, with the metric that gives it.</summary>
    public IReadOnlyList<(string Name, Metric Metric)> Results => Get().Results;

    /// <summary>The weights that training moves: as in Keras those of the first step after <c>Compile</c>, whatever is frozen later.</summary>
    public IReadOnlyList<Variable> Weights => weights ??= model.TrainableWeights;

    /// <summary>Every metric, those of no output's loss among them.</summary>
    public IEnumerable<Metric> AllMetrics => Get().Metrics.Concat(Get().WeightedMetrics).SelectMany(list => list);

    /// <summary>Whether anything looks at the targets of an output.</summary>
    public bool NeedsTarget(int output) => Get().Losses[output] is not null || Get().Metrics[output].Length > 0 || Get().WeightedMetrics[output].Length > 0;

    /// <summary>Settles what is meant for which output.</summary>
    /// <exception cref="ArgumentException">A list of another length than the outputs, or a name that is no output's.</exception>
    public void Resolve() => Get();

    /// <summary>The results of training steps, or of others: the loss only where the step tracks it.</summary>
    public IReadOnlyList<(string Name, Metric Metric)> ResultsOf(bool training) => tracked[training ? 1 : 0] ? Results : [.. Results.Skip(1)];

    /// <summary>The loss to minimise, in the graph that is being made; the trackers of single losses are updated.</summary>
    public Tensor Compute(IReadOnlyList<Tensor> yTrue, IReadOnlyList<Tensor> yPred, IReadOnlyList<Tensor?> sampleWeights, IReadOnlyList<Tensor> penalties)
    {
        Resolved all = Get();
        Tensor rows = Ops.Cast(Ops.Size(yPred[0], 0), DType.Float32);
        Tensor? total = null;
        for (int i = 0; i < yPred.Count; i++)
        {
            if (all.Losses[i] is not { } loss)
            {
                continue;
            }

            Tensor value = Ops.Cast(loss.Apply(yTrue[i], yPred[i], sampleWeights[i]), DType.Float32);
            if (value.Shape.Rank > 0)
            {
                throw new ShapeException($"{model.Path}: the loss {loss.Name} of output \"{model.TargetNames[i]}\" is of shape {value.Shape}; training needs one number: set its Reduction.");
            }

            all.OutputTrackers?[i].UpdateState(Ops.StopGradient(value), rows);
            if (all.LossWeights[i] is double factor)
            {
                value *= factor;
            }

            total = total is null ? value : total + value;
        }

        foreach (Tensor penalty in penalties)
        {
            Tensor added = Ops.Cast(penalty, DType.Float32);
            total = total is null ? added : total + added;
        }

        if (total is null)
        {
            throw new InvalidOperationException($"{model.Path}: there is no loss to minimise; give Compile one, or add one in a layer.");
        }

        return total;
    }

    /// <summary>Counts the loss of a batch.</summary>
    public void Track(Tensor total, StepBatch batch)
    {
        tracked[batch.Training ? 1 : 0] = true;
        lossTracker.UpdateState(Ops.StopGradient(total), batch.Rows);
    }

    /// <summary>Updates the metrics, in the graph that is being made.</summary>
    public void UpdateMetrics(IReadOnlyList<Tensor> yTrue, IReadOnlyList<Tensor> yPred, IReadOnlyList<Tensor?> sampleWeights)
    {
        Resolved all = Get();
        for (int i = 0; i < yPred.Count; i++)
        {
            Tensor watched = Ops.StopGradient(yPred[i]);
            watched.Mask = yPred[i].Mask;
            watched.Logits = yPred[i].Logits is { } logits ? Ops.StopGradient(logits) : null;
            foreach (Metric metric in all.Metrics[i])
            {
                metric.UpdateState(yTrue[i], watched);
            }

            foreach (Metric metric in all.WeightedMetrics[i])
            {
                metric.UpdateState(yTrue[i], watched, sampleWeights[i]);
            }
        }
    }

    /// <summary>The penalties on weights that training moves.</summary>
    public IEnumerable<Tensor> Penalties() => Weights.Where(weight => weight.Regularizer is not null).Select(weight => weight.Regularizer!.Penalty(weight));

    public void Reset()
    {
        foreach ((_, Metric metric) in Results)
        {
            metric.ResetState();
        }
    }

    private Resolved Get()
    {
        if (resolved is not null)
        {
            return resolved;
        }

        IReadOnlyList<string> outputs = model.TargetNames;
        if (outputs.Count == 0)
        {
            throw new InvalidOperationException($"{model.Path}: the model has no outputs yet.");
        }

        Loss?[] losses = [.. (arguments.Loss?.PerOutput(outputs, $"{model.Path}: loss", model.OutputKeys is null) ?? new Nested<Loss>?[outputs.Count]).Select(Single)];
        double?[] factors = [.. (arguments.LossWeights?.PerOutput(outputs, $"{model.Path}: loss weights", false) ?? new Nested<LossWeight>?[outputs.Count]).Select(weight => Single(weight)?.Value)];
        Metric[][] metrics = PerOutput(outputs, arguments.Metrics, "metrics");
        Metric[][] weighted = PerOutput(outputs, arguments.WeightedMetrics, "weighted metrics");
        Mean[]? trackers = losses.Count(loss => loss is not null) > 1 ? [.. outputs.Select(name => new Mean { Name = $"{name}_loss" })] : null;
        var results = new List<(string, Metric)> { ("loss", lossTracker) };
        results.AddRange(MetricNames.Of(outputs, metrics, weighted));
        for (int i = 0; trackers is not null && i < trackers.Length; i++)
        {
            if (losses[i] is not null && results.All(result => result.Item1 != trackers[i].Name))
            {
                results.Add((trackers[i].Name, trackers[i]));
            }
        }

        results.AddRange(model.HeldMetrics.Select(metric => (metric.Name, metric)));
        return resolved = new(losses, factors, metrics, weighted, trackers, results);
    }

    private T? Single<T>(Nested<T>? entry)
        where T : class =>
        entry is null ? null
        : entry.Leaf ?? (entry.Leaves.ToArray() is [var only] ? only : throw new ArgumentException($"{model.Path}: expected one loss an output, got {entry.Leaves.Count()}."));

    private Metric[][] PerOutput(IReadOnlyList<string> outputs, Nested<Metric>? metrics, string what) =>
        metrics is null ? [.. outputs.Select(_ => Array.Empty<Metric>())]
        : outputs.Count == 1 ? [[.. metrics.Leaves]]
        : [.. metrics.PerOutput(outputs, $"{model.Path}: {what}", false).Select(entry => entry?.Leaves.ToArray() ?? [])];

    private sealed record Resolved(Loss?[] Losses, double?[] LossWeights, Metric[][] Metrics, Metric[][] WeightedMetrics, Mean[]? OutputTrackers, IReadOnlyList<(string Name, Metric Metric)> Results);
}
