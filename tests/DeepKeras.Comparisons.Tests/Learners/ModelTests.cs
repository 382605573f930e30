using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace DeepKeras.Comparisons.Tests.Learners;

/// <summary>Models are read out of ML.NET and predict by themselves: their numbers are ML.NET's own.</summary>
[TestFixture]
public sealed class ModelTests
{
    private static ShallowTraining Training(Dataset data) =>
        new(data, ShallowEncoder.Fit(data, new CharacterNGramOptions()).Transform(data), 1, CancellationToken.None);

    [Test]
    public void Flat_trees_sum_to_what_FastTree_scores()
    {
        ShallowTraining training = Training(TestData.Named("diabetes"));
        var context = new MLContext(1);
        IDataView view = training.NumberView(context);
        RegressionPredictionTransformer<FastTreeRegressionModelParameters> fitted = context.Regression.Trainers.FastTree(
            new FastTreeRegressionTrainer.Options { NumberOfTrees = 20, NumberOfThreads = 1 }).Fit(view);
        float[] theirs = [.. fitted.Transform(view).GetColumn<float>("Score")];
        Predictions ours = new TreeModel(TreeOutput.Number, [FlatTrees.From(fitted.Model.TrainedTreeEnsemble)]).Predict(training.Rows);
        Assert.That(ours.Numbers, Is.EqualTo(theirs).Within(1e-3));
    }

    [Test]
    public void Flat_trees_of_a_forest_average_to_what_FastForest_scores()
    {
        ShallowTraining training = Training(TestData.Named("diabetes"));
        var context = new MLContext(1);
        IDataView view = training.NumberView(context);
        RegressionPredictionTransformer<FastForestRegressionModelParameters> fitted = context.Regression.Trainers.FastForest(
            new FastForestRegressionTrainer.Options { NumberOfTrees = 10, NumberOfThreads = 1 }).Fit(view);
        float[] theirs = [.. fitted.Transform(view).GetColumn<float>("Score")];
        Predictions ours = new TreeModel(TreeOutput.Number, [FlatTrees.MeanOf(fitted.Model.TrainedTreeEnsemble)]).Predict(training.Rows);
        Assert.That(ours.Numbers, Is.EqualTo(theirs).Within(1e-3));
    }

    [Test]
    public void Multiclass_LightGBM_gives_the_probabilities_that_ML_NET_gives()
    {
        Dataset iris = TestData.Named("iris");
        ShallowTraining training = Training(iris);
        var context = new MLContext(1);
        IDataView view = training.ClassView(context);
        MulticlassPredictionTransformer<OneVersusAllModelParameters> fitted = context.MulticlassClassification.Trainers.LightGbm(
            new LightGbmMulticlassTrainer.Options { NumberOfIterations = 10, UseSoftmax = true, Sigmoid = 1, NumberOfThreads = 1 }).Fit(view);
        float[][] theirs = [.. fitted.Transform(view).GetColumn<float[]>("Score")];
        Predictions ours = new TreeModel(TreeOutput.Logits, [.. MlNetAccess.SubModels(fitted.Model).Select(part => FlatTrees.From(
            ((Microsoft.ML.Calibrators.CalibratedModelParametersBase<LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>)part).SubModel.TrainedTreeEnsemble))])
            .Predict(training.Rows);
        Assert.That(Enumerable.Range(0, 450).Select(i => ours.Scores[i / 3, i % 3]), Is.EqualTo(theirs.SelectMany(row => row)).Within(1e-5));
    }

    [Test]
    public void Least_squares_finds_an_exact_line_again_even_with_a_column_twice()
    {
        float[] x = [1, 2, 3, 4, 5, 7], z = [3, 1, 4, 1, 5, 9];
        Dataset data = Dataset.Regression("line", [new Column("x", x), new Column("z", z), new Column("x again", x)], "y", [.. x.Zip(z, (a, b) => (2 * a) - (3 * b) + 10)]);
        using IFittedLearner fitted = Baseline.Linear().Fit(data, 0, CancellationToken.None);
        Assert.That(fitted.Predict(data).Numbers, Is.EqualTo(data.Targets.ToArray()).Within(1e-3));
    }

    [Test]
    public void A_forest_is_the_same_whatever_the_number_of_threads()
    {
        Dataset wine = TestData.Named("wine");
        float[,] one, two;
        using (IFittedLearner fitted = Baseline.RandomForest(30).Fit(wine, 3, CancellationToken.None))
        {
            one = fitted.Predict(wine).Scores;
        }

        using (IFittedLearner fitted = Task.Run(() => Baseline.RandomForest(30).Fit(wine, 3, CancellationToken.None)).Result)
        {
            two = fitted.Predict(wine).Scores;
        }

        Assert.That(two, Is.EqualTo(one));
    }

    [Test]
    public void A_forest_splits_between_neighbouring_values()
    {
        Dataset step = Dataset.Regression("step", [new Column("x", [.. Enumerable.Range(0, 100).Select(i => (float)i)])], "y", [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0f : 1f)]);
        using IFittedLearner fitted = Baseline.RandomForest(50).Fit(step, 1, CancellationToken.None);
        float[] predicted = fitted.Predict(step).Numbers;
        Assert.That((predicted[40], predicted[60]), Is.EqualTo((0f, 1f)));
    }

    [Test]
    public void The_size_of_a_logistic_regression_is_its_weights_and_biases()
    {
        using IFittedLearner binary = Baseline.LogisticRegression().Fit(TestData.Named("breast_cancer"), 0, CancellationToken.None);
        using IFittedLearner three = Baseline.LogisticRegression().Fit(TestData.Named("wine"), 0, CancellationToken.None);
        Assert.That((binary.Size, three.Size), Is.EqualTo((31L, 42L)));
    }

    [Test]
    public void Numbers_a_category_and_a_text_column_can_stand_side_by_side()
    {
        var random = new Random(3);
        int[] labels = [.. Enumerable.Range(0, 120).Select(_ => random.Next(2))];
        Column[] features =
        [
            new("number", [.. labels.Select(label => label + (float)random.NextDouble())]),
            new("category", ColumnKind.Category, [.. labels.Select(label => random.Next(4) == 0 ? null : label == 0 ? "left" : "right")]),
            new("text", ColumnKind.Text, [.. labels.Select(label => label == 0 ? "hello there" : "good bye")]),
        ];
        Dataset data = Dataset.Classification("mixed", features, "side", labels, ["a", "b"]);
        foreach (ILearner learner in Baseline.DefaultsFor(data.Task))
        {
            using IFittedLearner fitted = learner.Fit(data, 1, CancellationToken.None);
            Assert.That(fitted.Predict(data).Labels(), Is.EqualTo(labels), learner.Name);
        }
    }

    [Test]
    public void Rows_of_a_series_have_the_last_value_as_their_prior()
    {
        Dataset sunspots = TestData.Named("sunspots");
        using IFittedLearner fitted = Baseline.Prior().Fit(sunspots.Subset([.. Enumerable.Range(0, 100)]), 0, CancellationToken.None);
        Assert.That(fitted.Predict(sunspots.Subset([200])).Numbers[0], Is.EqualTo(sunspots.Targets[199]));
    }
}
