using System.Globalization;
using System.Text;

namespace DeepKeras.Models;

/// <summary>
/// A <see cref="Diagram"/> as SVG: one file that needs no font, script or picture from elsewhere; kinds of boxes differ by their form, not by
/// colour alone; colours follow the reader's light or dark scheme, background included.
/// </summary>
internal sealed class SvgDrawing
{
    private const double TextSize = 13, SmallSize = 12, LineHeight = 18, Padding = 10, Edge = 16;
    private static int count;
    private readonly StringBuilder shapes = new();
    private readonly PlotDirection direction;
    private readonly string arrow = $"dk-arrow-{Interlocked.Increment(ref count)}";

    private SvgDrawing(PlotDirection direction) => this.direction = direction;

    private bool IsUpright => direction is PlotDirection.TopToBottom or PlotDirection.BottomToTop;

    private bool IsReversed => direction is PlotDirection.BottomToTop or PlotDirection.RightToLeft;

    public static string Of(Model model, PlotOptions options) => new SvgDrawing(options.Direction).Draw(model, Diagram.Of(model, options));

    private string Draw(Model model, Diagram diagram)
    {
        Placed placed = Place(diagram);
        Draw(placed, Edge, Edge);
        string width = Number(placed.Width + (2 * Edge)), height = Number(placed.Height + (2 * Edge));
        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" class="dk" role="img" width="{{width}}" height="{{height}}" viewBox="0 0 {{width}} {{height}}" style="max-width:100%;height:auto">
            <title>{{Escaped(model.Name)}}</title>
            <desc>{{Escaped($"The model {model.Name}: {diagram.Boxes.Count} boxes, {diagram.Arrows.Count} arrows.")}}</desc>
            <style>
            .dk .dk-ground{fill:#fff}
            .dk text{fill:#1f2328;font:{{Number(TextSize)}}px ui-sans-serif,system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
            .dk .dk-name{font-weight:600}
            .dk .dk-line{font:{{Number(SmallSize)}}px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
            .dk .dk-box{fill:#f6f8fa;stroke:#57606a}
            .dk .dk-inside{fill:none;stroke:#57606a;stroke-width:1.5}
            .dk .dk-frozen{stroke-dasharray:5 3}
            .dk .dk-edge{fill:none;stroke:#57606a;stroke-width:1.5}
            .dk .dk-head{fill:#57606a}
            @media (prefers-color-scheme:dark){
            .dk .dk-ground{fill:#0d1117}
            .dk text{fill:#e6edf3}
            .dk .dk-box{fill:#161b22;stroke:#8b949e}
            .dk .dk-inside,.dk .dk-edge{stroke:#8b949e}
            .dk .dk-head{fill:#8b949e}
            }
            </style>
            <defs><marker id="{{arrow}}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="dk-head" d="M0 0L8 4L0 8z"/></marker></defs>
            <rect class="dk-ground" width="{{width}}" height="{{height}}"/>
            {{shapes}}</svg>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Sizes and places, inner diagrams first.</summary>
    private Placed Place(Diagram diagram)
    {
        PlacedBox[] boxes = [.. diagram.Boxes.Select(box =>
        {
            Placed? inside = box.Inside is null ? null : Place(box.Inside);
            double text = Math.Max(
                Width(box.Title, TextSize, 0.62) + (box.Class.Length == 0 ? 0 : Width($" ({box.Class})", TextSize, 0.56)),
                box.Lines.Select(line => Width(line, SmallSize, 0.61)).DefaultIfEmpty().Max());
            double head = (LineHeight * (1 + box.Lines.Count)) + (2 * Padding) - 4;
            return new PlacedBox(box, inside, Math.Max(text, inside?.Width ?? 0) + (2 * Padding), head + (inside is null ? 0 : inside.Height + Padding), head);
        })];
        var layout = LayeredLayout.Of([.. boxes.Select(box => IsUpright ? (box.Width, box.Height) : (box.Height, box.Width))], diagram.Arrows);
        return new(diagram, boxes, layout, IsUpright ? layout.Across : layout.Along, IsUpright ? layout.Along : layout.Across);
    }

    private void Draw(Placed placed, double left, double top)
    {
        for (int i = 0; i < placed.Diagram.Arrows.Count; i++)
        {
            shapes.Append($"<path class=\"dk-edge\" marker-end=\"url(#{arrow})\" d=\"{Way(placed, placed.Layout.Route(i), left, top)}\"/>\n");
        }

        for (int i = 0; i < placed.Boxes.Count; i++)
        {
            PlacedBox box = placed.Boxes[i];
            (double across, double along) = placed.Layout.Corner(i);
            along = IsReversed ? placed.Layout.Along - along - (IsUpright ? box.Height : box.Width) : along;
            Draw(box, left + (IsUpright ? across : along), top + (IsUpright ? along : across));
        }
    }

    /// <summary>Straight along, and where the edge changes over a curve that leaves and arrives along.</summary>
    private string Way(Placed placed, IReadOnlyList<(double Across, double From, double To)> route, double left, double top)
    {
        var way = new StringBuilder($"M{At(route[0].Across, route[0].From)}");
        for (int i = 0; i < route.Count; i++)
        {
            (double across, double from, double to) = route[i];
            if (i > 0)
            {
                (double before, _, double end) = route[i - 1];
                double middle = (end + from) / 2;
                way.Append(Math.Abs(before - across) < 0.5 ? $"L{At(across, from)}" : $"C{At(before, middle)} {At(across, middle)} {At(across, from)}");
            }

            if (to > from + 0.05)
            {
                way.Append($"L{At(across, to)}");
            }
        }

        return way.ToString();

        string At(double across, double along)
        {
            along = IsReversed ? placed.Layout.Along - along : along;
            return IsUpright ? $"{Number(left + across)} {Number(top + along)}" : $"{Number(left + along)} {Number(top + across)}";
        }
    }

    private void Draw(PlacedBox box, double left, double top)
    {
        string look = (box.Inside is null ? "dk-box" : "dk-inside") + (box.Box.Frozen ? " dk-frozen" : "");
        double round = box.Box.Kind switch { Diagram.BoxKind.Input => Math.Min(16, box.Height / 2), Diagram.BoxKind.Operation => 10, _ => 3 };
        shapes.Append($"<g><rect class=\"{look}\" x=\"{Number(left)}\" y=\"{Number(top)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" rx=\"{Number(round)}\"/>\n");
        string middle = Number(left + (box.Width / 2));
        double baseline = top + Padding + TextSize - 1;
        string behind = box.Box.Class.Length == 0 ? "" : $" ({Escaped(box.Box.Class)})";
        shapes.Append($"<text x=\"{middle}\" y=\"{Number(baseline)}\" text-anchor=\"middle\"><tspan class=\"dk-name\">{Escaped(box.Box.Title)}</tspan>{behind}</text>\n");
        foreach (string line in box.Box.Lines)
        {
            baseline += LineHeight;
            shapes.Append($"<text class=\"dk-line\" x=\"{middle}\" y=\"{Number(baseline)}\" text-anchor=\"middle\">{Escaped(line)}</text>\n");
        }

        if (box.Inside is { } inside)
        {
            Draw(inside, left + ((box.Width - inside.Width) / 2), top + box.Head);
        }

        shapes.Append("</g>\n");
    }

    /// <summary>How wide a text is, rather too much: letters of a share of the size, others as wide as high.</summary>
    private static double Width(string text, double size, double letter) => text.Sum(c => c < 0x2E80 ? letter : 1) * size;

    private static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", < ' ' => " ", _ => $"{c}" }));

    private sealed record Placed(Diagram Diagram, IReadOnlyList<PlacedBox> Boxes, LayeredLayout Layout, double Width, double Height);

    private sealed record PlacedBox(Diagram.Box Box, Placed? Inside, double Width, double Height, double Head);
}
