using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

/// <summary>Data that a person brings and nobody planned for.</summary>
[TestFixture]
public sealed class HardDataTests
{
    private static readonly Stand Right = Stand.Noisy("right", LearnerKind.Shallow, 2), AlsoRight = Stand.Noisy("also right", LearnerKind.Deep, 2);

    [Test]
    public void Leave_one_out_is_refused_before_anything_is_trained()
    {
        int fits = 0;
        var counting = Stand.Noisy("counting", LearnerKind.Shallow, 1, (_, _) => fits++);
        Dataset ten = TestData.Named("diabetes").Subset([.. Enumerable.Range(0, 10)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Comparison.On(ten).Folds(10).Baselines(counting).Run(), Throws.ArgumentException.With.Message.Contains("10 folds leave one of 10 rows out"));
            Assert.That(fits, Is.Zero);
        }
    }

    [Test]
    public void Two_folds_give_differences_and_say_that_they_are_too_few_for_a_verdict()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(2).Baselines(Stand.Noisy("shallow", LearnerKind.Shallow, 0.9))
            .Deep(Stand.Noisy("deep", LearnerKind.Deep, 0.8)).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            Assert.That(report.Verdict.Text, Does.Contain("2 folds are too few for an interval"));
            Assert.That(report.Warnings, Has.Some.Contains("from 3 on there is a verdict"));
            Assert.That(report.Comparisons.Single().FoldDifferences, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Learners_that_are_both_right_on_every_row_are_equal_and_the_test_set_is_called_too_small()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(5).Baselines(Right).Deep(AlsoRight).Run();
        PairComparison judged = report.Comparisons.Single().Judged!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.DepthDidNotPay));
            Assert.That((judged.Test.P, judged.Posterior.PRope, judged.Test.Low, judged.Test.High), Is.EqualTo((1.0, 1.0, 0.0, 0.0)));
            Assert.That(report.Verdict.Text, Does.Contain("Folds do not vary"));
        }
    }

    [TestCase("constant")]
    [TestCase("half missing")]
    [TestCase("one row apart")]
    public void Ten_rows_and_odd_columns_fail_no_learner(string extra)
    {
        var random = new Random(4);
        float[] odd = [.. Enumerable.Range(0, 10).Select(row => extra switch { "constant" => 7, "half missing" => row % 2 == 0 ? float.NaN : row, _ => row == 9 ? 1e30f : 0 })];
        Dataset data = Dataset.Classification("ten", [new Column("x", [.. Enumerable.Range(0, 10).Select(_ => (float)random.NextDouble())]), new Column("odd", odd)],
            "answer", [.. Enumerable.Range(0, 10).Select(row => row % 2)], ["no", "yes"]);
        ComparisonReport report = Comparison.On(data).Folds(5).Baselines([.. Baseline.DefaultsFor(LearningTask.Binary), Baseline.Knn(), Baseline.KernelSvm(), Baseline.FastTree(), Baseline.FastForest()]).Run();
        Assert.That(report.Learners.Select(learner => learner.Failure), Is.All.Null);
    }

    [TestCase("three classes")]
    [TestCase("a number")]
    public void Boosting_that_can_split_nothing_says_the_prior(string target)
    {
        Dataset whole = TestData.Named(target == "a number" ? "diabetes" : "iris");
        Dataset few = whole.Subset([.. Enumerable.Range(0, 30).Select(row => row * (whole.Rows / 30))]);
        ILearner boosting = Baseline.LightGbm(), prior = Baseline.Prior();
        using IFittedLearner boosted = boosting.Fit(few, 0, CancellationToken.None), known = prior.Fit(few, 0, CancellationToken.None);
        Predictions got = boosted.Predict(few), expected = known.Predict(few);
        Assert.That(target == "a number" ? got.Numbers : got.Scores.Cast<float>(), Is.EqualTo(target == "a number" ? expected.Numbers : expected.Scores.Cast<float>()).Within(1e-4).Percent);
    }

    [Test]
    public void A_column_that_gives_the_answer_away_is_warned_of()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(5).Baselines(Right).Run();
        Assert.That(report.Warnings, Has.Some.Contains("right is right on every test row"));
    }

    [Test]
    public void What_was_noticed_when_the_data_were_read_stands_in_the_report()
    {
        Dataset noticed = TestData.Named("iris").With(warnings: ["column \"id\" only counts the rows"]);
        Assert.That(Comparison.On(noticed).Folds(5).Baselines(Right).Run().Warnings, Has.Some.Contains("only counts the rows"));
    }

    [Test]
    public void A_single_feature_and_targets_with_heavy_tails_fail_no_learner()
    {
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, 120).Select(_ => (float)random.NextDouble())];
        float[] cauchy = [.. x.Select(value => value + (float)Math.Tan(Math.PI * (random.NextDouble() - 0.5) * 0.9999))];
        ComparisonReport report = Comparison.On(Dataset.Regression("tails", [new Column("x", x)], "y", cauchy)).Folds(5).Metric(Score.Mae)
            .Baselines([.. Baseline.DefaultsFor(LearningTask.Regression), Baseline.Knn()]).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners.Select(learner => learner.Failure), Is.All.Null);
            Assert.That(report.Rope, Is.EqualTo(0.01 * report.BestShallow!.Mean).Within(1e-12));
        }
    }

    [Test]
    public void Time_and_groups_at_once_are_split_by_time_and_the_report_says_so()
    {
        Dataset sunspots = TestData.Named("sunspots");
        Dataset both = sunspots.With(groups: [.. Enumerable.Range(0, sunspots.Rows).Select(row => row % 7)], timeOrdered: true);
        Assert.That(Comparison.On(both).Baselines(Baseline.Linear()).Run().Warnings, Has.Some.Contains("rows of one group stand on both sides"));
    }

    [Test]
    public void Beside_a_fixed_test_set_training_rows_keep_their_groups_and_test_rows_are_in_none_of_them()
    {
        Dataset iris = TestData.Named("iris");
        int[] even = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 0)], odd = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 1)];
        Dataset grouped = iris.Subset(even).With(groups: [.. Enumerable.Range(0, 75).Select(row => row % 9)]);
        IReadOnlyList<int>? seen = null;
        Comparison.On(grouped).TestOn(iris.Subset(odd)).Baselines(Stand.Noisy("spy", LearnerKind.Shallow, 1, (training, _) => seen = training.Groups)).Run();
        Assert.That(seen, Is.EqualTo(grouped.Groups));
    }

    [Test]
    public void An_accuracy_on_a_fixed_test_set_comes_with_Wilsons_interval()
    {
        Dataset iris = TestData.Named("iris");
        int[] even = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 0)], odd = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 1)];
        ComparisonReport report = Comparison.On(iris.Subset(even)).TestOn(iris.Subset(odd)).Baselines(Stand.Noisy("shallow", LearnerKind.Shallow, 0.8)).Run();
        LearnerResult learner = report.Learners[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(learner.AccuracyInterval, Is.EqualTo(ProportionInterval.Wilson((int)Math.Round(learner.Mean * 75), 75)));
            Assert.That(report.ToText(), Does.Not.Contain("± –").And.Contain(" to "));
            Assert.That(report.ToJson(), Does.Contain("\"accuracyInterval\": ["));
        }
    }
}
