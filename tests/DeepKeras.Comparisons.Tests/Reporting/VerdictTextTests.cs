using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Tests.Reporting;

/// <summary>What is said, of scores that are made up so that the right words are known.</summary>
[TestFixture]
public sealed class VerdictTextTests
{
    private static readonly double[] Level = Around(0.9, 0);

    [Test]
    public void Where_one_deep_model_is_settled_and_another_is_not_the_sentence_speaks_of_the_one_that_is_not()
    {
        ComparisonReport report = Report(Score.Accuracy, ("forest", LearnerKind.Shallow, Level), ("settled", LearnerKind.Deep, Around(0.902, 0.001)), ("wild", LearnerKind.Deep, Around(0.9, 0.2)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.BestDeep!.Name, Is.EqualTo("settled"));
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            Assert.That(report.Verdict.Deep, Is.EqualTo("wild"));
        }
    }

    // Differences alternate by 0.01 about a mean that lies 2 standard errors above the ROPE: t of 9 degrees of freedom gives 0.962.
    [Test]
    public void A_deep_model_that_alone_would_have_been_called_is_undecided_as_one_of_two_and_the_sentence_says_why()
    {
        double[] ahead = Around(0.9 + 0.01 + (2 * Math.Sqrt(0.1 + 0.25) * 0.01 * Math.Sqrt(10 / 9.0)), 0.01);
        ComparisonReport alone = Report(Score.Accuracy, ("forest", LearnerKind.Shallow, Level), ("net", LearnerKind.Deep, ahead));
        ComparisonReport two = Report(Score.Accuracy, ("forest", LearnerKind.Shallow, Level), ("net", LearnerKind.Deep, ahead), ("other", LearnerKind.Deep, Around(0.8, 0.01)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alone.Verdict.Kind, Is.EqualTo(VerdictKind.DepthPaid));
            Assert.That(two.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            Assert.That(two.Verdict.Text, Does.Contain("as one of 2 deep models tried it would need 0.975"));
        }
    }

    [Test]
    public void No_verdict_claims_a_cost_that_it_gives_no_number_for()
    {
        ComparisonReport report = Report(Score.Accuracy, ("forest", LearnerKind.Shallow, Level), ("net", LearnerKind.Deep, Around(0.8, 0.01)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.ShallowBetter));
            Assert.That(report.Verdict.Text, Does.Not.Contain("cheaper"));
        }
    }

    [Test]
    public void A_loss_is_said_to_be_lower_or_higher_and_never_minus_something_better()
    {
        string Text(double deep) => Report(Score.Rmse, ("forest", LearnerKind.Shallow, Around(50, 0.5)), ("net", LearnerKind.Deep, Around(deep, 0.7))).Verdict.Text;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(60), Does.Contain("net 10.00 RMSE higher than forest").And.Contain("positive is better: 95 % CI −"));
            Assert.That(Text(40), Does.Contain("net 10.00 RMSE lower than forest").And.Contain("positive is better: 95 % CI +"));
        }
    }

    [TestCase(0.010, 0.005, false)]
    [TestCase(1001, 1000, true)]
    [TestCase(1001, 500, false)]
    public void Whether_features_say_little_does_not_depend_on_the_unit_of_an_error(double prior, double best, bool little)
    {
        ComparisonReport report = Report(Score.Rmse, ("prior", LearnerKind.Prior, Around(prior, 0)), ("forest", LearnerKind.Shallow, Around(best, best / 100)), ("net", LearnerKind.Deep, Around(best * 1.01, best / 50)));
        Assert.That(report.Advice.Any(sentence => sentence.Text.StartsWith("Look for better features", StringComparison.Ordinal)), Is.EqualTo(little));
    }

    [Test]
    public void Errors_of_tiny_targets_are_not_printed_as_zeros() => Assert.That(new NumberFormat(1e-9).Score(1.234e-7), Is.EqualTo("1.23E−07"));

    // Ten scores, by turns above and below a mean by as much.
    private static double[] Around(double mean, double by) => [.. Enumerable.Range(0, 10).Select(fold => mean + (fold % 2 == 0 ? by : -by))];

    private static ComparisonReport Report(Score score, params (string Name, LearnerKind Kind, double[] Scores)[] learners)
    {
        var data = TestData.Named(score is RegressionScore ? "diabetes" : "iris");
        return ReportBuilder.Build(data, FoldPlan.For(data, 5, 2, 0), score, [.. learners.Select(learner => new LearnerResult
        {
            Name = learner.Name,
            Kind = learner.Kind,
            Settings = "made up",
            Scores = learner.Scores,
            TrainSeconds = [1],
            PredictMicrosecondsPerRow = [1],
            Size = 1,
            SizeUnit = "parameters",
        })], new JudgeOptions(0, 0.05, null), []);
    }
}
