namespace DeepKeras.Callbacks;

/// <summary>Saves the model while it is trained: each epoch, every so many steps, or where a number is better than ever. After <c>keras.callbacks.ModelCheckpoint</c>.</summary>
/// <param name="path">
/// The file, ending in <c>.keras</c>, or in <c>.weights.h5</c> with <see cref="SaveWeightsOnly"/>. It may hold places as
/// Python's <c>str.format</c> has them: <c>{epoch:02d}</c> and <c>{batch}</c>, both from 1, and the logs' names, such as <c>{val_loss:.2f}</c>.
/// </param>
public sealed class ModelCheckpoint(string path) : MonitorCallback
{
    private int epochUnderWay;
    private StepCounter? steps;

    /// <summary>The file, with its places.</summary>
    public string Path { get; } = path;

    /// <summary>Whether only a model that is better than ever is saved.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Whether only the weights are saved.</summary>
    public bool SaveWeightsOnly { get; init; }

    /// <summary>Save after so many steps, 1 or more, counted on from epoch to epoch; null: at each epoch's end.</summary>
    public int? SaveFrequency { get; init => field = Hyperparameter.AtLeast(1, value, nameof(SaveFrequency)); }

    /// <summary>Whether each decision is printed.</summary>
    public bool Verbose { get; init; }

    /// <summary>The value to be better than at first; null: none. It stands in the place of <see cref="MonitorCallback.Best"/>.</summary>
    public double? InitialValueThreshold
    {
        get => Best;
        init => Best = value;
    }

    /// <summary>Writes the model to a path, in place of the usual way; the path may then also end in <c>.h5</c>.</summary>
    public Action<Model, string>? Write { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => SaveFrequency is not null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The path's ending is none that a model or weights are written to.</exception>
    public override void SetModel(Model model)
    {
        base.SetModel(model);
        bool fits = SaveWeightsOnly ? Path.EndsWith(".weights.h5", StringComparison.Ordinal)
            : Path.EndsWith(".keras", StringComparison.Ordinal) || (Write is not null && Path.EndsWith(".h5", StringComparison.Ordinal));
        if (!fits)
        {
            throw new ArgumentException($"ModelCheckpoint: the path is to end in {(SaveWeightsOnly ? ".weights.h5, as weights only are saved" : ".keras")}; got \"{Path}\".");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => epochUnderWay = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (SaveFrequency is int frequency && (steps ??= new StepCounter(frequency)).IsDue(batch))
        {
            Consider(epochUnderWay, batch, logs);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        SetDirection();
        steps?.EndEpoch();
        if (SaveFrequency is null)
        {
            Consider(epoch, null, logs);
        }
    }

    private void Consider(int epoch, int? batch, IDictionary<string, float> logs)
    {
        var counts = new Dictionary<string, long> { ["epoch"] = epoch + 1 };
        if (batch is int number)
        {
            counts["batch"] = number + 1;
        }

        string file = FileNameTemplate.Format(Path, counts, logs.ToDictionary(pair => pair.Key, pair => (double)pair.Value));
        if (!IsToBeSaved(epoch, logs, file))
        {
            return;
        }

        if (System.IO.Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        if (Write is not null)
        {
            Write(Model, file);
        }
        else if (SaveWeightsOnly)
        {
            Model.SaveWeights(file);
        }
        else
        {
            Model.Save(file);
        }

        Say(epoch, $"finished saving model to {file}");
    }

    private bool IsToBeSaved(int epoch, IDictionary<string, float> logs, string file)
    {
        if (!SaveBestOnly)
        {
            Say(epoch, $"saving model to {file}");
            return true;
        }

        if (!logs.TryGetValue(Monitor, out float current))
        {
            Keras.Warn($"ModelCheckpoint watches {Monitor}, which is not there (there are {string.Join(", ", logs.Keys)}); the model is saved.");
            return true;
        }

        string best = Best is double value ? PythonFormat.Format(value, false, ".5f") : "None";
        if (!IsImprovement(current, Best))
        {
            Say(epoch, $"{Monitor} did not improve from {best}");
            return false;
        }

        Say(epoch, $"{Monitor} improved from {best} to {PythonFormat.Format(current, false, ".5f")}, saving model to {file}");
        Best = current;
        return true;
    }

    private void Say(int epoch, string what)
    {
        if (Verbose)
        {
            Keras.Print($"\nEpoch {epoch + 1}: {what}\n");
        }
    }
}
