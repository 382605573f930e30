namespace DeepKeras.Cli.Views;

/// <summary>Rows of text in columns.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> rows = [header];

    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Writes the table; the first columns and the last one are left-aligned, the others right-aligned.</summary>
    public void Write(TextWriter output, int leftColumns = 1)
    {
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(c => rows.Max(row => row[c].Length))];
        for (int r = 0; r < rows.Count; r++)
        {
            output.WriteLine(string.Join("  ", rows[r].Select((cell, c) =>
                c < leftColumns || (c == header.Length - 1 && leftColumns > 1) ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
            if (r == 0)
            {
                output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
            }
        }
    }
}
