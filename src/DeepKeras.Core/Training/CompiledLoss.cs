using DeepKeras.Losses;
using DeepKeras.Metrics;

namespace DeepKeras.Training;

/// <summary>
/// A model's losses with their weights, its metrics, and the trackers of what is shown: <c>CompileLoss</c> and <c>CompileMetrics</c> of
/// <c>keras.src.trainers.compile_utils</c>.
/// </summary>
internal sealed class CompiledLoss(Model model, IReadOnlyList<Loss?> losses, IReadOnlyList<double>? lossWeights, IReadOnlyList<IReadOnlyList<Metric>> metrics, IReadOnlyList<IReadOnlyList<Metric>> weightedMetrics)
{
    private readonly Mean lossTracker = new() { Name = "loss" };
    private readonly Mean[] outputTrackers = [.. model.OutputNames.Select(name => new Mean { Name = $"{name}_loss" })];

    public IReadOnlyList<Loss?> Losses => losses;

    public IReadOnlyList<double>? LossWeights => lossWeights;

    public IReadOnlyList<IReadOnlyList<Metric>> Metrics => metrics;

    public IReadOnlyList<IReadOnlyList<Metric>> WeightedMetrics => weightedMetrics;

    /// <summary>The name of each result, with the metric that gives it.</summary>
    public IEnumerable<(string Name, Metric Metric)> Results
    {
        get
        {
            yield return ("loss", lossTracker);
            bool several = model.OutputNames.Count > 1;
            for (int i = 0; several && i < outputTrackers.Length; i++)
            {
                if (losses[i] is not null)
                {
                    yield return (outputTrackers[i].Name, outputTrackers[i]);
                }
            }

            for (int i = 0; i < model.OutputNames.Count; i++)
            {
                foreach (Metric metric in metrics[i].Concat(weightedMetrics[i]))
                {
                    yield return (several ? $"{model.OutputNames[i]}_{metric.Name}" : metric.Name, metric);
                }
            }
        }
    }

    /// <summary>The loss to minimise, in the graph that is being made; the trackers and metrics are updated.</summary>
    public Tensor Update(IReadOnlyList<Tensor> yTrue, IReadOnlyList<Tensor> yPred, IReadOnlyList<Tensor?> weights, IReadOnlyList<Tensor> penalties)
    {
        Tensor? total = null;
        for (int i = 0; i < yPred.Count; i++)
        {
            if (losses[i] is not { } loss)
            {
                continue;
            }

            Tensor value = Ops.Cast(loss.Apply(yTrue[i], yPred[i], weights[i]), DType.Float32);
            if (yPred.Count > 1)
            {
                outputTrackers[i].UpdateState(Ops.StopGradient(value));
            }

            if (lossWeights is not null)
            {
                value *= lossWeights[i];
            }

            total = total is null ? value : total + value;
        }

        foreach (Tensor penalty in penalties)
        {
            total = total is null ? penalty : total + Ops.Cast(penalty, DType.Float32);
        }

        if (total is null)
        {
            throw new InvalidOperationException($"{model.Path}: there is no loss to minimise; give Compile one, or add one in a layer.");
        }

        if (total.Shape.Rank > 0)
        {
            total = Ops.Mean(total);
        }

        lossTracker.UpdateState(Ops.StopGradient(total), Ops.Cast(Ops.Size(yPred[0], 0), DType.Float32));
        for (int i = 0; i < yPred.Count; i++)
        {
            Tensor watched = Ops.StopGradient(yPred[i]);
            watched.Mask = yPred[i].Mask;
            watched.Logits = yPred[i].Logits is { } logits ? Ops.StopGradient(logits) : null;
            foreach (Metric metric in metrics[i])
            {
                metric.UpdateState(yTrue[i], watched);
            }

            foreach (Metric metric in weightedMetrics[i])
            {
                metric.UpdateState(yTrue[i], watched, weights[i]);
            }
        }

        return total;
    }

    public void Reset()
    {
        foreach ((_, Metric metric) in Results)
        {
            metric.ResetState();
        }
    }
}
