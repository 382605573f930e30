using System.Globalization;
using System.Text.RegularExpressions;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Tests.Running;

namespace DeepKeras.Comparisons.Tests.Reporting;

[TestFixture]
public sealed partial class AdviceTests
{
    private static readonly Lazy<ComparisonReport> Wine = new(() => Comparison.On(TestData.Named("wine")).Seeds(2)
        .Baselines(Baseline.LogisticRegression(), Baseline.LightGbm()).Deep(new TinyNetwork(epochs: 10)).Run());

    [Test]
    public void Every_sentence_has_a_number_behind_it()
    {
        IReadOnlyList<AdviceSentence> advice = Wine.Value.Advice;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(advice, Is.Not.Empty);
            Assert.That(advice.Select(sentence => sentence.Evidence), Has.All.Count.GreaterThan(0));
            Assert.That(advice.SelectMany(sentence => sentence.Evidence.Values), Is.All.Matches<double>(double.IsFinite));
            Assert.That(advice.Select(sentence => sentence.Topic), Is.SupersetOf((string[])["verdict", "data", "cost", "seeds"]));
        }
    }

    [Test]
    public void The_numbers_of_the_cost_sentence_are_its_evidence()
    {
        AdviceSentence cost = Wine.Value.Advice.First(sentence => sentence.Topic == "cost");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cost.Text, Does.Contain(NumberFormat.Seconds(cost.Evidence["train seconds deep"])).And.Contain(NumberFormat.Milliseconds(cost.Evidence["latency shallow, ms"])));
            Assert.That(cost.Evidence["train ratio"], Is.EqualTo(cost.Evidence["train seconds deep"] / cost.Evidence["train seconds shallow"]).Within(1e-9));
        }
    }

    [Test]
    public void The_front_holds_no_learner_that_another_beats_in_both()
    {
        ComparisonReport report = Wine.Value;
        LearnerResult[] others = [.. report.Learners.Except(report.ParetoFront)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ParetoFront, Is.Not.Empty);
            Assert.That(others, Has.All.Matches<LearnerResult>(o => report.ParetoFront.Any(f => f.Mean >= o.Mean && f.Cost!.LatencyP50 <= o.Cost!.LatencyP50)));
            Assert.That(report.ParetoFront.Select(learner => learner.Mean), Is.Ordered.Ascending);
        }
    }

    [Test]
    public void Without_a_judged_pair_there_is_no_advice_to_use_anything() =>
        Assert.That(Comparison.On(TestData.Named("iris")).Folds(3).Baselines(Baseline.Knn()).Run().Advice, Is.Empty);

    [Test]
    public void Page_and_markdown_have_cost_confusion_calibration_and_advice_and_the_page_stays_small()
    {
        ComparisonReport report = Wine.Value;
        string html = report.ToHtml(), markdown = report.ToMarkdown();
        using (Assert.EnterMultipleScope())
        {
            foreach (string part in (string[])["What to do", "Fold by fold", "Learners", "Deep against shallow", "Score against cost", "Seeds and folds", "Confusion", "Calibration", "How it was done"])
            {
                Assert.That(html, Does.Contain($"<h2>{part}</h2>"));
            }

            Assert.That(html, Has.Length.LessThan(1_000_000));
            Assert.That(markdown, Does.Contain("# Does depth pay on wine?").And.Contain("## Confusion matrix of").And.Contain("Pareto front"));
            Assert.That(Table().Matches(markdown).Select(row => row.Value.Count(c => c == '|')).Distinct().Count(), Is.LessThan(10));
        }
    }

    [Test]
    public void The_confusion_matrix_counts_every_test_row_and_agrees_with_the_accuracy()
    {
        LearnerResult logistic = Wine.Value.Learners[1];
        int all = logistic.Confusion!.Cast<int>().Sum(), right = Enumerable.Range(0, 3).Sum(c => logistic.Confusion![c, c]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Is.EqualTo(178 * 2));
            Assert.That((double)right / all, Is.EqualTo(logistic.Mean).Within(0.002));
            Assert.That(logistic.Calibration!.Sum(bin => bin.Rows), Is.EqualTo(178 * 2));
        }
    }

    [Test]
    public void A_notebook_finds_the_formatter_by_name_and_gets_a_frame()
    {
        Attribute source = (Attribute)typeof(ComparisonReport).GetCustomAttributes(inherit: false).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        var type = (Type)source.GetType().GetProperty("FormatterSourceType")!.GetValue(source)!;
        object made = Activator.CreateInstance(type, nonPublic: true)!;
        object formatter = ((IEnumerable<object>)type.GetMethod("CreateTypeFormatters")!.Invoke(made, null)!).Single();
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(formatter.GetType().GetProperty("MimeType")!.GetValue(formatter), Is.EqualTo("text/html"));
            Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, [Wine.Value, writer]), Is.True);
            Assert.That(writer.ToString(), Does.StartWith("<iframe srcdoc=\"&lt;!doctype html&gt;").And.EndWith("</iframe>"));
            Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, ["text", writer]), Is.False);
        }
    }

    [GeneratedRegex(@"^\|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Table();
}
