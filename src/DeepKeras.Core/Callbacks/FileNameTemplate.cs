using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>A file's name with places for numbers, as Python's <c>str.format</c> has them: <c>model-{epoch:02d}-{val_loss:.2f}.keras</c>.</summary>
internal static class FileNameTemplate
{
    /// <exception cref="ArgumentException">A name is not among the numbers, or a format is not known.</exception>
    public static string Format(string template, IReadOnlyDictionary<string, long> integers, IReadOnlyDictionary<string, double> numbers)
    {
        var result = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int end = template.IndexOf('}', i);
                if (end < 0)
                {
                    throw new ArgumentException($"\"{template}\": a {{ is not closed.", nameof(template));
                }

                result.Append(Place(template, template[(i + 1)..end], integers, numbers));
                i = end;
            }
            else
            {
                result.Append(c is '}' ? throw new ArgumentException($"\"{template}\": a }} stands alone; write it twice.", nameof(template)) : c);
            }
        }

        return result.ToString();
    }

    private static string Place(string template, string place, IReadOnlyDictionary<string, long> integers, IReadOnlyDictionary<string, double> numbers)
    {
        int colon = place.IndexOf(':');
        string name = colon < 0 ? place : place[..colon];
        string format = colon < 0 ? "" : place[(colon + 1)..];
        try
        {
            return integers.TryGetValue(name, out long integer) ? PythonFormat.Format(integer, true, format)
                : numbers.TryGetValue(name, out double number) ? PythonFormat.Format(number, false, format)
                : throw new ArgumentException($"\"{template}\": {NameSuggestion.Unknown("number", name, [.. integers.Keys, .. numbers.Keys])}", nameof(template));
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"\"{template}\": {e.Message}", nameof(template), e);
        }
    }
}
