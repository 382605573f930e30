using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Cli.Deep;

internal sealed class HoldoutTests
{
    [Test]
    public void Each_class_gives_its_share()
    {
        Dataset data = Datasets.Iris();
        Fold fold = Holdout.Split(data, 0.2, 3);
        int[] counts = [.. fold.Test.CountBy(row => data.Labels[row]).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts, Is.EqualTo((int[])[10, 10, 10]));
            Assert.That(fold.Train.Concat(fold.Test).Order(), Is.EqualTo(Enumerable.Range(0, 150)));
        }
    }

    [Test]
    public void Another_seed_holds_out_other_rows()
    {
        int[] first = Holdout.Split(Datasets.Iris(), 0.2, 1).Test, again = Holdout.Split(Datasets.Iris(), 0.2, 1).Test, other = Holdout.Split(Datasets.Iris(), 0.2, 2).Test;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(first));
            Assert.That(other, Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void A_group_stays_on_one_side()
    {
        Dataset data = Datasets.Randhie();
        Fold fold = Holdout.Split(data, 0.2, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fold.Test.Select(row => data.Groups![row]).Intersect(fold.Train.Select(row => data.Groups![row])), Is.Empty);
            Assert.That((double)fold.Test.Length / data.Rows, Is.EqualTo(0.2).Within(0.01));
        }
    }

    [Test]
    public void Of_a_series_the_last_rows_are_held_out() =>
        Assert.That(Holdout.Split(Datasets.Sunspots(), 0.25).Test, Is.EqualTo(Enumerable.Range(298 - 74, 74)));

    [Test]
    public void A_share_that_leaves_nothing_is_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Holdout.Split(Datasets.Sunspots(), 0.001), Throws.ArgumentException.With.Message.Contain("leaves one part empty"));
            Assert.That(() => Holdout.Split(Datasets.Sunspots(), 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }
}
