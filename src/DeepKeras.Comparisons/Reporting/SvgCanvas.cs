using System.Globalization;
using System.Net;
using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Shapes of a figure, written as SVG. Looks come from classes that the page's style sheet knows.</summary>
internal sealed class SvgCanvas(double width, double height, string title)
{
    private readonly StringBuilder shapes = new();

    public double Width => width;

    public double Height => height;

    public void Line(string kind, double x1, double y1, double x2, double y2) => Add($"<line class=\"{kind}\" x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\"/>");

    public void Rect(string kind, double x, double y, double w, double h, string? tip = null, double? opacity = null) => Add(
        $"<rect class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{Math.Max(0, w):F1}\" height=\"{Math.Max(0, h):F1}\"{(opacity is double o ? string.Create(CultureInfo.InvariantCulture, $" fill-opacity=\"{o:F2}\"") : "")}{End("rect", tip)}");

    public void Circle(string kind, double x, double y, double r, string? tip = null) => Add($"<circle class=\"{kind}\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{r:F1}\"{End("circle", tip)}");

    public void Text(string kind, double x, double y, string anchor, string text) =>
        Add($"<text class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    public void Path(string kind, IEnumerable<(double X, double Y)> points, bool close = false, string? tip = null)
    {
        string d = string.Concat(points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{point.X:F1} {point.Y:F1}")));
        if (d.Length > 0)
        {
            Add($"<path class=\"{kind}\" d=\"{d}{(close ? "z" : "")}\"{End("path", tip)}");
        }
    }

    /// <summary>One of six shapes, so that learners differ without colour.</summary>
    public void Marker(string kind, int shape, double x, double y, string? tip = null)
    {
        switch (shape % 6)
        {
            case 0: Circle(kind, x, y, 4, tip); break;
            case 1: Path(kind, [(x - 3.8, y - 3.8), (x + 3.8, y - 3.8), (x + 3.8, y + 3.8), (x - 3.8, y + 3.8)], close: true, tip); break;
            case 2: Path(kind, [(x, y - 4.8), (x + 4.6, y + 3.8), (x - 4.6, y + 3.8)], close: true, tip); break;
            case 3: Path(kind, [(x, y - 5.2), (x + 5.2, y), (x, y + 5.2), (x - 5.2, y)], close: true, tip); break;
            case 4: Path(kind, [(x, y + 4.8), (x + 4.6, y - 3.8), (x - 4.6, y - 3.8)], close: true, tip); break;
            default: Path(kind, [(x - 1.6, y - 5), (x + 1.6, y - 5), (x + 1.6, y - 1.6), (x + 5, y - 1.6), (x + 5, y + 1.6), (x + 1.6, y + 1.6), (x + 1.6, y + 5), (x - 1.6, y + 5), (x - 1.6, y + 1.6), (x - 5, y + 1.6), (x - 5, y - 1.6), (x - 1.6, y - 1.6)], close: true, tip); break;
        }
    }

    /// <summary>The figure, to stand in a page or, with a style sheet, alone.</summary>
    /// <param name="style">The style sheet of a figure that stands alone; null within a page.</param>
    /// <param name="natural">Within a page no wider than it was drawn.</param>
    public string ToSvg(string? style = null, bool natural = false) => string.Create(CultureInfo.InvariantCulture,
        $"<svg{(style is null ? "" : $" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:F0}\" height=\"{height:F0}\"")}{(natural ? $" style=\"max-width:{width.ToString("F0", CultureInfo.InvariantCulture)}px\"" : "")} viewBox=\"0 0 {width:F0} {height:F0}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">{(style is null ? "" : $"<style>{style}</style>")}{shapes}</svg>");

    /// <summary>Moves texts that would overlap apart, in their order from top to bottom.</summary>
    public static double[] Apart(IReadOnlyList<double> wanted, double gap, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        var placed = new double[wanted.Count];
        double least = top;
        foreach (int i in order)
        {
            placed[i] = Math.Max(wanted[i], least);
            least = placed[i] + gap;
        }

        double most = bottom;
        foreach (int i in order.Reverse())
        {
            placed[i] = Math.Min(placed[i], most);
            most = placed[i] - gap;
        }

        return placed;
    }

    private static string End(string tag, string? tip) => tip is null ? "/>" : $"><title>{WebUtility.HtmlEncode(tip)}</title></{tag}>";

    private void Add(FormattableString shape) => shapes.Append(shape.ToString(CultureInfo.InvariantCulture));
}
