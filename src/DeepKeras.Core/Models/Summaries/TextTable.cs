using System.Text;

namespace DeepKeras.Models;

/// <summary>How text stands in a column.</summary>
internal enum TextAlignment
{
    Left,
    Right,
    Center,
}

/// <summary>
/// A table with a heavy head, drawn as Rich 13 draws it for Keras: widths are shrunk evenly to the line's length, text is wrapped between
/// words, and a word that is too long ends in an ellipsis.
/// </summary>
internal sealed class TextTable
{
    private readonly int[] widths;
    private readonly TextAlignment[] alignments;
    private readonly string[] head;

    /// <param name="head">The columns' titles.</param>
    /// <param name="alignments">How the columns' text stands.</param>
    /// <param name="wanted">The columns' widths before they are shrunk to the line.</param>
    /// <param name="lineLength">The length of a whole line.</param>
    public TextTable(string[] head, TextAlignment[] alignments, int[] wanted, int lineLength)
    {
        this.head = head;
        this.alignments = alignments;

        // A column's padding is two characters; lines stand between the columns and at both ends.
        int[] padded = [.. wanted.Select(width => width + 2)];
        widths = Shrunk(padded, padded.Sum() - (lineLength - wanted.Length - 1));
    }

    public string Render(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        Rule(text, "┏━┳┓");
        Row(text, head, '┃');
        Rule(text, "┡━╇┩");
        bool first = true;
        foreach (string[] row in rows)
        {
            if (!first)
            {
                Rule(text, "├─┼┤");
            }

            first = false;
            Row(text, row, '│');
        }

        Rule(text, "└─┴┘");
        return text.ToString();
    }

    /// <summary>Rich's ratio_reduce with equal ratios.</summary>
    private static int[] Shrunk(int[] widths, int excess)
    {
        int[] result = [.. widths];
        int left = excess;
        for (int i = 0; i < result.Length && left > 0; i++)
        {
            int taken = Math.Min(widths[i], (int)Math.Round(left / (double)(result.Length - i), MidpointRounding.ToEven));
            result[i] -= taken;
            left -= taken;
        }

        return result;
    }

    private static List<string> Wrapped(string text, int width)
    {
        var lines = new List<string>();
        int start = 0;
        int offset = 0;
        foreach ((int at, int length, int bare) in Words(text))
        {
            if (width - offset < bare && at > start)
            {
                lines.Add(text[start..at]);
                (start, offset) = (at, 0);
            }

            offset += length;
        }

        lines.Add(text[start..]);
        return lines;
    }

    /// <summary>Words with the spaces around them: those in front belong to the first one. Start, length, and length without the spaces behind.</summary>
    private static IEnumerable<(int At, int Length, int Bare)> Words(string text)
    {
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            while (end < text.Length && text[end] != ' ')
            {
                end++;
            }

            int bare = end - at;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            yield return (at, end - at, bare);
            at = end;
        }
    }

    private static string Fitted(string line, int width, TextAlignment alignment)
    {
        string text = line.TrimEnd(' ');
        if (text.Length > width)
        {
            text = width > 0 ? text[..(width - 1)] + "…" : "";
        }

        int missing = width - text.Length;
        return alignment switch
        {
            TextAlignment.Right => new string(' ', missing) + text,
            TextAlignment.Center => new string(' ', missing / 2) + text + new string(' ', missing - (missing / 2)),
            _ => text + new string(' ', missing),
        };
    }

    private void Rule(StringBuilder text, string parts)
    {
        text.Append(parts[0]);
        for (int i = 0; i < widths.Length; i++)
        {
            text.Append(parts[1], widths[i]).Append(i + 1 < widths.Length ? parts[2] : parts[3]);
        }

        text.Append('\n');
    }

    private void Row(StringBuilder text, string[] cells, char edge)
    {
        List<string>[] lines = [.. cells.Select((cell, i) => Wrapped(cell, widths[i] - 2))];
        int height = lines.Max(cell => cell.Count);
        for (int line = 0; line < height; line++)
        {
            text.Append(edge);
            for (int i = 0; i < cells.Length; i++)
            {
                string part = line < lines[i].Count ? lines[i][line] : "";
                text.Append(' ').Append(Fitted(part, Math.Max(0, widths[i] - 2), alignments[i])).Append(' ').Append(edge);
            }

            text.Append('\n');
        }
    }
}
