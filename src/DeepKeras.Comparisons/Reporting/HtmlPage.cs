using System.Globalization;
using System.Net;
using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A page that needs nothing else: no script, nothing loaded, light and dark, paper too.</summary>
internal static class HtmlPage
{
    public static string Of(string title, StringBuilder body)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title>\n<style>\n{ReportStyle.Css}\n</style>\n</head>\n<body>\n<main>\n");
        return html.Append(body).Append("</main>\n</body>\n</html>\n").ToString();
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A figure in two widths, of which the page shows the one that fits.</summary>
    public static string Figure(string wide, string narrow) => $"<div class=\"wide\">{wide}</div>\n<div class=\"narrow\">{narrow}</div>\n";

    /// <summary>A page within a notebook's cell: a frame keeps its style to itself.</summary>
    public static string Cell(string page, int height) => string.Create(CultureInfo.InvariantCulture,
        $"<iframe srcdoc=\"{WebUtility.HtmlEncode(page)}\" sandbox=\"\" style=\"width:100%;height:{height}px;border:0\"></iframe>");
}
