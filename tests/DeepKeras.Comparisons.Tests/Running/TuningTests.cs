using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

[TestFixture]
public sealed class TuningTests
{
    [Test]
    public void Every_learner_gets_the_same_number_of_settings_and_none_sees_the_test_rows()
    {
        Dataset iris = TestData.Named("iris");
        var a = new Spy("a", LearnerKind.Shallow);
        var b = new Spy("b", LearnerKind.Deep);
        ComparisonReport report = Comparison.On(iris).Folds(3).Tune(4, 2).Baselines(a).Deep(b).Run();
        FoldPlan plan = FoldPlan.For(iris, 3, 1, 0);
        using (Assert.EnterMultipleScope())
        {
            // For each outer fold: 4 settings by 2 inner folds, then the winner on the whole training part.
            Assert.That(a.Trained, Has.Count.EqualTo(3 * ((4 * 2) + 1)));
            Assert.That(b.Trained, Has.Count.EqualTo(a.Trained.Count));
            for (int fit = 0; fit < a.Trained.Count; fit++)
            {
                int[] test = plan.Folds[fit / 9].Test;
                Assert.That(a.Trained[fit].Intersect(test), Is.Empty);
            }

            Assert.That(report.Tuning, Does.StartWith("equal budget: 4 settings"));
            Assert.That(report.Learners[1].Chosen, Has.Count.EqualTo(3).And.All.StartsWith("value 3"), "the best of the four settings");
            Assert.That(report.Verdict.Text, Does.Contain("equal budget"));
        }
    }

    [Test]
    public void A_learner_without_a_search_space_is_named()
    {
        ComparisonReport report = Comparison.On(TestData.Named("iris")).Folds(3).Tune(2, 2).Baselines(Baseline.Knn()).Deep(Stand.Noisy("plain", LearnerKind.Deep, 0.9)).Run();
        Assert.That(report.Tuning, Does.Contain("plain has no search space"));
    }

    [Test]
    public void Every_search_space_of_the_baselines_draws_settings_that_can_be_fitted()
    {
        Dataset wine = TestData.Named("wine"), diabetes = TestData.Named("diabetes");
        ILearner[] learners = [Baseline.LogisticRegression(), Baseline.LinearSvm(), Baseline.RandomForest(), Baseline.LightGbm(), Baseline.FastTree(), Baseline.Knn(), Baseline.KernelSvm(), Baseline.Linear()];
        using (Assert.EnterMultipleScope())
        {
            foreach (ITunableLearner learner in learners.Cast<ITunableLearner>())
            {
                Dataset rows = learner.Supports(wine.Task) ? wine : diabetes;
                ILearner variant = learner.Variant(new SearchDraw(3, 1));
                using IFittedLearner fitted = variant.Fit(rows, 1, default);
                Assert.That(variant.Name, Is.EqualTo(learner.Name));
                Assert.That(variant.Settings, Is.Not.EqualTo(learner.Settings));
                Assert.That(fitted.Predict(rows).FirstNotFiniteRow(), Is.EqualTo(-1), variant.Settings);
            }
        }
    }

    [Test]
    public void Draws_are_the_same_for_the_same_seed_and_trial_and_stay_in_range()
    {
        double[] draws = [.. Enumerable.Range(1, 500).Select(trial => new SearchDraw(7, trial).LogUniform(0.001, 100))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(draws, Is.EqualTo(Enumerable.Range(1, 500).Select(trial => new SearchDraw(7, trial).LogUniform(0.001, 100))));
            Assert.That(draws, Is.All.InRange(0.001, 100));
            Assert.That(draws.Count(value => value < 0.3162), Is.InRange(200, 300), "half of them below the middle of the logarithm");
        }
    }

    [Test]
    public void Deep_recipes_vary_their_layers_and_their_training()
    {
        DeepLearner mlp = DeepLearner.Mlp();
        string[] settings = [.. Enumerable.Range(1, 10).Select(trial => mlp.Variant(new SearchDraw(1, trial)).Settings)];
        Assert.That(settings.Distinct().Count(), Is.GreaterThan(8));
    }

    private sealed class Spy(string name, LearnerKind kind, int value = 0, List<int[]>? shared = null) : ITunableLearner
    {
        private int drawn;

        public List<int[]> Trained { get; } = shared ?? [];

        public string Name => name;

        public LearnerKind Kind => kind;

        public string Settings => $"value {value}";

        public string SearchSpace => "0 to 3";

        public ILearner Variant(SearchDraw draw) => new Spy(name, kind, 1 + (drawn++ % 3), Trained);

        public IFittedLearner Fit(Dataset training, int seed, CancellationToken cancellation)
        {
            // The rows are known again by their place in the file.
            Dataset all = TestData.Named("iris");
            Trained.Add([.. Enumerable.Range(0, all.Rows).Where(row => Enumerable.Range(0, training.Rows).Any(t => Same(all, row, training, t)) && Unique(all, row))]);
            return Stand.Noisy(name, kind, 0.6 + (0.1 * value)).Fit(training, 1, cancellation);
        }

        private static bool Unique(Dataset all, int row) => Enumerable.Range(0, all.Rows).Count(other => Same(all, row, all, other)) == 1;

        private static bool Same(Dataset a, int i, Dataset b, int j) => a.Features.Zip(b.Features).All(pair => pair.First.Numbers[i] == pair.Second.Numbers[j]);
    }
}
