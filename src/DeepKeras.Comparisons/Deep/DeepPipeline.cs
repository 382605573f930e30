using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using DeepKeras.Saving;

namespace DeepKeras.Comparisons.Deep;

/// <summary>
/// A trained model with the preprocessing it was trained with: it takes rows as they stand in a file and gives predictions. It is saved in
/// Keras's format; what Keras does not know, the preprocessing, lies in the file as an asset that Keras passes over.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
public sealed class DeepPipeline : IFittedLearner
{
    private const int PredictionRows = 512;
    private const string Asset = "deepkeras/preprocessing.json";
    private readonly DeepEncoder encoder;
    private readonly PipelineSchema schema;
    private readonly TaskHead head;

    internal DeepPipeline(Model model, DeepEncoder encoder, TaskHead head, PipelineSchema schema)
    {
        Model = model;
        this.encoder = encoder;
        this.head = head;
        this.schema = schema;
    }

    /// <summary>The model. Its inputs are what the preprocessing makes; its output is logits, probabilities, or a standardised number.</summary>
    public Model Model { get; }

    internal DeepEncoder Encoder => encoder;

    /// <summary>What was learnt.</summary>
    public LearningTask Task => schema.Task;

    /// <summary>The classes, in the order of the predictions' columns; empty for regression.</summary>
    public IReadOnlyList<string> Classes => schema.Classes;

    /// <summary>The name of the target column.</summary>
    public string TargetName => schema.Target;

    /// <summary>The name of the data set it was trained on.</summary>
    public string DatasetName => schema.Dataset;

    /// <summary>The feature columns it takes.</summary>
    public IReadOnlyList<PipelineColumn> Columns => schema.Columns;

    /// <inheritdoc/>
    public long Size => Model.ParameterCount;

    /// <inheritdoc/>
    public string SizeUnit => "parameters";

    /// <inheritdoc/>
    public long FileBytes
    {
        get
        {
            string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
            try
            {
                Save(path);
                return new FileInfo(path).Length;
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">A <c>.keras</c> file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is damaged, or has no preprocessing, as a file that Keras wrote.</exception>
    /// <exception cref="ConfigException">The model has a class that is not known.</exception>
    public static DeepPipeline Load(string path)
    {
        string json;
        using (KerasArchive archive = KerasArchive.Open(path))
        {
            if (!archive.Contains(KerasArchive.AssetsPrefix + Asset))
            {
                throw new ModelFileException(path, null, $"a model with its preprocessing ({KerasArchive.AssetsPrefix}{Asset}), as deepkeras train writes it", "a model alone, which Model.Load reads");
            }

            json = archive.ReadText(KerasArchive.AssetsPrefix + Asset);
        }

        Model model = Model.Load(path, compile: false);
        try
        {
            (PipelineSchema schema, DeepEncoder encoder) = PipelineJson.Read(json);
            CheckInputs(model, encoder);
            return new DeepPipeline(model, encoder, TaskHead.Of(model, schema.Task, schema.Classes.Count), schema);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            model.Dispose();
            throw new ModelFileException(path, KerasArchive.AssetsPrefix + Asset, "preprocessing that fits the model", e.Message, e);
        }
    }

    /// <summary>Writes model and preprocessing. A file of that name is replaced only when the new one is whole.</summary>
    /// <param name="path">A name that ends in <c>.keras</c>.</param>
    /// <param name="cancellation">Leaves nothing behind when it is cancelled.</param>
    /// <exception cref="ArgumentException">The name does not end in <c>.keras</c>.</exception>
    public void Save(string path, CancellationToken cancellation = default)
    {
        byte[] json = PipelineJson.Write(schema, encoder);
        Model.SaveWithAssets(path, new Dictionary<string, ReadOnlyMemory<byte>> { [Asset] = json }, cancellation);
    }

    /// <inheritdoc/>
    public Predictions Predict(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        DataArray output = Model.Predict(encoder.Transform(rows), PredictionRows)[0];
        return head.Read(output, encoder.TargetScale, encoder.TargetOffset);
    }

    /// <summary>Predicts rows of a CSV file; its columns are found by name, others are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; kinds of columns are the pipeline's.</param>
    /// <exception cref="DataException">The file cannot be used, or lacks a column.</exception>
    public Predictions PredictCsv(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvReader.Read(path, schema.Read(options ?? new CsvOptions(), null));
        return Predict(schema.Rows(table.Columns, Path.GetFileName(path)));
    }

    internal Predictions PredictColumns(IReadOnlyList<Column> columns, string source) => Predict(schema.Rows(columns, source));

    /// <summary>The labelled rows of a CSV file, in the form the pipeline was trained on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The target column; null: the one it was trained on.</param>
    /// <param name="options">How to read it; kinds of columns are the pipeline's.</param>
    /// <exception cref="DataException">The file cannot be used, lacks a column, or has a class that the pipeline does not know.</exception>
    public Dataset ReadCsv(string path, string? target = null, CsvOptions? options = null)
    {
        CsvTable table = CsvReader.Read(path, schema.Read(options ?? new CsvOptions(), target ?? TargetName));
        return schema.Labelled(table.Columns, target ?? TargetName, Path.GetFileName(path));
    }

    /// <summary>The rows of a data set in the form the pipeline was trained on: columns by name, classes by name.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="DataException">A column is missing, the task is another one, or there is a class that the pipeline does not know.</exception>
    public Dataset Align(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return schema.Labelled(data);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private static void CheckInputs(Model model, DeepEncoder encoder)
    {
        Shape[] made = [.. encoder.Inputs.Select(input => input.Shape.WithBatch())];
        if (model.Inputs.Count != made.Length || !made.Zip(model.Inputs).All(pair => pair.First.IsCompatibleWith(pair.Second.Shape)))
        {
            throw new InvalidDataException(
                $"the preprocessing makes {string.Join(" and ", made.Select(shape => shape.ToString()))}, the model takes {string.Join(" and ", model.Inputs.Select(input => input.Shape.ToString()))}.");
        }
    }
}
