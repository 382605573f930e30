using DeepKeras.Metrics;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

internal sealed class MetricTests
{
    [TestCase("mse", "MeanSquaredError")]
    [TestCase("MAE", "MeanAbsoluteError")]
    [TestCase("auc", "AUC")]
    [TestCase("AUC", "AUC")]
    [TestCase("f1_score", "F1Score")]
    [TestCase("top_k_categorical_accuracy", "TopKCategoricalAccuracy")]
    [TestCase("binary_crossentropy", "BinaryCrossentropy")]
    [TestCase("huber", "MeanMetricWrapper")]
    public void A_metric_found_by_a_name_is_called_by_it(string name, string className)
    {
        Metric metric = name;
        Assert.That((metric.ClassName, metric.Name), Is.EqualTo((className, name)));
    }

    [Test]
    public void Names_without_a_choice_are_those_of_Keras() =>
        Assert.That(
            new Metric[] { new AUC(), new MeanIoU(2), new LogCoshError(), new FBetaScore(), new R2Score(), new KLDivergenceMetric() }.Select(metric => metric.Name),
            Is.EqualTo(new[] { "auc", "mean_io_u", "logcosh", "fbeta_score", "r2_score", "kl_divergence" }));

    [Test]
    public void Accuracy_of_one_output_is_binary() => Assert.That(Accuracy(Numbers.Of([2], 1f, 0f), Numbers.Of([2, 1], 0.9f, 0.8f)), Is.EqualTo(0.5));

    [Test]
    public void Accuracy_of_class_numbers_is_sparse() =>
        Assert.That(Accuracy(Numbers.Of([2], 1, 0), Numbers.Of([2, 2], 0.1f, 0.9f, 0.2f, 0.8f)), Is.EqualTo(0.5));

    [Test]
    public void Accuracy_of_several_labels_a_row_is_categorical()
    {
        // By label half are right; by the largest, one row of two.
        HostArray yTrue = Numbers.Of([2, 2], 1f, 1f, 0f, 1f);
        HostArray yPred = Numbers.Of([2, 2], 0.9f, 0.1f, 0.9f, 0.8f);
        Assert.That(Accuracy(yTrue, yPred), Is.EqualTo(0.5));
        Assert.That(Accuracy(Numbers.Of([1, 2], 1f, 1f), Numbers.Of([1, 2], 0.9f, 0.1f)), Is.EqualTo(1));
    }

    [Test]
    public void State_has_the_names_of_Keras()
    {
        var r2 = new R2Score();
        Update(r2, Numbers.Of([2, 1], 1f, 0f), Numbers.Of([2, 1], 1f, 0f));
        Assert.That(r2.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "num_samples", "squared_sum", "sum", "residual", "count" }));
    }

    [Test]
    public void Batches_of_another_kind_are_refused()
    {
        var auc = new AUC { MultiLabel = true };
        Update(auc, Numbers.Of([1, 2], 1f, 0f), Numbers.Of([1, 2], 1f, 0f));
        var f1 = new F1Score();
        Update(f1, Numbers.Of([1, 2], 1f, 0f), Numbers.Of([1, 2], 1f, 0f));
        Assert.That(() => Update(f1, Numbers.Of([1, 3], 1f, 0f, 0f), Numbers.Of([1, 3], 1f, 0f, 0f)), Throws.TypeOf<ShapeException>().With.Message.Contains("f1_score"));
    }

    [Test]
    public void Sorted_ids_are_searched_in_their_first_k()
    {
        var metric = new SparseTopKCategoricalAccuracy { K = 2, FromSortedIds = true };
        Assert.That(Update(metric, Numbers.Of([3], 4, 0, 2), Numbers.Of([3, 3], 4, 1, 0, 4, 1, 0, 3, 2, 1)), Is.EqualTo(2 / 3.0).Within(1e-6));
    }

    [Test]
    public void Class_numbers_beyond_a_byte_do_not_match_byte_targets()
    {
        float[] scores = new float[300];
        scores[257] = 1;
        Assert.That(Update(new SparseCategoricalAccuracy(), Numbers.Of([1], 1).Cast(DType.UInt8), Numbers.Of([1, 300], scores)), Is.EqualTo(0));
    }

    [Test]
    public void A_threshold_outside_0_to_1_is_refused() =>
        Assert.That(() => new Precision { Thresholds = [0.5, 1.5] }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1.5"));

    [Test]
    public void A_target_class_out_of_range_is_refused() =>
        Assert.That(() => new IoU(3, [3]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 2"));

    [Test]
    public void An_area_under_thresholds_keeps_them_in_its_config()
    {
        string config = ConfigJson.WriteConfig(new AUC { Thresholds = [0.2, 0.9], Curve = AUCCurve.PRGain });
        Assert.That(config, Does.Contain("\"thresholds\":[0.2,0.9]").And.Contain("\"num_thresholds\":4").And.Contain("\"curve\":\"PRGAIN\""));
        Assert.That(ConfigJson.WriteConfig(new AUC()), Does.Not.Contain("\"thresholds\""));
    }

    [TestCase("""{"class_name": "function", "module": "builtins", "config": "mean_absolute_error", "registered_name": "function"}""", "MeanAbsoluteErrorMetric")]
    [TestCase("""{"class_name": "function", "module": "builtins", "config": "huber", "registered_name": "function"}""", "MeanMetricWrapper")]
    [TestCase("\"accuracy\"", "AutomaticAccuracy")]
    [TestCase("""{"class_name": "Accuracy", "module": "keras.metrics", "config": {"name": "accuracy", "dtype": "float32"}, "registered_name": null}""", "Accuracy")]
    public void What_Keras_writes_of_a_metric_is_read(string json, string className) =>
        Assert.That(KerasRegistry.Read<Metric>(ConfigJson.Parse(json)).GetType().Name, Is.EqualTo(className));

    private static double Accuracy(HostArray yTrue, HostArray yPred) => Update(Metric.Accuracy, yTrue, yPred);

    private static double Update(Metric metric, HostArray yTrue, HostArray yPred) => Numbers.Run(
        x =>
        {
            metric.UpdateState(x[0], x[1]);
            return metric.Result();
        },
        yTrue,
        yPred)[0];
}
