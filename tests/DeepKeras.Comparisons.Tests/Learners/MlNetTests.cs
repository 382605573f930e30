using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;
using Microsoft.ML;

namespace DeepKeras.Comparisons.Tests.Learners;

[TestFixture]
public sealed class MlNetTests
{
    [Test]
    public void A_pipeline_for_several_classes_scores_as_our_own_baseline_does()
    {
        Dataset wine = TestData.Named("wine");
        string[] features = [.. wine.Features.Select(column => column.Name)];
        ILearner pipeline = Baseline.From(ml => ml.Transforms.Concatenate("Features", features).Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l2Regularization: 1, l1Regularization: 0)), "theirs");
        ComparisonReport report = Comparison.On(wine).Folds(4).Baselines(Baseline.LogisticRegression(), pipeline).Metric(Score.LogLoss).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners[2].Failure, Is.Null);
            Assert.That(report.Learners[2].Mean, Is.EqualTo(report.Learners[1].Mean).Within(0.05));
            Assert.That(report.Learners[2].Cost!.FileBytes, Is.GreaterThan(100));
        }
    }

    [Test]
    public void A_pipeline_that_numbers_the_classes_anew_is_read_by_their_names()
    {
        Dataset wine = TestData.Named("wine");
        // Sorted so that the last class comes first: a key made from the values in their order is the other way round.
        Dataset turned = wine.Subset([.. Enumerable.Range(0, 178).Reverse()]);
        string[] features = [.. wine.Features.Select(column => column.Name)];
        ILearner pipeline = Baseline.From(ml => ml.Transforms.Conversion.MapKeyToValue("Text", "Label").Append(ml.Transforms.Conversion.MapValueToKey("Label", "Text"))
            .Append(ml.Transforms.Concatenate("Features", features)).Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()), "theirs");
        using IFittedLearner fitted = pipeline.Fit(turned, 1, default);
        Assert.That(Score.Accuracy.Of(wine.Labels, fitted.Predict(wine).Scores), Is.GreaterThan(0.97));
    }

    [Test]
    public void Pipelines_for_two_classes_and_for_a_number_take_part()
    {
        var ml = new MLContext(1);
        Dataset cancer = TestData.Named("breast_cancer"), diabetes = TestData.Named("diabetes");
        ComparisonReport two = Comparison.On(cancer).Folds(3).Baselines(Baseline.From(
            ml.Transforms.Concatenate("Features", [.. cancer.Features.Select(column => column.Name)]).Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false)).Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression()), "sdca")).Run();
        ComparisonReport number = Comparison.On(diabetes).Folds(3).Baselines(Baseline.From(
            ml.Transforms.Concatenate("Features", [.. diabetes.Features.Select(column => column.Name)]).Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false)).Append(ml.Regression.Trainers.Sdca()), "sdca")).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(two.Learners[1].Mean, Is.InRange(0.93, 1), two.Learners[1].Failure);
            Assert.That(two.Learners[1].Calibration, Is.Not.Null);
            Assert.That(number.Learners[1].Mean, Is.InRange(0.4, 0.6), number.Learners[1].Failure);
        }
    }

    [Test]
    public void A_pipeline_without_a_score_fails_with_the_columns_it_has() => Assert.That(
        Comparison.On(TestData.Named("iris")).Folds(3).Baselines(Baseline.From(ml => ml.Transforms.CopyColumns("Copy", TestData.Named("iris").Features[0].Name), "none")).Run().Learners[1].Failure,
        Does.Contain("no column \"Score\"").And.Contain("Copy"));
}
