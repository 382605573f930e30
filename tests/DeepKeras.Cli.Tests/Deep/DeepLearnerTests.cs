using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Cli.Deep;

internal sealed class DeepLearnerTests
{
    [Test]
    public void A_model_of_given_layers_gets_a_head_for_the_task()
    {
        string? seen = null;
        ComparisonReport report = Comparison.On(Datasets.Iris())
            .Baselines(Baseline.LogisticRegression())
            .Deep("two layers", input =>
            {
                seen = input.Shape.WithBatch().ToString();
                return Sequential.Create(input).Dense(16, "relu").Dense(8, "relu");
            }, new DeepTraining { Epochs = 150 })
            .Folds(3)
            .Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo("(None, 4)"));
            Assert.That(report.BestDeep!.Name, Is.EqualTo("two layers"));
            Assert.That(report.BestDeep.Size, Is.EqualTo((4 * 16) + 16 + (16 * 8) + 8 + (8 * 3) + 3));
            Assert.That(report.BestDeep.Mean, Is.GreaterThan(0.85));
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_predictions_to_the_bit()
    {
        Dataset data = Datasets.Wine();
        float[,] first = Scores(data, 3), again = Scores(data, 3), other = Scores(data, 4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(first));
            Assert.That(other, Is.Not.EqualTo(first));
        }

        static float[,] Scores(Dataset data, long seed)
        {
            using DeepPipeline pipeline = DeepLearner.Mlp(8).With(new DeepTraining { Epochs = 2 }).Fit(data, seed);
            return pipeline.Predict(data).Scores;
        }
    }

    [Test]
    public void A_seed_of_a_fit_leaves_the_seed_of_the_program_alone()
    {
        long before = RandomSeed.Global;
        using DeepPipeline pipeline = DeepLearner.Mlp(2).With(new DeepTraining { Epochs = 1 }).Fit(Datasets.Iris(), 77);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RandomSeed.Global, Is.EqualTo(before));
            Assert.That(pipeline.Model.Seed, Is.EqualTo(77));
        }
    }

    [Test]
    public void A_saved_pipeline_predicts_the_same_to_the_bit([Values] bool text)
    {
        Dataset data = text ? Mixed() : Datasets.Iris();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
        try
        {
            using DeepPipeline trained = DeepLearner.DefaultsFor(data)[0].With(new DeepTraining { Epochs = 1 }).Fit(data, 1);
            trained.Save(path);
            using DeepPipeline loaded = DeepPipeline.Load(path);
            Assert.That(loaded.Predict(loaded.Align(data)).Scores, Is.EqualTo(trained.Predict(data).Scores));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Text_beside_numbers_and_categories_goes_in_together()
    {
        using DeepPipeline pipeline = DeepLearner.Conv1D().With(new DeepTraining { Epochs = 30 }).Fit(Mixed(), 1);
        int[] labels = pipeline.Predict(Mixed()).Labels();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pipeline.Model.Inputs, Has.Count.EqualTo(2));
            Assert.That(labels.Zip(Mixed().Labels.ToArray()).Average(pair => pair.First == pair.Second ? 1.0 : 0), Is.GreaterThan(0.9));
        }
    }

    [TestCase(150, false, 100), TestCase(353, false, 59), TestCase(16000, true, 15), TestCase(16152, false, 9), TestCase(1_000_000, false, 5)]
    public void Epochs_fall_with_the_root_of_the_number_of_rows(int rows, bool text, int expected)
    {
        var problem = new DeepProblem("d", [new DeepInput(text ? DeepInputKind.Text : DeepInputKind.Table, "x", [3], 9)], LearningTask.Binary, 2, rows, false);
        Assert.That(new DeepTraining().EpochsFor(problem), Is.EqualTo(expected).Within(rows == 150 ? 10 : 0));
    }

    [Test]
    public void A_keras_model_keeps_its_own_head()
    {
        using var file = new TemporaryFolder();
        using (Sequential model = Sequential.Create([4]).Dense(9, "relu").Dense(3, "softmax"))
        {
            file.Write("net.json", model.ToJson());
        }

        DeepLearner learner = DeepRecipe.Parse(file["net.json"]);
        using DeepPipeline pipeline = learner.With(new DeepTraining { Epochs = 80 }).Fit(Datasets.Iris(), 1);
        Predictions predictions = pipeline.Predict(Datasets.Iris());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(learner.Name, Is.EqualTo("net"));
            Assert.That(pipeline.Size, Is.EqualTo((4 * 9) + 9 + (9 * 3) + 3));
            Assert.That(predictions.Scores[0, 0] + predictions.Scores[0, 1] + predictions.Scores[0, 2], Is.EqualTo(1).Within(1e-5));
            Assert.That(predictions.Labels().Take(50), Has.All.Zero, "setosa is easy");
        }
    }

    [TestCase("[4]", 2, "linear", "the model's output has shape (None, 2), expected (None, 3) for 3 classes")]
    [TestCase("[4]", 3, "sigmoid", "expected softmax, or no activation for logits")]
    [TestCase("[5]", 3, "softmax", "the model takes (None, 5); data set \"iris\" gives (None, 4)")]
    public void A_keras_model_that_does_not_fit_says_what_was_expected(string input, int outputs, string activation, string expected)
    {
        using var file = new TemporaryFolder();
        using (Sequential model = Sequential.Create([int.Parse(input.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]).Dense(outputs, activation))
        {
            file.Write("net.json", model.ToJson());
        }

        Assert.That(() => DeepRecipe.Parse(file["net.json"]).Fit(Datasets.Iris(), 1), Throws.ArgumentException.With.Message.Contain(expected));
    }

    [Test]
    public void A_cnn_needs_images_and_an_mlp_no_text()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DeepLearner.Cnn().Fit(Datasets.Iris(), 1), Throws.ArgumentException.With.Message.Contain("cnn takes images"));
            Assert.That(() => DeepLearner.Mlp().Fit(Mixed(), 1), Throws.ArgumentException.With.Message.Contain("column \"word\" is text"));
        }
    }

    // The class is whether the word has an x or the number is large.
    private static Dataset Mixed()
    {
        const int Rows = 120;
        string[] words = [.. Enumerable.Range(0, Rows).Select(i => $"w{(char)('a' + (i * 7 % 13))}{(i % 2 == 0 ? "x" : "o")}{(char)('a' + (i % 5))}")];
        float[] numbers = [.. Enumerable.Range(0, Rows).Select(i => (float)(i * 31 % 17))];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0 || numbers[i] > 13 ? 1 : 0)];
        return Dataset.Classification("mixed", [new Column("n", numbers), new Column("word", ColumnKind.Text, words)], "y", labels, ["no", "yes"]);
    }
}
