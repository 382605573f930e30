using DeepKeras.Comparisons.Statistics.Distributions;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>Closed forms beyond the tables of the oracle.</summary>
internal sealed class DistributionTests
{
    [TestCase(1e-3)]
    [TestCase(1e-9)]
    [TestCase(1e-30)]
    public void T_with_1_degree_of_freedom_keeps_its_far_tail(double tail)
    {
        // The Cauchy quantile is -cot(π p).
        Assert.That(StudentT.Quantile(1, tail), Is.EqualTo(-1 / Math.Tan(Math.PI * tail)).Within(1e-10).Percent);
    }

    [Test]
    public void T_near_0_differs_from_a_half_by_its_density()
    {
        Assert.That(1 - StudentT.TwoSided(4, 1e-10), Is.EqualTo(2e-10 * 0.375).Within(1e-15));
    }

    [Test]
    public void T_with_many_degrees_of_freedom_is_nearly_normal()
    {
        // The first correction is φ(z) (z³ + z) / (4 df).
        double expected = Gaussian.UpperTail(3) + Gaussian.Density(3) * 30 / 4e6;
        Assert.That(StudentT.UpperTail(1e6, 3), Is.EqualTo(expected).Within(1e-6).Percent);
    }

    [Test]
    public void F_with_2_and_2_degrees_of_freedom_has_the_tail_of_1_over_1_plus_f()
    {
        Assert.That(FisherF.UpperTail(2, 2, 1e20), Is.EqualTo(1e-20).Within(1e-10).Percent);
    }

    [Test]
    public void The_range_of_two_is_a_difference_of_normals()
    {
        Assert.That(StudentizedRange.UpperTail(2, 12), Is.EqualTo(Gaussian.TwoSided(12 / Math.Sqrt(2))).Within(1e-7).Percent);
    }

    [Test]
    public void The_range_over_an_estimated_deviation_of_infinite_degrees_is_the_range()
    {
        Assert.That(StudentizedRange.UpperTail(4, double.PositiveInfinity, 3.5), Is.EqualTo(StudentizedRange.UpperTail(4, 3.5)));
    }
}
