using System.Text.Json;

namespace DeepKeras.Callbacks;

/// <summary>
/// Keeps weights, optimizer state and the number of the epoch in a folder, so that an interrupted training goes on where it stopped when it
/// is started again. Shuffles and dropout are functions of the seed and the step, so the resumed training equals an unbroken one. After
/// <c>keras.callbacks.BackupAndRestore</c>.
/// </summary>
/// <param name="folder">The folder; made if it is not there.</param>
public sealed class BackupAndRestore(string folder) : Callback
{
    private readonly string weights = Path.Combine(folder, "latest.weights.h5");
    private readonly string metadata = Path.Combine(folder, "training_metadata.json");
    private int epoch;
    private int seen;

    /// <summary>Save after so many steps too, counted on from epoch to epoch; a training that was interrupted in an epoch repeats that one. Null: at each epoch's end only.</summary>
    public int? SaveFrequency { get; init; }

    /// <summary>Whether the backup is deleted when the training has come to its end.</summary>
    public bool DeleteCheckpoint { get; init; } = true;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is a backup, and the model has no weights yet.</exception>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        seen = 0;
        if (File.Exists(weights) && File.Exists(metadata))
        {
            Model.LoadWeights(weights);
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(metadata));
            Model.ResumeAt = json.RootElement.GetProperty("epoch").GetInt32();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => this.epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (SaveFrequency is int frequency && ++seen % frequency == 0)
        {
            Save(epoch, batch);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => Save(epoch + 1, 0);

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs)
    {
        if (DeleteCheckpoint)
        {
            File.Delete(metadata);
            File.Delete(weights);
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    private void Save(int resumeAt, int batch)
    {
        Directory.CreateDirectory(folder);
        Model.SaveWeights(weights);
        string beside = metadata + ".new";
        File.WriteAllText(beside, FormattableString.Invariant($$"""{"epoch": {{resumeAt}}, "batch": {{batch}}}"""));
        File.Move(beside, metadata, overwrite: true);
    }
}
