namespace DeepKeras.Data;

/// <summary>The columns of a CSV file, with no part given to any of them yet.</summary>
public sealed class CsvTable
{
    internal CsvTable(string name, IReadOnlyList<Column> columns, int rows, IReadOnlyList<string> warnings)
    {
        Name = name;
        Columns = columns;
        Rows = rows;
        Warnings = warnings;
    }

    /// <summary>The file's name, without its endings.</summary>
    public string Name { get; }

    /// <summary>The columns in the file's order, without the ignored ones. A column without a value is one of numbers, all NaN.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows, without the header.</summary>
    public int Rows { get; }

    /// <summary>What a person should know about how the columns were read.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>A column by its name.</summary>
    /// <param name="name">The name in the header; case counts.</param>
    /// <exception cref="DataException">There is none; the message lists the columns and the nearest name.</exception>
    public Column this[string name] =>
        Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new DataException(NameSuggestion.Unknown("column", name, Columns.Select(column => column.Name)), Name, null);
}
