using System.Text;

namespace DeepKeras.Operations;

/// <summary>What TensorFlow's string operations make of texts; see <see cref="TextTokens"/>.</summary>
internal static class Tokens
{
    private const string Punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";

    /// <summary>The tokens of each row.</summary>
    public static List<string>[] Rows(HostArray x, TextTokens op)
    {
        int rows = x.Shape.Rank == 0 ? 1 : x.Shape[0];
        int width = rows == 0 ? 0 : (int)(x.Elements / rows);
        var result = new List<string>[rows];
        for (int row = 0; row < rows; row++)
        {
            var tokens = new List<string>();
            for (int i = 0; i < width; i++)
            {
                Split(Cleaned(x.Texts[(row * width) + i], op.Cleaning), op.Splitting, tokens);
            }

            result[row] = op.NGrams.Count == 0 ? tokens : NGrams(tokens, op.NGrams);
        }

        return result;
    }

    /// <summary>Rows of one length, filled up with "".</summary>
    public static HostArray Dense(List<string>[] rows, int length)
    {
        int width = length >= 0 ? length : rows.Length == 0 ? 0 : rows.Max(row => row.Count);
        var result = new HostArray(DType.String, [rows.Length, width]);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int i = 0; i < Math.Min(width, rows[row].Count); i++)
            {
                result.Texts[(row * width) + i] = rows[row][i];
            }
        }

        return result;
    }

    /// <summary>TensorFlow's <c>lower</c> changes ASCII letters alone.</summary>
    private static string Cleaned(string text, TextCleaning cleaning)
    {
        bool lower = cleaning is TextCleaning.Lower or TextCleaning.LowerAndStripPunctuation;
        bool strip = cleaning is TextCleaning.StripPunctuation or TextCleaning.LowerAndStripPunctuation;
        if (!lower && !strip)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!strip || !Punctuation.Contains(c))
            {
                result.Append(lower && char.IsAsciiLetterUpper(c) ? (char)(c + ('a' - 'A')) : c);
            }
        }

        return result.ToString();
    }

    private static void Split(string text, TextSplitting splitting, List<string> tokens)
    {
        switch (splitting)
        {
            case TextSplitting.None:
                tokens.Add(text);
                break;
            case TextSplitting.Whitespace:
                tokens.AddRange(text.Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries));
                break;
            case TextSplitting.Character:
                tokens.AddRange(text.EnumerateRunes().Select(rune => rune.ToString()));
                break;
        }
    }

    /// <summary>All of the first width, then all of the next.</summary>
    private static List<string> NGrams(List<string> tokens, AxisList widths)
    {
        var result = new List<string>();
        foreach (int width in widths.Span)
        {
            for (int i = 0; i + width <= tokens.Count; i++)
            {
                result.Add(string.Join(' ', tokens.Skip(i).Take(width)));
            }
        }

        return result;
    }
}
