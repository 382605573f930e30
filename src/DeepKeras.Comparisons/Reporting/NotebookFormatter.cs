namespace DeepKeras.Comparisons.Reporting;

/// <summary>Makes a report the rich output of a notebook's cell: what dotnet-interactive looks for by name, so that no package is needed.</summary>
internal sealed class NotebookFormatterSource
{
    /// <summary>The formatters of the type that names this source.</summary>
    public IEnumerable<object> CreateTypeFormatters()
    {
        yield return new NotebookFormatter();
    }
}

/// <summary>Writes a report's page into a frame.</summary>
internal sealed class NotebookFormatter
{
    /// <summary>What is written.</summary>
    public string MimeType => "text/html";

    /// <summary>Writes a report; false for anything else.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        string? page = instance switch
        {
            ComparisonReport report => report.ToHtml(),
            CurveReport curve => curve.ToHtml(),
            ProbeReport probe => probe.ToHtml(),
            ManyReport many => many.ToHtml(),
            _ => null,
        };
        if (page is null)
        {
            return false;
        }

        writer.Write(HtmlPage.Cell(page, 720));
        return true;
    }
}
