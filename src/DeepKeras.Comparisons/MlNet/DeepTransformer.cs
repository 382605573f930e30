using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.MlNet;

/// <summary>A trained DeepKeras model as a step of an ML.NET pipeline: it adds its predictions to the columns.</summary>
/// <remarks>Used by one thread at a time. A view is read once when its first prediction is asked for.</remarks>
public sealed class DeepTransformer : ITransformer, IDisposable
{
    private readonly string target;

    internal DeepTransformer(DeepPipeline pipeline, string target)
    {
        Pipeline = pipeline;
        this.target = target;
    }

    /// <summary>The model with its preprocessing; it saves itself as <c>.keras</c>.</summary>
    public DeepPipeline Pipeline { get; }

    /// <summary>True: a row's prediction depends on that row alone.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>A pipeline saved as <c>.keras</c>, as a transformer.</summary>
    /// <param name="path">The file.</param>
    public static DeepTransformer Load(string path)
    {
        DeepPipeline pipeline = DeepPipeline.Load(path);
        return new DeepTransformer(pipeline, pipeline.TargetName);
    }

    /// <summary>The rows with the columns <c>PredictedLabel</c> (classes only) and <c>Score</c>.</summary>
    /// <param name="input">Rows with the columns of the training.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new PredictedView(input, Pipeline.Task, Pipeline.Classes, () => Predict(input));
    }

    /// <summary>The columns that come out for the columns that come in.</summary>
    /// <param name="inputSchema">The columns that come in.</param>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => PredictedView.SchemaOf(inputSchema, Pipeline.Task, Pipeline.Classes);

    /// <summary>Rows one by one are not offered: a model is fast in batches.</summary>
    /// <param name="inputSchema">The columns that come in.</param>
    /// <exception cref="NotSupportedException">Always; use <see cref="Transform"/>.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException("DeepKeras predicts rows in batches: use Transform.");

    /// <summary>Lets the model go.</summary>
    public void Dispose() => Pipeline.Dispose();

    // ML.NET's own file format knows only its own types.
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("save the model with Pipeline.Save(\"model.keras\") and load it with DeepTransformer.Load.");

    private Predictions Predict(IDataView input)
    {
        IReadOnlyList<Column> columns = Dataset.ColumnsOf(input, [target], new CsvOptions
        {
            CategoryColumns = Of(ColumnKind.Category, input),
            TextColumns = Of(ColumnKind.Text, input),
        });
        return Pipeline.PredictColumns(columns, "data view");
    }

    private string[] Of(ColumnKind kind, IDataView input) =>
        [.. Pipeline.Columns.Where(column => column.Kind == kind && input.Schema.GetColumnOrNull(column.Name) is not null).Select(column => column.Name)];
}
