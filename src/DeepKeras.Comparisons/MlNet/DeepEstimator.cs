using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.MlNet;

/// <summary>A DeepKeras model as a step of an ML.NET pipeline: it trains on a data view and gives a <see cref="DeepTransformer"/>.</summary>
/// <remarks>
/// It takes every visible column but the target as a feature, numbers, text and vectors alike, and adds <c>PredictedLabel</c> (text) with
/// <c>Score</c> (a vector of probabilities) for classes, or <c>Score</c> (a number) for a number.
/// </remarks>
/// <param name="learner">The model, such as <see cref="DeepLearner.Mlp"/>.</param>
/// <param name="target">The column to predict.</param>
/// <param name="options">Task and kinds of columns; null: they follow from the view.</param>
/// <param name="seed">What initial weights and the order of rows follow from.</param>
public sealed class DeepEstimator(DeepLearner learner, string target = "Label", CsvOptions? options = null, int seed = 0) : IEstimator<DeepTransformer>
{
    /// <summary>Trains the model.</summary>
    /// <param name="input">The rows; read once.</param>
    /// <exception cref="DataException">A column cannot be used.</exception>
    /// <exception cref="ArgumentException">The data are not what the model takes.</exception>
    public DeepTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Dataset data = Dataset.FromDataView(input, target, options);
        return new DeepTransformer(learner.Fit(data, seed), target);
    }

    /// <summary>
    /// The columns that come out: those that come in, and the predictions. A target of numbers counts as a regression here unless the options say
    /// otherwise.
    /// </summary>
    /// <param name="inputSchema">The columns that come in.</param>
    /// <exception cref="ArgumentException">The target is not among them.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] columns = [.. inputSchema];
        int at = Array.FindIndex(columns, column => column.Name == target);
        if (at < 0)
        {
            throw new ArgumentException($"there is no column \"{target}\" to learn; there are {string.Join(", ", columns.Select(column => column.Name))}.", nameof(inputSchema));
        }

        bool classes = options?.Task is { } task ? task != LearningTask.Regression
            : columns[at].IsKey || columns[at].ItemType is TextDataViewType or BooleanDataViewType;
        SchemaShape.Column score = MlNetAccess.Column("Score", classes ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, null);
        SchemaShape.Column[] added = classes ? [MlNetAccess.Column("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false, null), score] : [score];
        return new SchemaShape(columns.Where(column => added.All(own => own.Name != column.Name)).Concat(added));
    }
}
