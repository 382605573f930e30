using System.Text.Json;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

[TestFixture]
public sealed class ComparisonTests
{
    [Test]
    public void A_network_and_two_baselines_run_end_to_end_on_breast_cancer()
    {
        ComparisonReport report = Comparison.On(TestData.Named("breast_cancer"))
            .Baselines(Baseline.LogisticRegression(), Baseline.LightGbm())
            .Deep(new TinyNetwork())
            .Run();
        TestContext.Out.WriteLine(report.ToText());
        TestContext.Out.WriteLine(report.ToJson());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners.Select(l => l.Name), Is.EqualTo((string[])["prior", "logistic regression", "boosting (LightGBM)", "tiny mlp"]));
            Assert.That(report.Learners.Select(l => l.Scores), Has.All.Count.EqualTo(10));
            Assert.That(report.Learners[3].Mean, Is.InRange(0.93, 1.0));
            Assert.That(report.Comparisons, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_scores_whatever_the_number_of_threads()
    {
        ComparisonReport Run(int seed) => Comparison.On(TestData.Named("wine")).Folds(3).Seed(seed)
            .Baselines(Baseline.LogisticRegression(), Baseline.LinearSvm(), Baseline.RandomForest(), Baseline.LightGbm(), Baseline.FastTree())
            .Deep(new TinyNetwork()).Metric(Score.RocAuc).Run();
        ComparisonReport one = Run(7);
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ComparisonReport two;
        try
        {
            ThreadPool.SetMinThreads(8, ports);
            two = Run(7);
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, ports);
        }

        Assert.That(two.Learners.Select(l => l.Scores), Is.EqualTo(one.Learners.Select(l => l.Scores)));
    }

    [Test]
    public void Another_seed_gives_other_folds()
    {
        ComparisonReport Run(int seed) => Comparison.On(TestData.Named("wine")).Folds(3).Seed(seed).Baselines(Baseline.LogisticRegression()).Run();
        Assert.That(Run(1).Learners[1].Scores.Concat(Run(1).Folds.Select(f => (double)f.Seed)),
            Is.Not.EqualTo(Run(2).Learners[1].Scores.Concat(Run(2).Folds.Select(f => (double)f.Seed))));
    }

    [Test]
    public void A_learner_that_throws_is_reported_and_the_others_stand()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Baselines(Baseline.LogisticRegression())
            .Deep(new Faulty("breaks", throwOnFit: 3), new TinyNetwork()).Run();
        LearnerResult failed = report.Learners.Single(l => l.Name == "breaks");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed.Failure, Is.EqualTo("fold 3 of 10: out of luck"));
            Assert.That(failed.Scores, Is.Empty);
            Assert.That(report.Comparisons.Select(pair => pair.Deep), Is.EqualTo((string[])["tiny mlp"]));
            Assert.That(report.Warnings, Has.Some.Contains("breaks failed"));
            Assert.That(report.Learners.Single(l => l.Name == "tiny mlp").Scores, Has.Count.EqualTo(10));
        }
    }

    [Test]
    public void A_learner_that_predicts_NaN_is_reported_as_failed()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Baselines(Baseline.LogisticRegression()).Deep(new Faulty("nan")).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners.Single(l => l.Name == "nan").Failure, Does.Contain("test row 0 is not a finite number"));
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            Assert.That(report.Verdict.Text, Does.Contain("no deep model finished"));
        }
    }

    [Test]
    public void Log_loss_of_a_learner_without_probabilities_is_a_failure_with_its_reason()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(3).Metric(Score.LogLoss)
            .Baselines(Baseline.LinearSvm(), Baseline.LogisticRegression()).Run();
        Assert.That(report.Learners.Single(l => l.Name == "linear SVM").Failure, Does.Contain("needs probabilities"));
    }

    [Test]
    public void Cancelling_stops_the_run_and_leaves_no_model_alive()
    {
        using var stop = new CancellationTokenSource();
        var network = new TinyNetwork(epochs: 5);
        var progress = new Immediate(p =>
        {
            if (p.Done == 5)
            {
                stop.Cancel();
            }
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Comparison.On(TestData.Named("iris")).Baselines(Baseline.LogisticRegression()).Deep(network).Run(progress, stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(network.Alive, Is.Zero);
        }
    }

    [TestCase("logistic")]
    [TestCase("linear_svm")]
    [TestCase("random_forest")]
    [TestCase("boosting")]
    [TestCase("fasttree")]
    public void A_baseline_that_is_training_can_be_cancelled(string name)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        Dataset words = TestData.Words(8000);
        Assert.That(() => Learners.BaselineScoreTests.Learner(name).Fit(words, 1, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Progress_counts_every_fit_once()
    {
        var seen = new List<ComparisonProgress>();
        Comparison.On(TestData.Named("iris")).Folds(3).Baselines(Baseline.LogisticRegression()).Deep(new TinyNetwork(epochs: 1)).Run(new Immediate(seen.Add));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Where(p => p.Score is not null).Select(p => p.Done), Is.EqualTo(Enumerable.Range(1, 9)));
            Assert.That(seen, Has.All.Matches<ComparisonProgress>(p => p.Total == 9 && p.Folds == 3));
        }
    }

    [Test]
    public void The_prior_takes_part_without_being_asked_and_is_in_no_pair()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(3).Baselines(Baseline.LogisticRegression()).Deep(new TinyNetwork(epochs: 1)).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners[0].Kind, Is.EqualTo(LearnerKind.Prior));
            Assert.That(report.Comparisons.Select(pair => pair.Shallow), Is.EqualTo((string[])["logistic regression"]));
        }
    }

    [Test]
    public void Rows_of_one_group_are_never_on_both_sides()
    {
        Dataset iris = TestData.Named("iris");
        var groups = Enumerable.Range(0, 150).Select(row => row % 30).ToArray();
        var spy = new Spy();
        Comparison.On(iris.With(groups: groups)).Folds(5).Baselines(spy).Run();
        Assert.That(spy.Training.Zip(spy.Tests, (train, test) => train.Groups!.Intersect(test.Groups!).Count()), Is.All.Zero);
    }

    [Test]
    public void Rows_in_time_order_are_never_trained_on_the_future_and_get_no_interval()
    {
        var spy = new Spy();
        ComparisonReport report = Comparison.On(TestData.Named("sunspots")).Baselines(spy, Baseline.Linear()).Deep(new TinyNetwork(epochs: 2)).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spy.Training.Zip(spy.Tests, (train, test) => train.Rows + test.Rows).Last(), Is.EqualTo(298));
            Assert.That(spy.Training.Select(t => t.Rows), Is.Ordered.Ascending);
            Assert.That(report.Comparisons, Has.All.Property(nameof(PairResult.Judged)).Null);
            Assert.That(report.Verdict.Text, Does.Contain("sign test"));
        }
    }

    [Test]
    public void Repeated_rows_across_folds_are_warned_of()
    {
        Dataset iris = TestData.Named("iris");
        Dataset twice = iris.Subset([.. Enumerable.Range(0, 300).Select(i => i % 150)]);
        ComparisonReport report = Comparison.On(twice).Folds(5).Baselines(Baseline.LogisticRegression()).Run();
        Assert.That(report.Warnings, Has.Some.Contains("same features as a training row"));
    }

    [Test]
    public void Distinct_rows_are_not_warned_of() =>
        Assert.That(Comparison.On(TestData.Named("wine")).Folds(3).Baselines(Baseline.LogisticRegression()).Run().Warnings, Is.Empty);

    [Test]
    public void A_class_with_fewer_rows_than_folds_is_refused_before_training()
    {
        Dataset few = TestData.Named("iris").Subset([.. Enumerable.Range(0, 103)]);
        Assert.That(
            () => Comparison.On(few).Run(),
            Throws.ArgumentException.With.Message.Contains("\"virginica\"").And.Message.Contains("3 rows").And.Message.Contains("at least 5"));
    }

    [Test]
    public void Two_learners_of_one_name_are_refused() => Assert.That(
        () => Comparison.On(TestData.Named("iris")).Deep(new TinyNetwork(), new TinyNetwork()).Run(),
        Throws.ArgumentException.With.Message.Contains("tiny mlp"));

    [Test]
    public void A_classifier_is_refused_for_a_number() => Assert.That(
        () => Comparison.On(TestData.Named("diabetes")).Baselines(Baseline.LogisticRegression()),
        Throws.ArgumentException.With.Message.Contains("regression"));

    [Test]
    public void A_network_with_noise_for_features_is_called_no_better()
    {
        var random = new Random(1);
        var noise = new Column("noise", [.. Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble())]);
        Dataset data = Dataset.Classification("noise", [noise], "coin", [.. Enumerable.Range(0, 200).Select(_ => random.Next(2))], ["heads", "tails"]);
        ComparisonReport report = Comparison.On(data).Baselines(Baseline.LogisticRegression()).Deep(new TinyNetwork(epochs: 3)).Run();
        Assert.That(report.Verdict.Kind, Is.Not.EqualTo(VerdictKind.DepthPaid));
    }

    [Test]
    public void A_network_that_alone_can_learn_the_rule_is_called_better()
    {
        var random = new Random(2);
        float[] a = [.. Enumerable.Range(0, 600).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] b = [.. Enumerable.Range(0, 600).Select(_ => (float)random.NextDouble() - 0.5f)];
        Dataset data = Dataset.Classification("xor", [new Column("a", a), new Column("b", b)], "same sign", [.. a.Zip(b, (x, y) => x * y > 0 ? 1 : 0)], ["no", "yes"]);
        ComparisonReport report = Comparison.On(data).Baselines(Baseline.LogisticRegression(), Baseline.LinearSvm()).Deep(new TinyNetwork()).Run();
        Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.DepthPaid), report.Verdict.Text);
    }

    private sealed class Immediate(Action<ComparisonProgress> report) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => report(value);
    }

    private sealed class Faulty(string name, int throwOnFit = int.MaxValue) : ILearner
    {
        private int fits;

        public string Name => name;

        public LearnerKind Kind => LearnerKind.Deep;

        public string Settings => "fails";

        public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation) => ++fits == throwOnFit
            ? throw new InvalidOperationException("out of\nluck".Replace('\n', ' '))
            : new Constant(rows => Predictions.OfProbabilities(Filled(rows, throwOnFit == int.MaxValue ? float.NaN : 1f / 3)));
    }

    private sealed class Spy : ILearner
    {
        public List<Dataset> Training { get; } = [];

        public List<Dataset> Tests { get; } = [];

        public string Name => "spy";

        public LearnerKind Kind => LearnerKind.Shallow;

        public string Settings => "looks at its rows";

        public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
        {
            Training.Add(training);
            return new Constant(rows =>
            {
                if (Tests.Count < Training.Count)
                {
                    Tests.Add(rows);
                }

                return rows.Task == LearningTask.Regression ? Predictions.OfNumbers(new float[rows.Rows]) : Predictions.OfProbabilities(Filled(rows, 1f / rows.Classes.Count));
            });
        }
    }

    private sealed class Constant(Func<Dataset, Predictions> predict) : IFittedLearner
    {
        public long Size => 0;

        public string SizeUnit => "parameters";

        public Predictions Predict(Dataset rows) => predict(rows);

        public void Dispose()
        {
        }
    }

    private static float[,] Filled(Dataset rows, float value)
    {
        var filled = new float[rows.Rows, rows.Classes.Count];
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int c = 0; c < rows.Classes.Count; c++)
            {
                filled[row, c] = value;
            }
        }

        return filled;
    }
}
