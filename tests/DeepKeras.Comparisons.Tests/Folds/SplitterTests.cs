namespace DeepKeras.Comparisons.Folds;

internal sealed class SplitterTests
{
    // From a separate implementation of the documented generator in Python.
    [TestCase(42, new[] { 0, 2, 0, 1, 2, 1, 2, 1, 0, 2, 1, 0 })]
    [TestCase(-1, new[] { 1, 1, 0, 0, 2, 2, 2, 1, 2, 1, 0, 0 })]
    public void A_seed_gives_the_same_folds_on_every_platform(int seed, int[] foldOfRow)
    {
        IReadOnlyList<Fold> folds = KFold.Split(12, 3, seed: seed);
        Assert.That(Enumerable.Range(0, 12).Select(row => folds.Single(fold => fold.Test.Contains(row)).Index), Is.EqualTo(foldOfRow));
    }

    [Test]
    public void The_first_repeat_does_not_depend_on_how_many_follow()
    {
        Assert.That(KFold.Split(30, 5, repeats: 3, seed: 9)[4].Test, Is.EqualTo(KFold.Split(30, 5, repeats: 1, seed: 9)[4].Test));
    }

    [Test]
    public void Stratified_test_folds_differ_by_at_most_one_row_whatever_the_classes()
    {
        int[] labels = [.. Enumerable.Repeat(0, 11), .. Enumerable.Repeat(1, 11), .. Enumerable.Repeat(2, 11)];
        Assert.That(StratifiedKFold.Split(labels, 5).Select(fold => fold.Test.Length), Is.All.InRange(6, 7));
    }

    [Test]
    public void Repeats_that_can_only_repeat_the_same_folds_are_refused()
    {
        Assert.That(
            () => KFold.Split(5, 5, repeats: 2), Throws.ArgumentException.With.Message.Contains("the same 5 folds as an earlier one"));
    }

    [Test]
    public void Repeats_of_groups_that_all_differ_in_size_are_refused()
    {
        string[] groups = ["a", "b", "b", "c", "c", "c"];
        Assert.That(() => GroupKFold.Split(groups, 3, repeats: 2), Throws.ArgumentException.With.Message.Contains("the same 3 folds"));
    }

    [Test]
    public void Repeats_of_groups_of_one_size_differ()
    {
        int[] groups = [.. Enumerable.Range(0, 40).Select(row => row / 2)];
        IReadOnlyList<Fold> folds = GroupKFold.Split(groups, 4, repeats: 2);
        Assert.That(folds[0].Test, Is.Not.EqualTo(folds[4].Test));
    }

    [Test]
    public void A_class_with_fewer_rows_than_folds_is_named_with_its_rows_and_the_folds()
    {
        int[] labels = [.. Enumerable.Repeat(4, 20), 7, 7, 7];
        Assert.That(() => StratifiedKFold.Split(labels, 5), Throws.ArgumentException
            .With.Message.StartsWith("class 7: expected at least 5 rows, one for each of the 5 folds, got 3."));
    }

    [Test]
    public void Rows_of_a_single_class_are_refused()
    {
        Assert.That(() => StratifiedKFold.Split([1, 1, 1, 1], 2), Throws.ArgumentException.With.Message.Contains("at least 2 classes"));
    }

    [Test]
    public void One_fold_is_refused()
    {
        Assert.That(() => KFold.Split(10, 1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("at least 2 folds"));
    }

    [Test]
    public void Fewer_rows_than_folds_are_refused()
    {
        Assert.That(() => KFold.Split(3, 5), Throws.ArgumentException.With.Message.StartsWith("3 rows are too few for 5 folds"));
    }

    [Test]
    public void A_gap_that_eats_the_first_training_part_is_refused()
    {
        Assert.That(() => TimeSeriesSplit.Split(12, 5, gap: 2), Throws.ArgumentException.With.Message.Contains("at least 13"));
    }
}
