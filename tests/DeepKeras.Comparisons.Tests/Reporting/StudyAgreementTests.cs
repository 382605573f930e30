using System.Globalization;
using System.Text.Json;

namespace DeepKeras.Comparisons.Tests.Reporting;

/// <summary>
/// The recorded runs of <c>deepkeras compare</c> on every built-in set with a study (Data/built-in-runs.tsv; the command stands in docs/verdict.md)
/// against the reference study with scikit-learn and Keras (Data/study-ranges.json): the same learner wins, or one that ties with it.
/// </summary>
[TestFixture]
public sealed class StudyAgreementTests
{
    private const double Rope = 0.01;

    private static string[] Sets => [.. Runs.Select(run => run.Data).Distinct()];

    private static Run[] Runs { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "built-in-runs.tsv")).Skip(1).Select(line => line.Split('\t')).Where(cells => cells[5] != "-")
        .Select(cells => new Run(cells[0], cells[1], cells[2] == "deep", Number(cells[3]), Number(cells[4]), Study(cells[5], "mean"), Study(cells[5], "sd")))];

    [Test]
    public void Every_built_in_set_of_the_study_was_run() => Assert.That(Sets, Is.EquivalentTo((string[])
        ["iris", "wine", "breast-cancer", "digits", "diabetes", "words", "randhie", "randhie-any-visit", "sunspots", "co2", "co2-change"]));

    [TestCaseSource(nameof(Sets))]
    public void The_winner_is_the_studys_or_ties_with_it_within_a_folds_spread(string data)
    {
        Run[] runs = [.. Runs.Where(run => run.Data == data)];
        Run ours = runs.MaxBy(run => run.Mean)!, theirs = runs.MaxBy(run => run.StudyMean)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(theirs.Mean, Is.GreaterThanOrEqualTo(ours.Mean - ours.Sd), $"{theirs.Learner} won in the study, {ours.Learner} here");
            Assert.That(ours.StudyMean, Is.GreaterThanOrEqualTo(theirs.StudyMean - theirs.StudySd), $"{ours.Learner} won here, {theirs.Learner} in the study");
        }
    }

    [TestCaseSource(nameof(Sets))]
    public void Deep_or_shallow_leads_as_in_the_study_unless_the_lead_is_too_small_to_matter(string data)
    {
        Run[] runs = [.. Runs.Where(run => run.Data == data)];
        double here = Lead(runs, run => run.Mean), there = Lead(runs, run => run.StudyMean);
        Assert.That(Math.Sign(here) == Math.Sign(there) || (Math.Abs(here) < Rope && Math.Abs(there) < Rope), Is.True, $"deep leads by {here:F4} here, by {there:F4} in the study");
    }

    private static double Lead(Run[] runs, Func<Run, double> mean) => runs.Where(run => run.Deep).Max(mean) - runs.Where(run => !run.Deep).Max(mean);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Study(string place, string value)
    {
        using JsonDocument study = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "study-ranges.json")));
        string[] keys = place.Split('/');
        return study.RootElement.GetProperty(keys[0]).GetProperty(keys[1]).GetProperty(value).GetDouble();
    }

    private sealed record Run(string Data, string Learner, bool Deep, double Mean, double Sd, double StudyMean, double StudySd);
}
