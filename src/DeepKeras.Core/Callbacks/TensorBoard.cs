using System.Diagnostics;
using DeepKeras.Saving;

namespace DeepKeras.Callbacks;

/// <summary>
/// Writes event files that TensorBoard shows: loss, metrics and learning rate, each epoch's or each few steps', the evaluation by optimizer
/// steps, the model's layers and operations, histograms and pictures of the weights, embeddings. TensorFlow is not needed. After
/// <c>keras.callbacks.TensorBoard</c>, with its folders (<c>train</c>, <c>validation</c>) and tags (<c>epoch_loss</c>,
/// <c>epoch_learning_rate</c>, <c>batch_loss</c>, <c>evaluation_loss_vs_iterations</c>, <c>dense/kernel/histogram</c>).
/// </summary>
/// <param name="logFolder">The folder to be shown by <c>tensorboard --logdir</c>; made if it is not there. Nothing else writes to it.</param>
/// <remarks>
/// Unlike Keras, numbers of epochs and evaluations are written whatever <see cref="UpdateFrequency"/> is, the graph is the model's forward
/// computation whatever the engine, and embeddings come as tables that TensorBoard can read. There is no profiler.
/// </remarks>
public sealed class TensorBoard(string logFolder = "logs") : Callback, IDisposable
{
    private readonly EventFile train = new(Path.Combine(logFolder, "train"));
    private readonly EventFile validation = new(Path.Combine(logFolder, "validation"));
    private bool graphIsWritten;
    private long trainBatch;
    private long iterationsBefore;
    private long batchStart;
    private long epochStart;

    /// <summary>The folder.</summary>
    public string LogFolder { get; } = logFolder;

    /// <summary>Every so many epochs the weights' histograms are written; 0: never.</summary>
    public int HistogramFrequency { get; init => field = Hyperparameter.AtLeast(0, value, nameof(HistogramFrequency)); }

    /// <summary>Whether the model's layers and its operations are written.</summary>
    public bool WriteGraph { get; init; } = true;

    /// <summary>Whether weights are written as pictures too, with the histograms.</summary>
    public bool WriteImages { get; init; }

    /// <summary>Whether training steps a second are written, for each epoch and, with <see cref="UpdateFrequency"/>, for steps.</summary>
    public bool WriteStepsPerSecond { get; init; }

    /// <summary>After so many steps loss and metrics so far are written as <c>batch_…</c>, 1 or more; they are then fetched at each step, which costs time. Null: only at epochs' ends.</summary>
    public int? UpdateFrequency { get; init => field = Hyperparameter.AtLeast(1, value, nameof(UpdateFrequency)); }

    /// <summary>Every so many epochs the vectors of embedding layers are written for the projector; 0: never.</summary>
    public int EmbeddingsFrequency { get; init => field = Hyperparameter.AtLeast(0, value, nameof(EmbeddingsFrequency)); }

    /// <summary>The names of files with a line of text for each vector, by embedding layers' names; relative to the folder.</summary>
    public IReadOnlyDictionary<string, string>? EmbeddingsMetadata { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => UpdateFrequency is not null;

    private Projector Projector => new(LogFolder, EmbeddingsMetadata);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="EmbeddingsMetadata"/> names no embedding layer.</exception>
    public override void SetModel(Model model)
    {
        base.SetModel(model);
        if (EmbeddingsFrequency > 0)
        {
            Projector.Configure(model);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        trainBatch = 0;
        iterationsBefore = 0;
        if (WriteGraph && !graphIsWritten)
        {
            graphIsWritten = true;
            WriteModel();
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs) => Dispose();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
        iterationsBefore = Model.Optimizer?.Iterations ?? 0;
        epochStart = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, IDictionary<string, float> logs)
    {
        trainBatch++;
        batchStart = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (UpdateFrequency is not int frequency || trainBatch % frequency != 0)
        {
            return;
        }

        if (WriteStepsPerSecond)
        {
            train.Add(trainBatch, SummaryValues.Scalar("batch_steps_per_second", (float)(1 / Seconds(batchStart))));
        }

        foreach ((string name, float value) in logs)
        {
            train.Add(trainBatch, SummaryValues.Scalar($"batch_{name}", value));
        }
    }

    /// <inheritdoc/>
    public override void OnTestEnd(IDictionary<string, float> logs)
    {
        if (Model.Optimizer is { } optimizer)
        {
            foreach ((string name, float value) in logs)
            {
                validation.Add(optimizer.Iterations, SummaryValues.Scalar($"evaluation_{name}_vs_iterations", value));
            }

            validation.Flush();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        WriteEpoch(epoch, logs);
        if (HistogramFrequency > 0 && epoch % HistogramFrequency == 0)
        {
            WriteWeights(epoch);
        }

        if (EmbeddingsFrequency > 0 && epoch % EmbeddingsFrequency == 0)
        {
            Projector.Write(Model);
        }

        train.Flush();
        validation.Flush();
    }

    /// <summary>Closes the files; a further training begins new ones in the same folder.</summary>
    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
    }

    private static double Seconds(long since) => Math.Max(Stopwatch.GetElapsedTime(since).TotalSeconds, 1e-9);

    private void WriteEpoch(int epoch, IDictionary<string, float> logs)
    {
        var numbers = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach ((string name, float value) in logs)
        {
            if (name.StartsWith("val_", StringComparison.Ordinal))
            {
                validation.Add(epoch, SummaryValues.Scalar($"epoch_{name["val_".Length..]}", value));
            }
            else
            {
                numbers[name] = value;
            }
        }

        LearningRates.Log(Model, numbers);
        if (WriteStepsPerSecond)
        {
            numbers["steps_per_second"] = (float)((Model.Optimizer!.Iterations - iterationsBefore) / Seconds(epochStart));
        }

        foreach ((string name, float value) in numbers)
        {
            train.Add(epoch, SummaryValues.Scalar($"epoch_{name}", value));
        }
    }

    private void WriteWeights(int epoch)
    {
        foreach (Variable weight in Model.Layers.SelectMany(layer => layer.Weights))
        {
            string tag = weight.Path.Replace(':', '_');
            train.Add(epoch, SummaryValues.Histogram($"{tag}/histogram", weight.Host));
            if (WriteImages && WeightImages.Of(weight.Host) is { } images)
            {
                train.Add(epoch, SummaryValues.Images($"{tag}/image", images.Width, images.Height, images.Pngs));
            }
        }
    }

    /// <summary>A model that cannot be written, such as one with a layer of one's own without a config, is trained all the same.</summary>
    private void WriteModel()
    {
        try
        {
            train.Add(0, SummaryValues.KerasModel("keras", Model.ToJson()));
        }
        catch (ConfigException e)
        {
            Keras.Warn($"TensorBoard: the model's layers are not shown: {e.Message}");
        }

        if (Model.IsBuilt)
        {
            train.AddGraph(GraphMessage.Of(InferenceGraph.Of(Model).Graph));
        }
    }
}
