using DeepKeras.Bench;

namespace DeepKeras.Torch.Tests.Native;

/// <summary>The benchmark's data against the check values of its description, so that its numbers compare with other languages' on the same data.</summary>
public sealed class WorkloadDataTests
{
    [TestCase(1, new[] { 0.098496795f, 0.045396566f, 0.248311520f, 0.713752210f })]
    [TestCase(2, new[] { 0.017589688f, 0.839125872f })]
    public void U_gives_the_documented_numbers(int seed, float[] expected) =>
        Assert.That(WorkloadData.Uniform(seed, expected.Length), Is.EqualTo(expected).Within(5e-10f));

    [Test]
    public void Images_have_the_documented_labels_and_sums()
    {
        (float[] x, int[] y) = WorkloadData.Images(1000, 784);
        Assert.That(y[..10], Is.EqualTo(new[] { 0, 8, 2, 2, 3, 0, 7, 3, 7, 2 }));
        Assert.That(y.Sum(), Is.EqualTo(4578));
        Assert.That(x.Sum(v => (double)v), Is.EqualTo(399653.893).Within(1e-3));
    }

    [Test]
    public void Sequences_have_the_documented_labels_and_sum()
    {
        (int[] x, int[] y) = WorkloadData.Sequences(100, 80);
        Assert.That(y[..10], Is.EqualTo(new[] { 0, 1, 1, 1, 0, 0, 0, 1, 0, 1 }));
        Assert.That(y.Sum(), Is.EqualTo(42));
        Assert.That(x.Sum(v => (long)v), Is.EqualTo(37504844));
    }

    [Test]
    public void The_table_has_the_documented_labels()
    {
        (_, int[] y) = WorkloadData.Table();
        Assert.That(y[..10], Is.EqualTo(new[] { 1, 1, 0, 1, 0, 1, 0, 1, 1, 0 }));
        Assert.That(y.Sum(), Is.EqualTo(510));
    }
}
