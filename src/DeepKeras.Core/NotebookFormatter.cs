namespace DeepKeras;

/// <summary>
/// Writes an object into a notebook's cell: what dotnet-interactive takes from the class that <see cref="TypeFormatterSourceAttribute"/> names. It knows both
/// by their members' names alone, so that no package is needed.
/// </summary>
/// <param name="html">The object's HTML; null: it is not shown so.</param>
internal sealed class NotebookFormatter(Func<object, string?> html)
{
    /// <summary>What is written.</summary>
    public string MimeType => "text/html";

    /// <summary>Writes an object; false where it is not shown so.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (html(instance) is not { } text)
        {
            return false;
        }

        writer.Write(text);
        return true;
    }
}
