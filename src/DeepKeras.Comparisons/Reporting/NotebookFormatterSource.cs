namespace DeepKeras.Comparisons.Reporting;

/// <summary>Makes a report the rich output of a notebook's cell: its page in a frame.</summary>
internal sealed class NotebookFormatterSource
{
    private const int Height = 720;

    /// <summary>The formatters of the type that names this source.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new NotebookFormatter(instance => PageOf(instance) is { } page ? HtmlPage.Cell(page, Height) : null)];

    private static string? PageOf(object instance) => instance switch
    {
        ComparisonReport report => report.ToHtml(),
        CurveReport curve => curve.ToHtml(),
        ProbeReport probe => probe.ToHtml(),
        ManyReport many => many.ToHtml(),
        _ => null,
    };
}
