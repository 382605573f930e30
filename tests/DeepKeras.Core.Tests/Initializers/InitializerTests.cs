using DeepKeras.Initializers;

namespace DeepKeras.Tests;

internal sealed class InitializerTests
{
    // Quantiles of the normal distribution to 16 digits (Wichura 1988; R's qnorm).
    [TestCase(0.5, 0.0)]
    [TestCase(0.975, 1.959963984540054)]
    [TestCase(0.02275013194817921, -2.0)]
    [TestCase(0.25, -0.6744897501960817)]
    [TestCase(1e-10, -6.361340902404056)]
    [TestCase(1e-20, -9.262340089798408)]
    public void Normal_quantiles_are_exact(double p, double z) => Assert.That(NormalQuantile.Of(p), Is.EqualTo(z).Within(1e-14 * Math.Max(1, Math.Abs(z))));

    [Test]
    public void Values_do_not_depend_on_how_the_work_is_divided()
    {
        HostArray large = Filled(new RandomNormal(), [100_000]);
        HostArray small = Filled(new RandomNormal(), [20_000]);
        Assert.That(large.As<float>()[..20_000].SequenceEqual(small.As<float>()));
    }

    [Test]
    public void A_uniform_float_never_rounds_up_to_its_open_bound()
    {
        HostArray values = Filled(new RandomUniform(0.9999999, 1), [1_000_000]);
        float most = 0;
        foreach (float value in values.As<float>())
        {
            most = Math.Max(most, value);
        }

        Assert.That(most, Is.LessThan(1f));
    }

    [Test]
    public void An_own_seed_makes_the_weights_path_irrelevant()
    {
        Assert.That(Filled(new HeNormal(seed: 3), [50], key: 1).Bytes.SequenceEqual(Filled(new HeNormal(seed: 3), [50], key: 2).Bytes));
    }

    [Test]
    public void Large_orthogonal_matrices_are_orthogonal_to_the_last_digit()
    {
        HostArray values = new(DType.Float64, [300, 400]);
        new Orthogonal().Fill(values, 5);
        double worst = 0;
        for (int a = 0; a < 300; a += 7)
        {
            for (int b = 0; b < 300; b += 11)
            {
                double product = 0;
                for (int i = 0; i < 400; i++)
                {
                    product += values[(a * 400) + i] * values[(b * 400) + i];
                }

                worst = Math.Max(worst, Math.Abs(product - (a == b ? 1 : 0)));
            }
        }

        Assert.That(worst, Is.LessThan(1e-13));
    }

    [TestCase("identity")]
    [TestCase("orthogonal")]
    public void A_vector_is_refused_where_a_matrix_is_needed(string name) =>
        Assert.That(() => Filled(name, [5]), Throws.TypeOf<ShapeException>().With.Message.Contains("(5,)"));

    [Test]
    public void A_constant_that_does_not_broadcast_is_refused() =>
        Assert.That(() => Filled(new Constant(new[] { 1.0, 2.0 }), [3]), Throws.TypeOf<ShapeException>());

    [Test]
    public void A_negative_deviation_is_refused_by_name() =>
        Assert.That(() => new RandomNormal(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("stddev: expected a number of at least 0, got -1."));

    private static HostArray Filled(Initializer initializer, Shape shape, ulong key = 9)
    {
        var array = new HostArray(DType.Float32, shape);
        initializer.Fill(array, key);
        return array;
    }
}
