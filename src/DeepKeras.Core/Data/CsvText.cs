namespace DeepKeras.Data;

/// <summary>How a value is written into a CSV file (RFC 4180).</summary>
public static class CsvText
{
    /// <summary>The value, in quotes where a reader would otherwise take it apart, trim it, or take it as a missing value.</summary>
    /// <param name="value">The value; null is written as an empty field, an empty string as <c>""</c>.</param>
    /// <param name="delimiter">The delimiter between fields.</param>
    public static string Quote(string? value, char delimiter = ',')
    {
        if (value is null)
        {
            return "";
        }

        bool plain = value.Length > 0
            && value.AsSpan().IndexOfAny(['"', '\r', '\n', delimiter]) < 0
            && !char.IsWhiteSpace(value[0])
            && !char.IsWhiteSpace(value[^1])
            && value is not ("NA" or "NaN" or "nan" or "null" or "NULL" or "?");
        return plain ? value : $"\"{value.Replace("\"", "\"\"")}\"";
    }
}
