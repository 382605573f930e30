namespace DeepKeras.Comparisons.Reporting;

/// <summary>The page's style sheet. Sides of the comparison differ in shape, pattern and words as well as in colour.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark;
          --paper:#fcfbf8; --card:#ffffff; --ink:#1b2026; --soft:#5b636d; --line:#dfdcd4; --faint:#f1efe9;
          --deep:#1f5fb4; --shallow:#a05a00; --band:#e6e9ee; --band-line:#b9c0ca; --note:#fff6dd; --note-line:#e6c765; }
        @media (prefers-color-scheme: dark) { :root {
          --paper:#14171b; --card:#1b1f25; --ink:#e9ecf0; --soft:#a0a9b4; --line:#333a43; --faint:#22272e;
          --deep:#7db2ff; --shallow:#f0a94a; --band:#2a313a; --band-line:#4b5663; --note:#2e2816; --note-line:#7d6a2a; } }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--paper); color:var(--ink); font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
          -webkit-text-size-adjust:100%; font-variant-numeric:tabular-nums; }
        main { max-width:1020px; margin:0 auto; padding:48px 28px 72px; }
        .eyebrow { margin:0 0 14px; color:var(--soft); font-size:14px; }
        .eyebrow b { color:var(--ink); font-weight:600; }
        h1 { margin:0 0 14px; font-size:clamp(30px,5.2vw,46px); line-height:1.1; letter-spacing:-.02em; font-weight:700; text-wrap:balance; }
        .lead { margin:0; max-width:72ch; font-size:18px; line-height:1.6; text-wrap:pretty; }
        .facts { display:grid; grid-template-columns:repeat(3,1fr); gap:1px; margin:32px 0 0; background:var(--line); border:1px solid var(--line); border-radius:10px; overflow:hidden; }
        .fact { background:var(--card); padding:16px 20px 18px; }
        .fact dt { color:var(--soft); font-size:13px; }
        .fact dd { margin:4px 0 0; font-size:24px; line-height:1.25; font-weight:650; letter-spacing:-.01em; }
        .fact small { display:block; margin-top:3px; color:var(--soft); font-size:13px; font-weight:400; letter-spacing:0; }
        section { margin-top:52px; }
        h2 { margin:0 0 6px; font-size:20px; letter-spacing:-.01em; }
        .hint { margin:0 0 18px; max-width:76ch; color:var(--soft); font-size:14px; }
        .notes { margin:28px 0 0; padding:14px 20px 14px 38px; background:var(--note); border:1px solid var(--note-line); border-radius:10px; font-size:15px; }
        .notes li + li { margin-top:6px; }
        table { width:100%; border-collapse:collapse; font-size:14.5px; }
        th,td { padding:10px 12px; border-bottom:1px solid var(--line); text-align:right; vertical-align:middle; }
        th { color:var(--soft); font-weight:500; font-size:13px; vertical-align:bottom; }
        th:first-child,td:first-child,th.l,td.l { text-align:left; }
        td:first-child,th:first-child { padding-left:0; } td:last-child,th:last-child { padding-right:0; }
        tbody td:first-child { font-weight:600; }
        td.n { white-space:nowrap; }
        .kind { font-weight:400; color:var(--soft); }
        .tag { display:inline-block; margin-left:8px; padding:0 7px; border:1px solid currentColor; border-radius:99px; font-size:12px; font-weight:500; line-height:18px; white-space:nowrap; }
        .tag.deep { color:var(--deep); } .tag.shallow { color:var(--shallow); } .tag.failed { color:var(--soft); border-style:dashed; }
        .bar { display:flex; width:100%; min-width:120px; height:10px; border-radius:3px; overflow:hidden; background:var(--faint); }
        .bar i { display:block; } .bar .s { background:repeating-linear-gradient(45deg,var(--shallow) 0 3px,transparent 3px 5px); }
        .bar .e { background:var(--band-line); } .bar .d { background:var(--deep); }
        .shares { display:block; margin-top:4px; color:var(--soft); font-size:12.5px; white-space:nowrap; }
        svg { display:block; width:100%; height:auto; overflow:visible; }
        svg text { fill:var(--ink); font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif; font-variant-numeric:tabular-nums; }
        svg .soft { fill:var(--soft); } svg .name { font-weight:600; }
        svg .band { fill:var(--band); } svg .edge { stroke:var(--band-line); stroke-dasharray:3 3; } svg .grid { stroke:var(--line); } svg .zero { stroke:var(--ink); }
        svg .ci { stroke:var(--ink); stroke-width:2; } svg .mean { fill:var(--ink); }
        svg .dot-d { fill:var(--deep); } svg .dot-s { fill:var(--card); stroke:var(--shallow); stroke-width:1.8; } svg .dot-0 { fill:var(--soft); }
        svg .area { fill-opacity:.13; stroke:none; } svg .curve { fill:none; stroke-width:2; } svg .fit { stroke-dasharray:6 5; stroke-width:1.6; } svg .front { fill:none; stroke:var(--soft); stroke-width:1.4; stroke-dasharray:2 3; }
        svg .deep { stroke:var(--deep); } svg .shallow { stroke:var(--shallow); } svg .prior { stroke:var(--soft); }
        svg .area.deep,svg .mark.deep { fill:var(--deep); } svg .area.shallow { fill:var(--shallow); } svg .area.prior { fill:var(--soft); } svg .area.deep,svg .area.shallow,svg .area.prior { stroke:none; }
        svg .mark.shallow { fill:var(--card); stroke-width:1.8; } svg .mark.prior { fill:var(--soft); } svg .cell.right { fill:var(--deep); } svg .cell.wrong { fill:var(--shallow); } svg .count { font-size:12px; } svg .count.on { fill:var(--paper); font-weight:600; }
        svg .clique { stroke:var(--ink); stroke-width:5; stroke-linecap:round; } svg .leader { fill:none; stroke:var(--band-line); }
        svg .frame { fill:none; stroke:var(--line); } svg .plus { fill:var(--deep); } svg .minus { fill:var(--shallow); } svg .dot { fill:var(--paper); } svg .raw { stroke:var(--ink); stroke-width:1.5; stroke-dasharray:6 4; }
        svg .point { fill:hsl(var(--hue) 65% 46% / .75); stroke:none; } svg .halo { paint-order:stroke; stroke:var(--paper); stroke-width:4px; stroke-linejoin:round; }
        svg .c0 { --hue:212; } svg .c1 { --hue:28; } svg .c2 { --hue:145; } svg .c3 { --hue:330; } svg .c4 { --hue:50; } svg .c5 { --hue:275; } svg .c6 { --hue:190; } svg .c7 { --hue:0; } svg .c8 { --hue:95; } svg .c9 { --hue:240; } svg .c10 { --hue:20; } svg .c11 { --hue:165; }
        .pair { display:grid; grid-template-columns:repeat(auto-fit,minmax(250px,1fr)); gap:28px; align-items:start; } .pair figure { margin:0; max-width:420px; } .pair figcaption { font-weight:600; font-size:14.5px; margin-bottom:8px; }
        .pair.big { grid-template-columns:repeat(auto-fit,minmax(min(380px,100%),1fr)); } .pair.big figure { max-width:480px; } .pair.big .hint { margin-top:10px; }
        .pair.small { grid-template-columns:repeat(auto-fill,minmax(200px,1fr)); } .pair.small figure { max-width:240px; }
        .scroll { overflow-x:auto; } .plain { margin:18px 0 0; padding-left:20px; font-size:14.5px; } .plain li + li { margin-top:4px; }
        .advice { margin:0; padding:0; list-style:none; display:grid; gap:12px; } .advice li { padding:0 0 0 16px; border-left:3px solid var(--line); max-width:80ch; } .advice b { display:block; font-size:13px; font-weight:500; color:var(--soft); }
        .narrow { display:none; } .narrow .name { paint-order:stroke; stroke:var(--paper); stroke-width:5px; stroke-linejoin:round; }
        .methods { display:grid; grid-template-columns:minmax(150px,max-content) 1fr; gap:8px 24px; margin:0; font-size:14.5px; }
        .methods dt { font-weight:600; } .methods dd { margin:0; color:var(--soft); overflow-wrap:anywhere; }
        details { margin-top:22px; font-size:14.5px; } summary { cursor:pointer; font-weight:600; } details table { max-width:560px; margin-top:10px; }
        footer { margin-top:52px; padding-top:16px; border-top:1px solid var(--line); color:var(--soft); font-size:13px; overflow-wrap:anywhere; }
        @media (max-width:700px) {
          main { padding:28px 18px 48px; } .lead { font-size:16.5px; } .facts { grid-template-columns:1fr; } .fact { padding:12px 16px 14px; }
          section { margin-top:40px; } .wide { display:none; } .narrow { display:block; }
          .stack thead { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); }
          .stack, .stack tbody { display:block; } .stack tr { display:grid; grid-template-columns:1fr 1fr; gap:8px 16px; padding:14px 0; border-bottom:1px solid var(--line); }
          .stack td { display:block; padding:0; border:0; text-align:left; } .stack td:first-child,.stack td.full { grid-column:1/-1; }
          .stack td[data-label]::before { content:attr(data-label); display:block; color:var(--soft); font-size:12.5px; font-weight:400; }
          .stack td:first-child::before { display:none; } .methods { grid-template-columns:1fr; gap:2px; } .methods dd { margin-bottom:12px; }
        }
        @media print {
          :root { color-scheme:light; --paper:#fff; --card:#fff; --ink:#000; --soft:#444; --line:#bbb; --faint:#eee; --deep:#1f5fb4; --shallow:#a05a00; --band:#e6e9ee; --band-line:#999; --note:#fff; --note-line:#999; }
          body { font-size:11pt; -webkit-print-color-adjust:exact; print-color-adjust:exact; } main { max-width:none; padding:0; } section { margin-top:26pt; } .lead { font-size:12pt; }
          svg, tr, .facts { break-inside:avoid; } h2, .hint { break-after:avoid; } details::details-content { content-visibility:visible; height:auto; }
        }
        """;

    /// <summary>What a figure needs to stand alone, in light colours, and in dark ones where the viewer asks for them.</summary>
    public const string SvgCss = """
        svg { --paper:#fcfbf8; --card:#ffffff; --ink:#1b2026; --soft:#5b636d; --line:#dfdcd4; --deep:#1f5fb4; --shallow:#a05a00; --band:#e6e9ee; --band-line:#b9c0ca; background:var(--paper); }
        @media (prefers-color-scheme: dark) { svg { --paper:#14171b; --card:#1b1f25; --ink:#e9ecf0; --soft:#a0a9b4; --line:#333a43; --deep:#7db2ff; --shallow:#f0a94a; --band:#2a313a; --band-line:#4b5663; } }
        text { fill:var(--ink); font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif; } .soft { fill:var(--soft); } .name { font-weight:600; }
        .grid { stroke:var(--line); } .edge { stroke:var(--band-line); stroke-dasharray:3 3; } .ci { stroke:var(--ink); stroke-width:2; } .mean { fill:var(--ink); }
        .area { fill-opacity:.13; } .curve { fill:none; stroke-width:2; } .fit { stroke-dasharray:6 5; stroke-width:1.6; }
        .deep { stroke:var(--deep); } .shallow { stroke:var(--shallow); } .prior { stroke:var(--soft); } .area.deep,.mark.deep { fill:var(--deep); } .area.shallow { fill:var(--shallow); } .area.prior { fill:var(--soft); } .area { stroke:none; }
        .mark.shallow { fill:var(--card); stroke-width:1.8; } .mark.prior { fill:var(--soft); } .clique { stroke:var(--ink); stroke-width:5; stroke-linecap:round; } .leader { fill:none; stroke:var(--band-line); } .zero { stroke:var(--ink); }
        """;
}
