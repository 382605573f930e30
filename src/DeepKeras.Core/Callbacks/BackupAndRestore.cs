using System.Text.Json;
using DeepKeras.Saving;

namespace DeepKeras.Callbacks;

/// <summary>
/// Keeps weights, optimizer state and the number of the epoch in a folder, so that an interrupted training goes on where it stopped when it
/// is started again. Shuffles and dropout are functions of the seed and the step, so the resumed training equals an unbroken one. After
/// <c>keras.callbacks.BackupAndRestore</c>.
/// </summary>
public sealed class BackupAndRestore : Callback
{
    private readonly string folder;
    private readonly string weights;
    private readonly string metadata;
    private StepCounter? steps;
    private int epoch;

    /// <summary>A backup in a folder that nothing else uses.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public BackupAndRestore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        this.folder = folder;
        weights = Path.Combine(folder, "latest.weights.h5");
        metadata = Path.Combine(folder, "training_metadata.json");
    }

    /// <summary>
    /// Save after so many steps, 1 or more, counted on from epoch to epoch, and not at the epochs' ends; a training that was interrupted
    /// then repeats the epoch under way with the weights of that step, as in Keras. Null: save at each epoch's end.
    /// </summary>
    public int? SaveFrequency { get; init => field = Hyperparameter.AtLeast(1, value, nameof(SaveFrequency)); }

    /// <summary>Whether the backup before the last is kept too, for where the last cannot be read.</summary>
    public bool DoubleCheckpoint { get; init; }

    /// <summary>Whether the backup is deleted when the training has come to its end.</summary>
    public bool DeleteCheckpoint { get; init; } = true;

    private IEnumerable<string> Files => [weights, metadata];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is a backup, and the model has no weights yet.</exception>
    /// <exception cref="ModelFileException">The backup is damaged, and there is none before it.</exception>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        steps = SaveFrequency is int frequency ? new StepCounter(frequency) : null;
        epoch = 0;
        try
        {
            Restore();
        }
        catch (Exception e) when (e is ModelFileException or JsonException && Files.All(file => File.Exists(Former(file))))
        {
            Keras.Warn($"BackupAndRestore: the last backup cannot be read, the one before it is taken: {e.Message}");
            foreach (string file in Files)
            {
                File.Copy(Former(file), file, overwrite: true);
            }

            Restore();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => this.epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (steps?.IsDue(batch) == true)
        {
            Save(epoch, batch);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        steps?.EndEpoch();
        if (steps is null)
        {
            Save(epoch + 1, 0);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs)
    {
        if (!DeleteCheckpoint)
        {
            return;
        }

        foreach (string file in Files.Concat(Files.Select(Former)).Where(File.Exists))
        {
            File.Delete(file);
        }

        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static string Former(string file) => file + ".bkp";

    private void Restore()
    {
        if (Files.All(File.Exists))
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(metadata));
            Model.LoadWeights(weights);
            Model.ResumeAt = json.RootElement.GetProperty("epoch").GetInt32();
        }
    }

    private void Save(int resumeAt, int batch)
    {
        Directory.CreateDirectory(folder);
        if (DoubleCheckpoint && Files.All(File.Exists))
        {
            foreach (string file in Files)
            {
                File.Copy(file, Former(file), overwrite: true);
            }
        }

        Model.SaveWeights(weights);
        string beside = metadata + ".new";
        File.WriteAllText(beside, FormattableString.Invariant($$"""{"epoch": {{resumeAt}}, "batch": {{batch}}}"""));
        File.Move(beside, metadata, overwrite: true);
    }
}
