using DeepKeras.Data;
using DeepKeras.Losses;

namespace DeepKeras.Tests;

internal sealed class TargetChecksTests
{
    [Test]
    public void One_hot_targets_of_another_width_are_refused() =>
        Assert.That(() => Fit(3, "categorical_crossentropy", new float[4, 2]), Throws.TypeOf<ShapeException>().With.Message.Contains("(None, 3), got (4, 2)"));

    [Test]
    public void Class_numbers_for_a_categorical_loss_name_the_sparse_one() =>
        Assert.That(() => Fit(3, "categorical_crossentropy", new float[4]), Throws.TypeOf<ShapeException>().With.Message.Contains("SparseCategoricalCrossentropy"));

    [Test]
    public void One_hot_targets_for_a_sparse_loss_name_the_categorical_one() =>
        Assert.That(() => Fit(3, "sparse_categorical_crossentropy", new float[4, 3]), Throws.TypeOf<ShapeException>().With.Message.Contains("CategoricalCrossentropy"));

    [Test]
    public void A_class_beyond_the_outputs_is_named_with_its_row() =>
        Assert.That(() => Fit(3, "sparse_categorical_crossentropy", new[] { 0, 1, 3, 2 }), Throws.ArgumentException.With.Message.Contains("row 2 has class 3"));

    [Test]
    public void An_ignored_class_may_be_out_of_range() =>
        Assert.That(() => Fit(3, new SparseCategoricalCrossentropy { IgnoreClass = -1 }, new[] { 0, 1, -1, 2 }), Throws.Nothing);

    [Test]
    public void Binary_targets_of_minus_one_are_refused() =>
        Assert.That(() => Fit(1, "binary_crossentropy", new[] { 0f, 1f, -1f, 1f }), Throws.ArgumentException.With.Message.Contains("row 2 has the target -1"));

    [Test]
    public void Errors_of_each_output_with_one_target_are_refused() =>
        Assert.That(() => Fit(3, "mse", new float[4, 1]), Throws.TypeOf<ShapeException>().With.Message.Contains("(None, 3), got (4, 1)"));

    [Test]
    public void A_vector_of_targets_fits_one_output() => Assert.That(() => Fit(1, "mse", new float[4]), Throws.Nothing);

    [Test]
    public void The_shorthand_is_checked_as_what_it_stands_for() =>
        Assert.That(() => Fit(3, "crossentropy", new[] { 0, 1, 5, 2 }), Throws.ArgumentException.With.Message.Contains("row 2 has class 5"));

    private static void Fit(int outputs, Loss loss, DataArray y)
    {
        using Sequential model = Sequential.Create([2]).Dense(outputs);
        model.Compile("adam", loss);
        model.Fit(new float[4, 2], y);
    }
}
