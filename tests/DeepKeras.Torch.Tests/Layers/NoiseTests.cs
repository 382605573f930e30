using DeepKeras.Layers;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>What layers do at random has the distribution it should, and follows from seed and step alone.</summary>
internal sealed class NoiseTests
{
    private const int Rows = 200;

    [Test]
    public void Dropout_leaves_out_the_share_it_says_and_enlarges_the_rest()
    {
        double[] values = Train(new Dropout(0.3), Ones(Rows, 100)).Values();
        Assert.That(values.Distinct().Order(), Is.EqualTo(new[] { 0, 1 / 0.7 }).Within(1e-6));
        Assert.That(values.Count(value => value == 0) / (double)values.Length, Is.EqualTo(0.3).Within(4 * Math.Sqrt(0.3 * 0.7 / values.Length)));
    }

    [Test]
    public void Dropout_passes_everything_out_of_training() =>
        Assert.That(Infer(new Dropout(0.3), Ones(Rows, 100)).Values(), Is.All.EqualTo(1));

    [Test]
    public void Dropout_of_everything_is_zero() =>
        Assert.That(Train(new Dropout(1), Ones(4, 4)).Values(), Is.All.Zero);

    [Test]
    public void Dropout_repeats_itself_at_the_same_step_and_seed()
    {
        double[] first = Train(new Dropout(0.5), Ones(Rows, 10), step: 3).Values();
        double[] again = Train(new Dropout(0.5), Ones(Rows, 10), step: 3).Values();
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public void Dropout_chooses_anew_at_another_step() =>
        Assert.That(Train(new Dropout(0.5), Ones(Rows, 10), step: 3).Values(), Is.Not.EqualTo(Train(new Dropout(0.5), Ones(Rows, 10), step: 4).Values()));

    [Test]
    public void A_seed_of_its_own_stands_for_the_models() =>
        Assert.That(Train(new Dropout(0.5, seed: 7), Ones(Rows, 10), seed: 1).Values(), Is.EqualTo(Train(new Dropout(0.5, seed: 7), Ones(Rows, 10), seed: 2).Values()));

    [Test]
    public void A_noise_shape_of_one_drops_all_or_nothing_along_the_axis()
    {
        HostArray result = Train(new Dropout(0.5, noiseShape: [-1, 1, -1]), Ones(50, 6, 4));
        for (int i = 0; i < 50 * 6 * 4; i++)
        {
            int firstStep = (i / 24 * 24) + (i % 4);
            Assert.That(result[i], Is.EqualTo(result[firstStep]));
        }
    }

    [Test]
    public void Spatial_dropout_drops_whole_channels()
    {
        double[] values = Train(new SpatialDropout2D(0.5), Ones(50, 3, 3, 4)).Values();
        IEnumerable<IGrouping<(int Row, int Channel), double>> channels = values.Select((value, i) => (value, i)).GroupBy(pair => (pair.i / 36, pair.i % 4), pair => pair.value);
        Assert.That(channels.Select(channel => channel.Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(values.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Spatial_dropout_drops_whole_channels_that_stand_first()
    {
        double[] values = Train(new SpatialDropout2D(0.5, DataFormat.ChannelsFirst), Ones(50, 4, 3, 3)).Values();
        Assert.That(values.Chunk(9).Select(channel => channel.Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public void Gaussian_noise_has_mean_zero_and_the_deviation_it_says()
    {
        double[] noise = [.. Train(new GaussianNoise(0.5), Ones(Rows, 200)).Values().Select(value => value - 1)];
        Assert.That(noise.Average(), Is.Zero.Within(4 * 0.5 / Math.Sqrt(noise.Length)));
        Assert.That(noise.Average(value => value * value), Is.EqualTo(0.25).Within(4 * 0.25 * Math.Sqrt(2.0 / noise.Length)));
        Assert.That(noise.Count(value => Math.Abs(value) < 0.5) / (double)noise.Length, Is.EqualTo(0.682689).Within(0.01));
    }

    [Test]
    public void Gaussian_dropout_multiplies_by_mean_one_and_variance_of_dropout()
    {
        double[] factors = Train(new GaussianDropout(0.2), Ones(Rows, 200)).Values();
        Assert.That(factors.Average(), Is.EqualTo(1).Within(4 * 0.5 / Math.Sqrt(factors.Length)));
        Assert.That(factors.Average(value => (value - 1) * (value - 1)), Is.EqualTo(0.25).Within(0.01));
    }

    [Test]
    public void Alpha_dropout_keeps_mean_and_variance_of_standard_normal_input()
    {
        HostArray normal = Train(new GaussianNoise(1), new HostArray(DType.Float32, [Rows, 500]));
        double[] values = Train(new AlphaDropout(0.3), normal).Values();
        double mean = values.Average();
        Assert.That(mean, Is.Zero.Within(0.02));
        Assert.That(values.Average(value => (value - mean) * (value - mean)), Is.EqualTo(1).Within(0.03));
    }
}
