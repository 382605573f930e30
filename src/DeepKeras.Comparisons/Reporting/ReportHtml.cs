using System.Globalization;
using System.Net;
using System.Text;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>The report as one HTML page: no script, nothing loaded, light and dark, paper too.</summary>
internal sealed class ReportHtml
{
    private readonly ComparisonReport report;
    private readonly NumberFormat format;
    private readonly StringBuilder html = new();

    private ReportHtml(ComparisonReport report)
    {
        this.report = report;
        format = new NumberFormat(report.Rope);
    }

    public static string Write(ComparisonReport report) => new ReportHtml(report).Page();

    private string Page()
    {
        Header();
        Advice();
        if (report.Comparisons.Count > 0)
        {
            Plot();
        }

        Learners();
        if (report.Comparisons.Count > 0)
        {
            Pairs();
        }

        if (report.Curve is { } curve)
        {
            CurveHtml.Figure(html, curve, "Score against training rows");
        }

        html.Append(ReportSections.Write(report));
        Methods();
        html.Append(CultureInfo.InvariantCulture, $"<footer>DeepKeras · {Text(report.Machine)}</footer>\n");
        return HtmlPage.Of($"{Heading()}: {report.Dataset}", html);
    }

    private void Advice()
    {
        if (report.Advice is not { Count: > 0 } advice)
        {
            return;
        }

        html.Append("<section>\n<h2>What to do</h2>\n<ul class=\"advice\">\n");
        foreach (AdviceSentence sentence in advice)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><b>{Text(sentence.Topic switch { "change" => "what would change it", "rows" => "rows", "data" => "the data", "cost" => "cost", "seeds" => "seeds", _ => "the choice" })}</b>{Text(sentence.Text)}</li>\n");
        }

        html.Append("</ul>\n</section>\n");
    }

    private string Heading() => report.Verdict.Kind switch
    {
        VerdictKind.DepthPaid => "Depth paid",
        VerdictKind.ShallowBetter => "Shallow is better",
        VerdictKind.DepthDidNotPay => "Depth did not pay",
        _ => "Undecided",
    };

    private void Header()
    {
        // The verdict's text begins "Undecided on digits: …": that much is the heading.
        string start = $"{Heading()} on {report.Dataset}";
        bool split = report.Verdict.Text.StartsWith($"{start}: ", StringComparison.Ordinal);
        string head = split ? start : Heading(), rest = split ? report.Verdict.Text[(start.Length + 2)..] : report.Verdict.Text;
        html.Append(CultureInfo.InvariantCulture,
            $"<header>\n<p class=\"eyebrow\">Does depth pay on <b>{Text(report.Dataset)}</b>? {Text(report.Target)} from {Count(report.Features, "feature")}, {Count(report.Rows, "row")}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(head)}</h1>\n<p class=\"lead\">{Text(rest)}</p>\n");
        if (report.Comparisons.FirstOrDefault(pair => pair.Deep == report.Verdict.Deep && pair.Shallow == report.Verdict.Shallow) is { } pair)
        {
            Facts(pair);
        }

        html.Append("</header>\n");
        if (report.Warnings.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n");
            foreach (string warning in report.Warnings)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li>{Text(warning)}</li>\n");
            }

            html.Append("</ul>\n");
        }
    }

    private void Facts(PairResult pair)
    {
        LearnerResult deep = Named(pair.Deep), shallow = Named(pair.Shallow);
        html.Append("<dl class=\"facts\">\n");
        Fact($"{deep.Name}, deep", $"{format.Score(deep.Mean)}", $"{format.SpreadOf(report, deep)} {NumberFormat.Metric(report.Metric)}, {Cost(deep)}".TrimStart());
        Fact($"{shallow.Name}, shallow", $"{format.Score(shallow.Mean)}", $"{format.SpreadOf(report, shallow)} {NumberFormat.Metric(report.Metric)}, {Cost(shallow)}".TrimStart());
        Fact("difference, deep − shallow", format.Signed(pair.Difference), pair.Judged is { } judged
            ? $"{Confidence()} interval {format.Signed(judged.Test.Low)} to {format.Signed(judged.Test.High)}"
            : $"ahead on {pair.FoldsAhead} of {pair.FoldDifferences.Count} folds");
        html.Append("</dl>\n");
    }

    private void Fact(string name, string value, string note) =>
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"fact\"><dt>{Text(name)}</dt><dd>{Text(value)}<small>{Text(note)}</small></dd></div>\n");

    private void Plot()
    {
        string band = report.Rope > 0 ? $" Inside the band (±{format.Rope}) a difference is too small to matter." : string.Empty;
        string interval = report.Comparisons.Any(pair => pair.Judged is not null) ? $", the line its corrected {Confidence()} interval" : string.Empty;
        html.Append("<section class=\"plot\">\n<h2>Fold by fold</h2>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"hint\">A dot is one fold on which both were trained and scored on the same rows: filled where the deep model is ahead, hollow where the shallow one is. The diamond is the mean{Text(interval)}.{Text(band)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\">{ReportPlot.Wide(report)}</div>\n<div class=\"narrow\">{ReportPlot.Narrow(report)}</div>\n</section>\n");
    }

    private void Learners()
    {
        html.Append(CultureInfo.InvariantCulture,
            $"<section>\n<h2>Learners</h2>\n<p class=\"hint\">{Text(Spread())}{(report.HigherIsBetter ? "; higher is better" : "; lower is better")}. Times are {(report.ParallelFits == 1 ? "medians" : "those of the first fold, whose fits ran alone")}, preprocessing included.</p>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<table class=\"stack\">\n<thead><tr><th>learner</th><th>{Text(NumberFormat.Metric(report.Metric))}</th><th>train, s</th><th>predict, µs a row</th><th>size</th></tr></thead>\n<tbody>\n");
        foreach (LearnerResult learner in report.Learners)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(learner.Name)} {(learner.Kind == LearnerKind.Prior ? string.Empty : $"<span class=\"kind\">{Kind(learner.Kind)}</span>")}{Tag(learner)}</td>");
            if (learner.Succeeded)
            {
                Cell(NumberFormat.Metric(report.Metric), format.ScoreOf(report, learner));
                Cell("train, s", NumberFormat.Seconds(learner.MedianTrainSeconds));
                Cell("predict, µs a row", NumberFormat.Microseconds(learner.MedianPredictMicrosecondsPerRow));
                Cell("size", NumberFormat.Size(learner));
            }
            else
            {
                html.Append(CultureInfo.InvariantCulture, $"<td class=\"l full\" colspan=\"4\">{Text(learner.Failure!)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</section>\n");
    }

    private void Pairs()
    {
        string share = report.Rope > 0 ? $" “Equal” means within {format.Rope}." : string.Empty;
        html.Append(CultureInfo.InvariantCulture,
            $"<section>\n<h2>Deep against shallow</h2>\n<p class=\"hint\">Differences are positive where the deep model is better.{Text(share)} A large p does not mean equal; only the middle probability says that.</p>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<table class=\"stack\">\n<thead><tr><th>pair</th><th>difference</th><th>{Confidence()} interval</th><th>p</th><th>p, Holm</th><th class=\"l\">probability: shallow, equal, deep</th><th class=\"l\">verdict</th></tr></thead>\n<tbody>\n");
        foreach (PairResult pair in report.Comparisons)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(pair.Deep)} <span class=\"kind\">− {Text(pair.Shallow)}</span></td>");
            Cell("difference", format.Signed(pair.Difference));
            if (pair.Judged is { } judged)
            {
                Cell($"{Confidence()} interval", $"{format.Signed(judged.Test.Low)} to {format.Signed(judged.Test.High)}");
                Cell("p", NumberFormat.P(judged.Test.P));
                Cell("p, Holm", NumberFormat.P(judged.PHolm));
                Shares(judged.Posterior);
                html.Append(CultureInfo.InvariantCulture, $"<td class=\"l full\" data-label=\"verdict\">{ReportText.Words(judged.Verdict)}</td>");
            }
            else
            {
                html.Append(CultureInfo.InvariantCulture,
                    $"<td class=\"l full\" colspan=\"5\">{Unjudged(pair)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</section>\n");
    }

    private void Shares(DifferencePosterior p)
    {
        html.Append("<td class=\"l full\" data-label=\"probability: shallow, equal, deep\"><span class=\"bar\" aria-hidden=\"true\">");
        html.Append(CultureInfo.InvariantCulture, $"<i class=\"s\" style=\"width:{p.PLeft * 100:F1}%\"></i><i class=\"e\" style=\"width:{p.PRope * 100:F1}%\"></i><i class=\"d\" style=\"width:{p.PRight * 100:F1}%\"></i></span>");
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"shares\">{Text($"{NumberFormat.Share(p.PLeft)} · {NumberFormat.Share(p.PRope)} · {NumberFormat.Share(p.PRight)}")}</span></td>");
    }

    private void Methods()
    {
        html.Append("<section>\n<h2>How it was done</h2>\n<dl class=\"methods\">\n");
        Method("Splits", $"{report.Splits}; the same folds for every learner; everything fitted (imputing, scaling, vocabulary) is fitted on the training part alone");
        Method("Settings", report.Tuning == "fixed" ? "fixed beforehand, none tuned" : report.Tuning);
        if (report.SeedsPerFold > 1)
        {
            Method("Seeds", $"{report.SeedsPerFold} for each deep model on every fold; a fold's score is their mean");
        }

        Method("Duplicates", $"{(report.DuplicateShare * 100).ToString("0.##", CultureInfo.InvariantCulture)} % of the test rows have the same features as a training row of their fold");
        Method("Times", report.ParallelFits == 1
            ? "medians over folds, one fit at a time"
            : $"of the first fold, fitted alone after a warm-up; the others ran {report.ParallelFits} at once, which changes no score");
        Method("Statistics", report.Comparisons.All(pair => pair.Judged is null)
            ? report.IsFixedTest ? "one test set: McNemar's test of the rows that only one model gets right, or Wilcoxon's of absolute errors" : "sign test over folds"
            : $"corrected resampled t-test (Nadeau and Bengio 2003), Bayesian correlated t-test (Benavoli et al. 2017) with a region of practical equivalence of {format.Rope}, Holm over the shallow learners, level {report.Alpha.ToString("G3", CultureInfo.InvariantCulture)}");
        foreach (LearnerResult learner in report.Learners)
        {
            Method(learner.Name, learner.Settings);
        }

        if (report.Card is { } card)
        {
            Method("Data", $"{card.Title}. {card.Source} Licence: {card.Licence}");
        }

        Method("Data hash", $"sha256 {report.DataHash}");

        html.Append("</dl>\n<details>\n");
        html.Append(CultureInfo.InvariantCulture, $"<summary>Folds and seeds (all from seed {report.Seed})</summary>\n<table>\n<thead><tr><th>repeat, fold</th><th>training rows</th><th>test rows</th><th>seed</th></tr></thead>\n<tbody>\n");
        foreach (ReportFold fold in report.Folds)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{fold.Repeat + 1}, {fold.Index + 1}</td><td>{NumberFormat.Count(fold.TrainRows)}</td><td>{NumberFormat.Count(fold.TestRows)}</td><td>{fold.Seed}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n</details>\n</section>\n");
    }

    private void Method(string name, string text) => html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(text)}</dd>\n");

    private void Cell(string label, string value) =>
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\" data-label=\"{Text(label)}\">{Text(value)}</td>");

    private string Tag(LearnerResult learner) =>
        !learner.Succeeded ? "<span class=\"tag failed\">failed</span>"
        : learner == report.BestDeep ? "<span class=\"tag deep\">best deep</span>"
        : learner == report.BestShallow ? "<span class=\"tag shallow\">best shallow</span>"
        : string.Empty;

    private LearnerResult Named(string name) => report.Learners.First(learner => learner.Name == name);

    private string Spread()
    {
        string metric = NumberFormat.Metric(report.Metric);
        return !report.IsFixedTest ? $"Mean and standard deviation of {metric} over {report.Folds.Count} folds"
            : report.Metric == "accuracy" ? $"{metric} on the test set with Wilson's 95 % interval, which leaves out what another training sample would do"
            : $"{metric} on the test set";
    }

    private string Confidence() => ((1 - report.Alpha) * 100).ToString("G3", CultureInfo.InvariantCulture) + " %";

    private static string Cost(LearnerResult learner) => $"{NumberFormat.Seconds(learner.MedianTrainSeconds)} s to train";

    private static string Count(int count, string noun) => $"{NumberFormat.Count(count)} {noun}{(count == 1 ? string.Empty : "s")}";

    private static string Unjudged(PairResult pair) => pair.McNemar is { } m
        ? $"right where the other is wrong: {m.OnlyARight} and {m.OnlyBRight} rows; McNemar mid-p {P(m.PMid)}"
        : pair.PErrors is double p ? $"Wilcoxon signed ranks of absolute errors: p {P(p)}"
        : $"ahead on {pair.FoldsAhead} of {pair.FoldDifferences.Count} folds; sign test p {P(pair.PSign)}; no interval is valid here";

    private static string P(double p) => Text(NumberFormat.P(p) is var text && text[0] == '<' ? text : $"= {text}");

    private static string Kind(LearnerKind kind) => kind.ToString().ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
