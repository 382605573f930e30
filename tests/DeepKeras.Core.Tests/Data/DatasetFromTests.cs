using DeepKeras.Data;
using NumSharp;

namespace DeepKeras.Tests.Data;

public sealed class DatasetFromTests
{
    private static readonly float[,] X = { { 1, 2 }, { 3, 4 }, { 5, 6 } };

    [Test]
    public void Arrays_with_labels_make_classes()
    {
        Dataset dataset = Dataset.From(X, [0, 2, 1]);
        Assert.That(dataset.Classes, Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(dataset.Features[1].Numbers.ToArray(), Is.EqualTo(new float[] { 2, 4, 6 }));
        Assert.That(dataset.ToMatrix(), Is.EqualTo(X));
    }

    [Test]
    public void Arrays_with_floats_make_a_regression() =>
        Assert.That(Dataset.From(X, [0.5f, 1, 2]).Task, Is.EqualTo(LearningTask.Regression));

    [Test]
    public void Rows_that_do_not_fit_are_refused() =>
        Assert.That(() => Dataset.From(X, [0, 1]), Throws.ArgumentException.With.Message.Contains("3 rows, the target has 2"));

    [Test]
    public void A_target_that_is_not_finite_is_refused() =>
        Assert.That(() => Dataset.From(X, [0, float.NaN, 1]), Throws.ArgumentException.With.Message.Contains("row 1 has the target NaN"));

    [Test]
    public void A_negative_label_is_refused() =>
        Assert.That(() => Dataset.From(X, [0, 1, -1]), Throws.ArgumentException.With.Message.Contains("label -1"));

    [Test]
    public void Names_that_do_not_fit_are_refused() =>
        Assert.That(() => Dataset.From(X, [0, 1, 1], featureNames: ["a"]), Throws.ArgumentException.With.Message.Contains("a name for each of 2 features, got 1"));

    [Test]
    public void NumSharp_arrays_come_and_go()
    {
        Dataset dataset = Dataset.From(np.array(new double[,] { { 1, 2 }, { 3, 4 } }), np.array(new long[] { 1, 0 }));
        Assert.That(dataset.Labels.ToArray(), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(dataset.ToNDArray().ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void A_NumSharp_view_is_read_in_its_own_order()
    {
        NDArray x = np.array(new float[,] { { 1, 2 }, { 3, 4 } }).T;
        Assert.That(Dataset.From(x, np.array(new[] { 0, 1 })).ToMatrix(), Is.EqualTo(new float[,] { { 1, 3 }, { 2, 4 } }));
    }

    [Test]
    public void NumSharp_images_set_the_image_shape()
    {
        Dataset dataset = Dataset.From(np.arange(24).reshape(2, 3, 4), np.array(new[] { 0, 1 }));
        Assert.That(dataset.ImageShape, Is.EqualTo(new[] { 3, 4, 1 }));
        Assert.That(dataset.ToNDArray().shape, Is.EqualTo(new[] { 2, 3, 4, 1 }));
        Assert.That(dataset.ToMatrix()[1, 5], Is.EqualTo(17));
    }

    [Test]
    public void NumSharp_floats_as_a_target_make_a_regression() =>
        Assert.That(Dataset.From(np.ones((2, 2)), np.array(new[] { 0.5, 1.5 })).Targets.ToArray(), Is.EqualTo(new[] { 0.5f, 1.5f }));

    [Test]
    public void A_vector_is_no_table() =>
        Assert.That(() => Dataset.From(np.arange(3), np.arange(3)), Throws.ArgumentException.With.Message.Contains("got (3)"));

    [Test]
    public void An_image_shape_has_a_pixel_for_each_feature() =>
        Assert.That(() => Dataset.From(X, [0, 1, 1]).With(imageShape: [2, 2, 1]), Throws.ArgumentException.With.Message.Contains("got (2, 2, 1)"));

    [Test]
    public void There_is_a_group_for_each_row() =>
        Assert.That(() => Dataset.From(X, [0, 1, 1]).With(groups: [1, 2]), Throws.ArgumentException.With.Message.Contains("each of the 3 rows, got 2"));
}
