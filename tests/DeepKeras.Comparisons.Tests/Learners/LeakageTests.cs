using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Learners;

/// <summary>Each baseline predicts a row the same, whatever other rows stand beside it in the test part: nothing is fitted there.</summary>
[TestFixture]
public sealed class LeakageTests
{
    [TestCase("prior"), TestCase("logistic"), TestCase("linear_svm"), TestCase("random_forest"), TestCase("boosting"), TestCase("fasttree")]
    public void A_prediction_does_not_depend_on_the_other_test_rows(string name)
    {
        Dataset wine = TestData.Named("wine");
        int[] training = [.. Enumerable.Range(0, 178).Where(row => row % 3 != 0)];
        using IFittedLearner fitted = BaselineScoreTests.Learner(name).Fit(wine.Subset(training), 1, CancellationToken.None);
        float[,] together = fitted.Predict(wine.Subset([0, 90, 177])).Scores, alone = fitted.Predict(wine.Subset([90])).Scores;
        Assert.That(Enumerable.Range(0, 3).Select(c => alone[0, c]), Is.EqualTo(Enumerable.Range(0, 3).Select(c => together[1, c])));
    }

    [Test]
    public void A_scaler_fitted_on_all_rows_would_be_noticed()
    {
        // One wild test row moves the mean and deviation of all rows by far; the right pipeline gives the others the same scores with and without it.
        Dataset wine = TestData.Named("wine");
        float[] wild = wine.Features[0].Numbers.ToArray();
        wild[0] = 1e6f;
        Dataset spoilt = Dataset.Classification("wine", [new Column("alcohol", wild), .. wine.Features.Skip(1)], wine.TargetName, wine.Labels.ToArray(), wine.Classes);
        int[] training = [.. Enumerable.Range(1, 150)];
        float[] right = TableEncoder.Fit(spoilt.Subset(training)).Transform(wine.Subset([170]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(right, Is.EqualTo(TableEncoder.Fit(wine.Subset(training)).Transform(wine.Subset([170]))));
            Assert.That(right, Is.Not.EqualTo(TableEncoder.Fit(spoilt).Transform(wine.Subset([170]))), "the leak that this test is there for");
        }
    }

    [Test]
    public void Labels_of_the_test_rows_are_not_looked_at()
    {
        Dataset wine = TestData.Named("wine");
        using IFittedLearner fitted = Baseline.LogisticRegression().Fit(wine.Subset([.. Enumerable.Range(0, 150)]), 1, CancellationToken.None);
        Dataset shifted = Dataset.Classification("wine", wine.Features, wine.TargetName, [.. wine.Labels.ToArray().Select(label => (label + 1) % 3)], wine.Classes);
        Assert.That(fitted.Predict(shifted).Scores, Is.EqualTo(fitted.Predict(wine).Scores));
    }

    [Test]
    public void Targets_shuffled_among_rows_leave_nothing_to_find()
    {
        Dataset wine = TestData.Named("wine");
        int[] labels = wine.Labels.ToArray();
        new Random(5).Shuffle(labels);
        Dataset shuffled = Dataset.Classification("wine", wine.Features, wine.TargetName, labels, wine.Classes);
        ComparisonReport report = Comparison.On(shuffled).Baselines(Baseline.LogisticRegression(), Baseline.RandomForest()).Run();
        Assert.That(report.Learners.Select(learner => learner.Mean), Is.All.InRange(0.2, 0.5));
    }
}
