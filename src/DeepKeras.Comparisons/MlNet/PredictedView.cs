using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.MlNet;

/// <summary>A view with predictions beside its columns.</summary>
internal sealed class PredictedView : IDataView
{
    private readonly IDataView input;
    private readonly LearningTask task;
    private readonly IReadOnlyList<string> classes;
    private readonly Lazy<Predictions> predictions;
    private readonly int first;

    public PredictedView(IDataView input, LearningTask task, IReadOnlyList<string> classes, Func<Predictions> predict)
    {
        this.input = input;
        this.task = task;
        this.classes = classes;
        predictions = new Lazy<Predictions>(predict);
        first = input.Schema.Count;
        Schema = SchemaOf(input.Schema, task, classes);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public static DataViewSchema SchemaOf(DataViewSchema input, LearningTask task, IReadOnlyList<string> classes)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        if (task == LearningTask.Regression)
        {
            builder.AddColumn("Score", NumberDataViewType.Single);
            return builder.ToSchema();
        }

        builder.AddColumn("PredictedLabel", TextDataViewType.Instance);
        var names = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] slots = [.. classes.Select(name => name.AsMemory())];
        names.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, slots.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(slots.Length, slots));
        builder.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, classes.Count), names.ToAnnotations());
        return builder.ToSchema();
    }

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return new Cursor(this, input.GetRowCursor(needed.Where(column => column.Index < first).Select(column => input.Schema[column.Index])), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(PredictedView view, DataViewRowCursor rows, DataViewSchema.Column[] needed) : DataViewRowCursor
    {
        private readonly HashSet<int> active = [.. needed.Select(column => column.Index)];

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext() => rows.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < view.first)
            {
                return rows.GetGetter<TValue>(view.input.Schema[column.Index]);
            }

            Delegate getter = view.task == LearningTask.Regression
                ? (ValueGetter<float>)((ref float value) => value = view.predictions.Value.Numbers[(int)rows.Position])
                : column.Index == view.first
                    ? (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = view.classes[Likeliest()].AsMemory())
                    : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => value = new VBuffer<float>(view.classes.Count, Scores()));
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rows.Dispose();
            }

            base.Dispose(disposing);
        }

        private float[] Scores() => [.. Enumerable.Range(0, view.classes.Count).Select(c => view.predictions.Value.Scores[(int)rows.Position, c])];

        private int Likeliest()
        {
            float[] scores = Scores();
            return Array.IndexOf(scores, scores.Max());
        }
    }
}
