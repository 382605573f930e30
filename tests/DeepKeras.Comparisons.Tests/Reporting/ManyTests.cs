using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Comparisons.Tests.Running;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Reporting;

[TestFixture]
public sealed class ManyTests
{
    private static readonly Lazy<ManyReport> Six = new(() => ManyReport.Of([.. Enumerable.Range(0, 6).Select(i => Set(i, 0.95, 0.85, 0.7 + (0.02 * (i % 2)), 0.6))]));

    [Test]
    public void Ranks_and_the_critical_difference_are_those_of_the_tests()
    {
        ManyReport report = Six.Value;
        FriedmanResult friedman = FriedmanTest.Run(report.Scores);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners, Is.EqualTo((string[])["a", "b", "c", "net"]));
            Assert.That(report.Friedman!.AverageRanks, Is.EqualTo(friedman.AverageRanks));
            Assert.That(report.Friedman.AverageRanks[0], Is.LessThan(report.Friedman.AverageRanks[3]));
            // Demšar 2006: q of 4 learners at 0.05 is 2.569.
            Assert.That(report.CriticalDifference, Is.EqualTo(2.569 * Math.Sqrt(4 * 5 / (6.0 * 6))).Within(0.002));
            Assert.That(report.Pairs.Select(pair => pair.Ahead), Is.All.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public void Bars_join_the_longest_runs_within_the_difference()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CriticalDifferencePlot.Cliques([1, 1.5, 2.2, 4], 1.3), Is.EqualTo(((int, int)[])[(0, 2)]));
            Assert.That(CriticalDifferencePlot.Cliques([1, 2, 3, 4], 1.5), Is.EqualTo(((int, int)[])[(0, 1), (1, 2), (2, 3)]));
            Assert.That(CriticalDifferencePlot.Cliques([1, 3, 5], 1), Is.Empty);
        }
    }

    [Test]
    public void The_diagram_stands_in_page_and_figure_and_the_page_asks_for_nothing()
    {
        ManyReport report = Six.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ToSvg(), Does.StartWith("<svg").And.Contain("critical difference"));
            Assert.That(report.ToHtml(), Does.Contain("critical difference").And.Not.Contain("<script").And.Not.Contain("http:"));
            Assert.That(report.ToText(), Does.Contain("Mean ranks over 6 data sets"));
        }
    }

    [Test]
    public void Few_sets_get_a_table_and_no_test()
    {
        ManyReport report = ManyReport.Of([Set(0, 0.9, 0.8, 0.7, 0.6), Set(1, 0.9, 0.8, 0.7, 0.6)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.CriticalDifference, Is.Null);
            Assert.That(report.Pairs, Is.Empty);
            Assert.That(report.Text, Does.Contain("no test, only the table"));
        }
    }

    [Test]
    public void One_set_twice_is_refused() => Assert.That(() => ManyReport.Of([Set(1, 0.9, 0.8, 0.7, 0.6), Set(1, 0.9, 0.8, 0.7, 0.6)]), Throws.ArgumentException);

    private static ComparisonReport Set(int seed, params double[] right)
    {
        var random = new Random(seed);
        var x = new float[120, 1];
        for (int i = 0; i < 120; i++)
        {
            x[i, 0] = (float)random.NextDouble();
        }

        Dataset data = Dataset.From(x, [.. Enumerable.Range(0, 120).Select(i => i % 2)], name: $"set {seed}");
        return Comparison.On(data).Folds(3).Baselines(Stand.Noisy("a", LearnerKind.Shallow, right[0]), Stand.Noisy("b", LearnerKind.Shallow, right[1]), Stand.Noisy("c", LearnerKind.Shallow, right[2]))
            .Deep(Stand.Noisy("net", LearnerKind.Deep, right[3])).Run();
    }
}
