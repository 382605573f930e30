using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.MlNet;

/// <summary>Any pipeline of ML.NET as a learner.</summary>
internal sealed class EstimatorLearner(string name, Func<MLContext, IEstimator<ITransformer>> make, string settings) : ILearner
{
    public string Name => name;

    public LearnerKind Kind => LearnerKind.Shallow;

    public string Settings => settings;

    public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var context = new MLContext(seed);
        using CancellationTokenRegistration registration = cancellation.Register(() => MlNetAccess.CancelExecution(context));
        try
        {
            var view = new DatasetView(training);
            return new Fitted(context, make(context).Fit(view), view.Schema, training);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private sealed class Fitted : IFittedLearner
    {
        private readonly ITransformer model;
        private readonly string name;
        private readonly LearningTask task;
        private readonly IReadOnlyList<string> classes;

        public Fitted(MLContext context, ITransformer model, DataViewSchema schema, Dataset training)
        {
            this.model = model;
            (name, task, classes) = (training.Name, training.Task, training.Classes);
            using var stream = new MemoryStream();
            context.Model.Save(model, schema, stream);
            FileBytes = stream.Length;
        }

        // ML.NET does not tell what a pipeline is made of; its file does how large it is.
        public long Size => FileBytes;

        public string SizeUnit => "bytes";

        public long FileBytes { get; }

        public Predictions Predict(Dataset rows)
        {
            IDataView output = model.Transform(new DatasetView(rows));
            if (task == LearningTask.Regression)
            {
                return Predictions.OfNumbers([.. Column<float>(output, "Score")]);
            }

            return task == LearningTask.Binary ? Binary(output) : Multiclass(output, rows.Rows);
        }

        public void Dispose() => (model as IDisposable)?.Dispose();

        private Predictions Binary(IDataView output)
        {
            bool probabilities = output.Schema.GetColumnOrNull("Probability") is not null;
            float[] second = [.. Column<float>(output, probabilities ? "Probability" : "Score")];
            var scores = new float[second.Length, 2];
            for (int row = 0; row < second.Length; row++)
            {
                (scores[row, 0], scores[row, 1]) = (probabilities ? 1 - second[row] : -second[row], second[row]);
            }

            return probabilities ? Predictions.OfProbabilities(scores) : Predictions.OfMargins(scores);
        }

        private Predictions Multiclass(IDataView output, int rows)
        {
            DataViewSchema.Column column = Found(output, "Score");
            int[] place = Places(column);
            var scores = new float[rows, classes.Count];
            bool probabilities = true;
            int row = 0;
            foreach (VBuffer<float> vector in output.GetColumn<VBuffer<float>>(column))
            {
                float sum = 0;
                float[] values = [.. vector.DenseValues()];
                for (int slot = 0; slot < values.Length; slot++)
                {
                    scores[row, place[slot]] = values[slot];
                    sum += values[slot];
                    probabilities &= values[slot] is >= 0 and <= 1.0001f;
                }

                probabilities &= Math.Abs(sum - 1) < 1e-3f;
                row++;
            }

            return probabilities ? Predictions.OfProbabilities(scores) : Predictions.OfMargins(scores);
        }

        // A pipeline may have numbered the classes anew; the slots' names say how.
        private int[] Places(DataViewSchema.Column column)
        {
            int slots = ((VectorDataViewType)column.Type).Size;
            int[] inOrder = [.. Enumerable.Range(0, slots)];
            if (slots > classes.Count)
            {
                throw new InvalidOperationException($"the pipeline gives {slots} scores for {classes.Count} classes.");
            }

            if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is not { } names || names.Type is not VectorDataViewType { ItemType: TextDataViewType })
            {
                return inOrder;
            }

            VBuffer<ReadOnlyMemory<char>> values = default;
            column.GetSlotNames(ref values);
            int[] found = [.. values.DenseValues().Select(slot => IndexOf(slot.ToString()))];
            return found.Length == slots && found.All(index => index >= 0) && found.Distinct().Count() == slots ? found : inOrder;
        }

        private int IndexOf(string of)
        {
            for (int c = 0; c < classes.Count; c++)
            {
                if (classes[c] == of)
                {
                    return c;
                }
            }

            return -1;
        }

        private IEnumerable<T> Column<T>(IDataView output, string column) => output.GetColumn<T>(Found(output, column));

        private DataViewSchema.Column Found(IDataView output, string column) => output.Schema.GetColumnOrNull(column) ?? throw new InvalidOperationException(
            $"data set \"{name}\": the pipeline gives no column \"{column}\"; it has {string.Join(", ", output.Schema.Select(c => c.Name).Distinct())}.");
    }
}
