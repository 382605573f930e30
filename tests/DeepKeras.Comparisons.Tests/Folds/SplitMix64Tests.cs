namespace DeepKeras.Comparisons.Folds;

internal sealed class SplitMix64Tests
{
    [Test]
    public void Gives_the_published_numbers_for_seed_1234567()
    {
        var random = new SplitMix64(1234567);
        ulong[] draws = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];
        Assert.That(draws, Is.EqualTo(new[]
        {
            6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL,
        }));
    }

    [Test]
    public void Draws_below_a_bound_are_uniform()
    {
        var random = new SplitMix64(1);
        var count = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            count[random.NextBelow(7)]++;
        }

        // 10,000 each with a standard deviation of 93.
        Assert.That(count, Is.All.InRange(9_600, 10_400));
    }
}
