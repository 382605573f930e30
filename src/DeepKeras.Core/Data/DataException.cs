namespace DeepKeras.Data;

/// <summary>Data that cannot be used as they are. The message names the place: file, line and column as far as they are known.</summary>
public sealed class DataException : Exception
{
    /// <summary>An error without a place.</summary>
    /// <param name="message">What was expected and what came.</param>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a place, with its cause.</summary>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="cause">The error below it.</param>
    public DataException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>An error at a place: <c>people.csv, line 7, column "age": expected a number, got "old".</c></summary>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="line">The line in the file, from 1; null when no one line is at fault.</param>
    /// <param name="column">The column's name; null when no one column is at fault.</param>
    /// <param name="cause">The error below it, if any.</param>
    public DataException(string message, string file, int? line, string? column = null, Exception? cause = null)
        : base(
            file + (line is null ? "" : $", line {line}") + (column is null ? "" : $", column \"{column}\"") + ": " + message,
            cause)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file's name, if the data came from one.</summary>
    public string? File { get; }

    /// <summary>The line in the file, from 1, if one is at fault.</summary>
    public int? Line { get; }

    /// <summary>The column's name, if one is at fault.</summary>
    public string? Column { get; }

    /// <summary>Whether what was asked for is at fault rather than the data: a file or a column that is not there.</summary>
    public bool IsCallersMistake { get; init; }
}
