using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>
/// Writes a line an epoch to a CSV file: the epoch from 0, then the logs' numbers with all their digits. The first epoch settles the
/// columns; what is missing is <c>NA</c>. Lines end in CR LF. After <c>keras.callbacks.CSVLogger</c>.
/// </summary>
/// <param name="path">The file.</param>
public sealed class CsvLogger(string path) : Callback
{
    private string[]? columns;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What stands between the columns.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>Whether lines are added to a file that is there already; without its columns' names, unless it is empty.</summary>
    public bool Append { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        columns = null;
        if (!Append)
        {
            File.WriteAllText(Path, "");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => Write(epoch, logs.ToDictionary(pair => pair.Key, pair => (double)pair.Value));

    /// <summary>Writes an epoch's line, the columns' names before the first. The file is closed in between, so that a cancelled training leaves it whole.</summary>
    internal void Write(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        var text = new StringBuilder();
        if (columns is null)
        {
            columns = [.. logs.Keys.Order(StringComparer.Ordinal)];
            if (columns.Length > 0 && !columns.Any(name => name.StartsWith("val_", StringComparison.Ordinal)))
            {
                columns = [.. columns, .. columns.Select(name => $"val_{name}")];
            }

            if (!File.Exists(Path) || new FileInfo(Path).Length == 0)
            {
                AppendLine(text, columns.Prepend("epoch"));
            }
        }

        AppendLine(text, columns.Select(name => logs.TryGetValue(name, out double value) ? PythonFormat.Repr(value) : "NA").Prepend(PythonFormat.Integer(epoch)));
        File.AppendAllText(Path, text.ToString());
    }

    private void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(Separator, cells.Select(Quoted)).Append("\r\n");

    private string Quoted(string cell) =>
        cell.Contains(Separator, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
