using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Data;

/// <content>Data sets from ML.NET's data views.</content>
public sealed partial class Dataset
{
    /// <summary>
    /// A data set from ML.NET's data view. Numbers and booleans become numbers, keys become categories, text becomes categories or text as in <see cref="CsvReader"/>,
    /// a vector of numbers becomes one feature a slot, called by its slot name or <c>name[0]</c>, <c>name[1]</c>, and so on. Hidden columns
    /// are left out.
    /// </summary>
    /// <param name="view">The view; it is read once.</param>
    /// <param name="target">The column to predict. Text, booleans and keys make classes; numbers as in <see cref="CsvOptions.Task"/>.</param>
    /// <param name="options">Task, group, time, ignored, category and text columns; how CSV is written does not matter here.</param>
    /// <exception cref="DataException">A column cannot be used; the message names it, and the row from 1.</exception>
    public static Dataset FromDataView(IDataView view, string target, CsvOptions? options = null)
    {
        options = (options ?? new CsvOptions()) with { Target = target };
        string name = options.Name ?? "data view";
        DataViewSchema.Column[] used = [.. view.Schema.Where(column => !column.IsHidden && !options.IgnoredColumns.Contains(column.Name))];
        CsvHeader.CheckRoles([.. view.Schema.Where(column => !column.IsHidden).Select(column => column.Name)], name, options, asDataset: true);
        options = options with { CategoryColumns = [.. options.CategoryColumns, .. used.Where(column => column.Type is KeyDataViewType && !options.TextColumns.Contains(column.Name)).Select(column => column.Name)] };
        var readers = new List<DataViewColumnReader>();
        using DataViewRowCursor cursor = view.GetRowCursor(used);
        foreach (DataViewSchema.Column column in used)
        {
            readers.Add(new DataViewColumnReader(cursor, column, name, options));
        }

        int row = 0;
        while (cursor.MoveNext())
        {
            row++;
            foreach (DataViewColumnReader reader in readers)
            {
                reader.Append(row);
            }
        }

        if (row == 0)
        {
            throw new DataException("the data view has no rows.", name, null);
        }

        return CsvDataset.Assemble([.. readers.SelectMany(reader => reader.Builders)], name, options with { Name = name });
    }

    /// <summary>The visible columns of a data view but some, without a target.</summary>
    internal static IReadOnlyList<Column> ColumnsOf(IDataView view, IReadOnlyList<string> left, CsvOptions options)
    {
        DataViewSchema.Column[] used = [.. view.Schema.Where(column => !column.IsHidden && !left.Contains(column.Name))];
        options = options with { CategoryColumns = [.. options.CategoryColumns, .. used.Where(column => column.Type is KeyDataViewType && !options.TextColumns.Contains(column.Name)).Select(column => column.Name)] };
        using DataViewRowCursor cursor = view.GetRowCursor(used);
        DataViewColumnReader[] readers = [.. used.Select(column => new DataViewColumnReader(cursor, column, "data view", options))];
        for (int row = 1; cursor.MoveNext(); row++)
        {
            foreach (DataViewColumnReader reader in readers)
            {
                reader.Append(row);
            }
        }

        return [.. readers.SelectMany(reader => reader.Builders).Select(builder => CsvDatasetReader.ToColumn(builder, options))];
    }
}
