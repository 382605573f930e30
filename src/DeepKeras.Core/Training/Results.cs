using DeepKeras.Metrics;

namespace DeepKeras.Training;

/// <summary>Brings loss and metrics so far from the engine to the host.</summary>
internal sealed class Results(Model model, CompiledLoss loss, bool training)
{
    private HostArray?[]? values;

    /// <summary>The results by name.</summary>
    public Dictionary<string, float> Fetch()
    {
        IReadOnlyList<(string Name, Metric Metric)> results = loss.ResultsOf(training);
        Executable executable = model.Executable($"results {string.Join(' ', results.Select(result => result.Name))}", () => StepGraphs.Results(results));
        values ??= new HostArray?[executable.OutputCount];
        executable.Run([], values);
        var logs = new Dictionary<string, float>(values.Length, StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++)
        {
            HostArray value = values[i]!;
            logs[results[i].Name] = value.Elements == 1 ? value.As<float>()[0]
                : throw new InvalidOperationException($"{model.Path}: the metric \"{results[i].Name}\" gives {value.Shape}, not one number, and cannot stand in a history.");
        }

        return logs;
    }
}
