namespace DeepKeras.Training;

/// <summary>Brings loss and metrics so far from the engine to the host.</summary>
internal sealed class Results(Model model, CompiledLoss loss)
{
    private HostArray?[]? values;

    /// <summary>The results by name.</summary>
    public Dictionary<string, float> Fetch()
    {
        Executable executable = model.Executable("results", () => StepGraphs.Results(loss));
        values ??= new HostArray?[executable.OutputCount];
        executable.Run([], values);
        var logs = new Dictionary<string, float>(values.Length, StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++)
        {
            HostArray value = values[i]!;
            logs[loss.Results[i].Name] = value.Elements == 1 ? value.As<float>()[0]
                : throw new InvalidOperationException($"{model.Path}: the metric \"{loss.Results[i].Name}\" gives {value.Shape}, not one number, and cannot stand in a history.");
        }

        return logs;
    }
}
