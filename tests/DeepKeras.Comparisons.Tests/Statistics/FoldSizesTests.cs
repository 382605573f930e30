using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Statistics;

internal sealed class FoldSizesTests
{
    [Test]
    public void Five_folds_test_a_quarter_of_what_they_train_on()
    {
        Assert.That(FoldSizes.Of(KFold.Split(103, 5, repeats: 2)).TestToTrainRatio, Is.EqualTo(0.25).Within(1e-15));
    }

    [Test]
    public void Time_ordered_folds_are_refused()
    {
        Assert.That(
            () => FoldSizes.Of(TimeSeriesSplit.Split(60, 5)), Throws.ArgumentException.With.Message.Contains("not valid for time-ordered folds"));
    }

    [Test]
    public void A_fold_without_training_rows_is_refused()
    {
        Assert.That(() => FoldSizes.Equal(0, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
