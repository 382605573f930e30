using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Preprocessing;

[TestFixture]
public sealed class TableEncoderTests
{
    private static Dataset Numbers(params float[] values) =>
        Dataset.Regression("t", [new Column("x", values)], "y", new float[values.Length]);

    private static Dataset Categories(params string?[] values) =>
        Dataset.Regression("t", [new Column("colour", ColumnKind.Category, values)], "y", new float[values.Length]);

    [Test]
    public void Numbers_get_the_training_rows_mean_and_population_deviation() =>
        Assert.That(TableEncoder.Fit(Numbers(1, 2, 3, 4)).Transform(Numbers(2.5f, 4.5f)), Is.EqualTo((float[])[0, (float)(2 / Math.Sqrt(1.25))]).Within(1e-6));

    [Test]
    public void A_missing_number_becomes_the_training_rows_median_and_is_marked()
    {
        var encoder = TableEncoder.Fit(Numbers(1, float.NaN, 2, 9), new TableEncoderOptions { Standardise = false });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(encoder.FeatureNames, Is.EqualTo((string[])["x", "x is missing"]));
            Assert.That(encoder.Transform(Numbers(float.NaN, 5)), Is.EqualTo((float[])[2, 1, 5, 0]));
        }
    }

    [Test]
    public void A_number_missing_only_in_the_test_rows_needs_no_new_column() =>
        Assert.That(TableEncoder.Fit(Numbers(1, 2, 6), new TableEncoderOptions { Standardise = false }).Transform(Numbers(float.NaN)), Is.EqualTo((float[])[2]));

    [Test]
    public void A_constant_column_becomes_zero() =>
        Assert.That(TableEncoder.Fit(Numbers(0.1f, 0.1f, 0.1f)).Transform(Numbers(0.1f)), Is.EqualTo((float[])[0]).Within(1e-6));

    [Test]
    public void A_column_with_nothing_but_missing_values_is_left_out() =>
        Assert.That(TableEncoder.Fit(Numbers(float.NaN, float.NaN)).Width, Is.Zero);

    [Test]
    public void An_infinite_number_is_refused_with_its_column_and_row() =>
        Assert.That(() => TableEncoder.Fit(Numbers(1, float.PositiveInfinity)), Throws.ArgumentException.With.Message.Contains("\"x\", row 1"));

    [Test]
    public void A_category_is_one_column_each_and_an_unseen_one_is_all_zeros()
    {
        var encoder = TableEncoder.Fit(Categories("red", "blue", "red"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(encoder.FeatureNames, Is.EqualTo((string[])["colour=blue", "colour=red"]));
            Assert.That(encoder.Transform(Categories("red", "green")), Is.EqualTo((float[])[0, 1, 0, 0]));
        }
    }

    [Test]
    public void A_missing_category_becomes_the_commonest_one_and_is_marked() =>
        Assert.That(TableEncoder.Fit(Categories("red", "blue", "red", null)).Transform(Categories((string?)null)), Is.EqualTo((float[])[0, 1, 1]));

    [Test]
    public void Rare_categories_share_a_column_with_unseen_ones()
    {
        var encoder = TableEncoder.Fit(Categories("a", "a", "b", "b", "c", "d"), new TableEncoderOptions { MaximumCategories = 3 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(encoder.FeatureNames, Is.EqualTo((string[])["colour=a", "colour=b", "colour=(other)"]));
            Assert.That(encoder.Transform(Categories("c", "z", "b")), Is.EqualTo((float[])[0, 0, 1, 0, 0, 1, 0, 1, 0]));
        }
    }

    [Test]
    public void What_the_test_rows_hold_changes_nothing_that_was_fitted()
    {
        Dataset training = Numbers(1, 2, 3, 4), ordinary = Numbers(2, 3), extreme = Numbers(2, 1e6f);
        var encoder = TableEncoder.Fit(training);
        float first = encoder.Transform(ordinary)[0];
        Assert.That(encoder.Transform(extreme)[0], Is.EqualTo(first));
    }
}
