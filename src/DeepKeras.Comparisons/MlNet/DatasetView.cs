using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.MlNet;

/// <summary>
/// A data set as ML.NET reads data: a column for each feature under its own name (numbers as Single, the rest as text), and where there is a
/// target the column Label: a Boolean for two classes, a key with the classes' names for more, a number for regression.
/// </summary>
internal sealed class DatasetView : IDataView
{
    private readonly Dataset data;

    public DatasetView(Dataset data)
    {
        this.data = data;
        if (data.Features.FirstOrDefault(column => column.Name == Label) is not null)
        {
            throw new ArgumentException($"data set \"{data.Name}\": a feature is called \"{Label}\", which is the target's name in ML.NET; rename it.");
        }

        var builder = new DataViewSchema.Builder();
        foreach (Column column in data.Features)
        {
            builder.AddColumn(column.Name, column.Kind == ColumnKind.Number ? NumberDataViewType.Single : TextDataViewType.Instance);
        }

        switch (data.Task)
        {
            case LearningTask.Regression: builder.AddColumn(Label, NumberDataViewType.Single); break;
            case LearningTask.Binary: builder.AddColumn(Label, BooleanDataViewType.Instance); break;
            default: builder.AddColumn(Label, new KeyDataViewType(typeof(uint), data.Classes.Count), KeyNames(data.Classes)); break;
        }

        Schema = builder.ToSchema();
    }

    /// <summary>The name of the target's column.</summary>
    public const string Label = "Label";

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => data.Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema.Annotations KeyNames(IReadOnlyList<string> classes)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] names = [.. classes.Select(name => name.AsMemory())];
        builder.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
        return builder.ToAnnotations();
    }

    private sealed class Cursor(DatasetView view, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> active = [.. needed.Select(column => column.Index)];
        private long position = -1;

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext() => ++position < view.data.Rows;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Dataset data = view.data;
            Delegate getter = column.Index < data.Features.Count
                ? Feature(data.Features[column.Index])
                : data.Task switch
                {
                    LearningTask.Regression => (ValueGetter<float>)((ref float value) => value = data.Targets[(int)position]),
                    LearningTask.Binary => (ValueGetter<bool>)((ref bool value) => value = data.Labels[(int)position] == 1),
                    _ => (ValueGetter<uint>)((ref uint value) => value = (uint)data.Labels[(int)position] + 1),
                };
            return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}.");
        }

        private Delegate Feature(Column column) => column.Kind == ColumnKind.Number
            ? (ValueGetter<float>)((ref float value) => value = column.Numbers[(int)position])
            : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = column.Strings[(int)position].AsMemory());
    }
}
