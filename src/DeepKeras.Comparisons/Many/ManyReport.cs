using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons;

/// <summary>
/// The same learners over several data sets: ranks on each set, Friedman's test with Iman and Davenport's F, Nemenyi's critical difference, and
/// Wilcoxon's signed ranks with Holm for deep against each shallow learner. Scores of different sets are never averaged.
/// </summary>
/// <remarks>Demšar, "Statistical Comparisons of Classifiers over Multiple Data Sets", 2006; Benavoli, Corani, Mangili, "Should We Really Use Post-Hoc Tests Based on Mean-Ranks?", 2016.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record ManyReport
{
    /// <summary>Below so many sets there is no test, only the table.</summary>
    public const int FewestForATest = 5;

    private ManyReport()
    {
    }

    /// <summary>One report a data set.</summary>
    public required IReadOnlyList<ComparisonReport> Reports { get; init; }

    /// <summary>The learners that succeeded on every set, the prior left out.</summary>
    public required IReadOnlyList<string> Learners { get; init; }

    /// <summary>Which of <see cref="Learners"/> are deep.</summary>
    public required IReadOnlyList<bool> AreDeep { get; init; }

    /// <summary>[data set][learner]: mean scores, turned so that higher is better.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Scores { get; init; }

    /// <summary>Mean ranks and the test of their equality; null with fewer than two sets or learners.</summary>
    public FriedmanResult? Friedman { get; init; }

    /// <summary>The distance of mean ranks from which two learners differ; null where there is no test.</summary>
    public double? CriticalDifference { get; init; }

    /// <summary>Deep against each shallow learner over the sets; empty where there is no test.</summary>
    public required IReadOnlyList<RankPair> Pairs { get; init; }

    /// <summary>The chance of a wrong call that was accepted.</summary>
    public required double Alpha { get; init; }

    /// <summary>The answer in a sentence or two with its numbers.</summary>
    public string Text => ManyText.Sentence(this);

    /// <summary>Puts reports of the same learners together.</summary>
    /// <param name="reports">One a data set, each with its own score; at least two.</param>
    /// <param name="alpha">The level, in (0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than two reports, or two of one data set.</exception>
    public static ManyReport Of(IReadOnlyList<ComparisonReport> reports, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(reports);
        Require.CheckOpenUnit(alpha, nameof(alpha));
        if (reports.Count < 2 || reports.Select(report => (report.Dataset, report.Target)).Distinct().Count() < reports.Count)
        {
            throw new ArgumentException($"expected reports of at least two different data sets, got {string.Join(", ", reports.Select(report => report.Dataset))}.", nameof(reports));
        }

        // Linear regression stands where logistic regression does on sets of classes: one learner, the linear one.
        string[] names = [.. reports[0].Learners.Where(learner => learner.Kind != LearnerKind.Prior).Select(learner => Family(learner.Name))
            .Where(name => reports.All(report => report.Learners.Any(other => Family(other.Name) == name && other.Succeeded)))];
        bool[] deep = [.. names.Select(name => reports[0].Learners.First(learner => Family(learner.Name) == name).Kind == LearnerKind.Deep)];
        double[][] scores = [.. reports.Select(report => names.Select(name => (report.HigherIsBetter ? 1 : -1) * report.Learners.First(learner => Family(learner.Name) == name).Mean).ToArray())];
        FriedmanResult? friedman = names.Length >= 2 ? FriedmanTest.Run(scores) : null;
        bool tested = friedman is not null && reports.Count >= FewestForATest;
        return new ManyReport
        {
            Reports = reports,
            Learners = names,
            AreDeep = deep,
            Scores = scores,
            Friedman = friedman,
            CriticalDifference = tested && names.Length > 2 ? Nemenyi.CriticalDifference(friedman!, alpha) : null,
            Pairs = tested ? PairsOf(names, deep, scores) : [],
            Alpha = alpha,
        };
    }

    /// <summary>Mean ranks on a line, learners that do not differ joined by a bar (Demšar 2006), as SVG with its own style; empty where there is no test.</summary>
    public string ToSvg() => CriticalDifference is null ? string.Empty : CriticalDifferencePlot.Draw(this, narrow: false, ReportStyle.SvgCss);

    /// <summary>The report as one HTML page that needs nothing else: the answer, the diagram, the table, a line for each set.</summary>
    public string ToHtml() => ManyHtml.Write(this);

    /// <summary>The report as plain text.</summary>
    /// <param name="width">The most columns a line takes.</param>
    public string ToText(int width = 120) => ManyText.Write(this, width);

    /// <summary>Writes <see cref="ToHtml"/> to a file, which is either whole or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void SaveHtml(string path) => WholeFile.Write(path, ToHtml());

    private static string Family(string name) => name is "linear regression" or "logistic regression" ? "linear or logistic regression" : name;

    private static RankPair[] PairsOf(string[] names, bool[] deep, double[][] scores)
    {
        var pairs = new List<(string Deep, string Shallow, WilcoxonResult Test)>();
        for (int d = 0; d < names.Length; d++)
        {
            for (int s = 0; deep[d] && s < names.Length; s++)
            {
                if (!deep[s])
                {
                    pairs.Add((names[d], names[s], WilcoxonSignedRank.Run([.. scores.Select(row => row[d])], [.. scores.Select(row => row[s])])));
                }
            }
        }

        IReadOnlyList<double> holm = pairs.Count == 0 ? [] : PValueAdjustment.Holm([.. pairs.Select(pair => pair.Test.P)]);
        return [.. pairs.Select((pair, i) => new RankPair(pair.Deep, pair.Shallow, pair.Test.P, holm[i],
            scores.Count(row => row[Array.IndexOf(names, pair.Deep)] > row[Array.IndexOf(names, pair.Shallow)])))];
    }
}
