using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.MlNet;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Cli.Deep;

internal sealed class PatienceTests
{
    [Test]
    public void Early_stopping_watches_training_rows_alone_and_trains_on_the_rest()
    {
        Dataset iris = Datasets.Iris();
        var few = new DeepTraining { Epochs = 60, LearningRate = 0.05, Patience = 2 };
        using DeepPipeline stopped = DeepLearner.Mlp(8).With(few).Fit(iris, 3);
        Fold held = Holdout.Split(iris, few.PatienceShare, 3);
        DeepEncoder rest = DeepEncoder.Fit(iris.Subset(held.Train), imagesAsTables: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(held.Test, Has.Length.InRange(20, 25));
            // The scaler knows the rows that were trained on, and only those.
            Assert.That(stopped.Encoder.Transform(iris)[0].ToFloats(), Is.EqualTo(rest.Transform(iris)[0].ToFloats()));
        }
    }

    [Test]
    public void A_model_is_a_step_of_a_pipeline_of_MLNET()
    {
        var ml = new MLContext(1);
        Dataset wine = Datasets.Load("wine");
        IDataView view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, wine.Rows).Select(row => new Bottle
        {
            Alcohol = wine.Features[0].Numbers[row],
            Colour = wine.Features[9].Numbers[row],
            Flavour = wine.Features[6].Numbers[row],
            Kind = wine.Classes[wine.Labels[row]],
        }));
        var estimator = new DeepEstimator(DeepLearner.Mlp(16).With(new DeepTraining { Epochs = 60, LearningRate = 0.01 }), nameof(Bottle.Kind));
        using DeepTransformer model = estimator.Fit(view);
        IDataView predicted = model.Transform(view);
        string[] labels = [.. predicted.GetColumn<string>("PredictedLabel")], kinds = [.. predicted.GetColumn<string>(nameof(Bottle.Kind))];
        float[][] scores = [.. predicted.GetColumn<float[]>("Score")];
        string[] shape = [.. estimator.GetOutputSchema(ShapeOf(ml, view)).Select(column => column.Name)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Zip(kinds).Count(pair => pair.First == pair.Second) / (double)wine.Rows, Is.GreaterThan(0.9));
            Assert.That(scores.Select(row => row.Sum()), Is.All.EqualTo(1).Within(1e-4));
            Assert.That(predicted.Schema["Score"].Type.ToString(), Does.Contain("3"));
            Assert.That(model.GetOutputSchema(view.Schema).Select(column => column.Name), Is.EqualTo(predicted.Schema.Select(column => column.Name)));
            Assert.That(shape, Does.Contain("PredictedLabel").And.Contain("Score").And.Contain("Alcohol"));
        }
    }

    [Test]
    public void Any_builder_of_a_model_is_a_learner()
    {
        ComparisonReport report = Comparison.On(Datasets.Iris()).Folds(3).Baselines(Comparisons.Learners.Baseline.Knn()).Deep("two paths", (inputs, outputs) =>
        {
            Tensor x = Keras.Input(inputs[0].Shape, inputs[0].DType);
            Tensor wide = new Layers.Dense(16, "relu").Apply(x);
            return new Model(x, new Layers.Dense(outputs).Apply(new Layers.Concatenate().Apply([x, wide])));
        }, new DeepTraining { Epochs = 40, LearningRate = 0.02 }).Run();
        Assert.That(report.Learners[^1].Mean, Is.GreaterThan(0.85), report.Learners[^1].Failure);
    }

    // What a trivial estimator says of a view's columns.
    private static SchemaShape ShapeOf(MLContext ml, IDataView view) =>
        ml.Transforms.CopyColumns("Copy", nameof(Bottle.Alcohol)).Fit(view).GetOutputSchema(view.Schema) is { } schema ? Shapes(schema) : throw new InvalidOperationException();

    private static SchemaShape Shapes(DataViewSchema schema) => (SchemaShape)typeof(SchemaShape).GetMethod("Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)!.Invoke(null, [schema])!;

    private sealed class Bottle
    {
        public float Alcohol { get; set; }

        public float Colour { get; set; }

        public float Flavour { get; set; }

        public string Kind { get; set; } = "";
    }
}
