using System.Diagnostics;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Learners;

[TestFixture]
public sealed class BaselineScoreTests
{
    [TestCase("iris", "prior", "prior")]
    [TestCase("iris", "logistic", "logistic")]
    [TestCase("iris", "linear_svm", "linear_svm")]
    [TestCase("iris", "random_forest", "random_forest")]
    [TestCase("iris", "boosting", "boosting")]
    [TestCase("iris", "fasttree", "boosting")]
    [TestCase("wine", "prior", "prior")]
    [TestCase("wine", "logistic", "logistic")]
    [TestCase("wine", "linear_svm", "linear_svm")]
    [TestCase("wine", "random_forest", "random_forest")]
    [TestCase("wine", "boosting", "boosting")]
    [TestCase("wine", "fasttree", "boosting")]
    [TestCase("breast_cancer", "prior", "prior")]
    [TestCase("breast_cancer", "logistic", "logistic")]
    [TestCase("breast_cancer", "linear_svm", "linear_svm")]
    [TestCase("breast_cancer", "random_forest", "random_forest")]
    [TestCase("breast_cancer", "boosting", "boosting")]
    [TestCase("breast_cancer", "fasttree", "boosting")]
    [TestCase("diabetes", "prior", "prior")]
    [TestCase("diabetes", "linear", "linear")]
    [TestCase("diabetes", "random_forest", "random_forest")]
    [TestCase("diabetes", "boosting", "boosting")]
    [TestCase("diabetes", "fasttree", "boosting")]
    [TestCase("digits", "logistic", "logistic")]
    [TestCase("digits", "linear_svm", "linear_svm")]
    [TestCase("digits", "random_forest", "random_forest")]
    [TestCase("wine", "fastforest", "random_forest")]
    [TestCase("digits", "boosting", "boosting")]
    public void Folds_lie_in_the_range_of_the_reference_study(string dataset, string learner, string reference)
    {
        Dataset data = TestData.Named(dataset);
        (double mean, double sd, double low, double high) = TestData.Study(dataset, reference);
        (double[] scores, double seconds, long size) = Scores(data, Learner(learner));
        double got = scores.Average();
        TestContext.Out.WriteLine($"{dataset} {learner}: {got:F4} (study {mean:F4} ± {sd:F4}); folds {scores.Min():F3}..{scores.Max():F3}; {seconds:F2} s a fit, size {size}");
        using (Assert.EnterMultipleScope())
        {
            // The range is 3 sd of ten folds of other splits: one fold that is hard for every learner may leave it, the mean may not.
            Assert.That(scores.Count(score => score < low - 1e-6 || score > high + 1e-6), Is.LessThanOrEqualTo(1), string.Join(" ", scores));
            Assert.That(got, Is.EqualTo(mean).Within((3 * sd / Math.Sqrt(scores.Length)) + 0.01));
        }
    }

    [TestCase("words", "logistic", "logistic")]
    [TestCase("words", "linear_svm", "linear_svm_1to5")]
    [TestCase("words", "random_forest", "random_forest")]
    [TestCase("words", "boosting", "boosting")]
    [TestCase("sunspots", "prior", "last_value")]
    [TestCase("sunspots", "linear", "linear")]
    [TestCase("randhie_visits", "linear", "linear")]
    [TestCase("randhie_visits", "random_forest", "random_forest")]
    [TestCase("randhie_visits", "boosting", "boosting")]
    [TestCase("randhie_any_visit", "logistic", "logistic")]
    [TestCase("randhie_any_visit", "random_forest", "random_forest")]
    [TestCase("randhie_any_visit", "boosting", "boosting")]
    [Explicit("minutes")]
    public void Large_sets_lie_in_the_range_of_the_reference_study(string dataset, string learner, string reference) =>
        Folds_lie_in_the_range_of_the_reference_study(dataset, learner, reference);

    internal static ILearner Learner(string name) => name switch
    {
        "prior" => Baseline.Prior(),
        "linear" => Baseline.Linear(),
        "logistic" => Baseline.LogisticRegression(),
        "linear_svm" => Baseline.LinearSvm(),
        "random_forest" => Baseline.RandomForest(),
        "fastforest" => Baseline.FastForest(),
        "boosting" => Baseline.GradientBoosting(),
        "fasttree" => Baseline.FastTree(),
        _ => throw new ArgumentException(name),
    };

    private static (double[] Scores, double Seconds, long Size) Scores(Dataset data, ILearner learner)
    {
        int repeats = data.Rows < 1000 ? 2 : 1;
        IReadOnlyList<Fold> folds = data.TimeOrdered ? TimeSeriesSplit.Split(data.Rows)
            : data.Groups is { } groups ? GroupKFold.Split(groups)
            : data.Task == LearningTask.Regression ? KFold.Split(data.Rows, 5, repeats)
            : StratifiedKFold.Split(data.Labels.ToArray(), 5, repeats);
        var scores = new List<double>();
        double seconds = 0;
        long size = 0;
        foreach (Fold fold in folds)
        {
            long start = Stopwatch.GetTimestamp();
            using IFittedLearner fitted = learner.Fit(data.Subset(fold.Train), 1, CancellationToken.None);
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds / folds.Count;
            Dataset test = data.Subset(fold.Test);
            scores.Add(Score(test, fitted.Predict(test)));
            size = fitted.Size;
        }

        return ([.. scores], seconds, size);
    }

    private static double Score(Dataset test, Predictions predictions)
    {
        if (test.Task != LearningTask.Regression)
        {
            int[] labels = test.Labels.ToArray();
            return predictions.Labels().Zip(labels, (a, b) => a == b ? 1.0 : 0.0).Average();
        }

        double[] y = [.. test.Targets.ToArray().Select(v => (double)v)];
        double mean = y.Average();
        return 1 - (y.Zip(predictions.Numbers, (a, b) => (a - b) * (a - b)).Sum() / y.Sum(a => (a - mean) * (a - mean)));
    }
}
