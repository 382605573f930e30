using MathNet.Numerics.Integration;

namespace DeepKeras.Comparisons.Statistics;

internal sealed class DifferencePosteriorTests
{
    private static readonly double[] A = [0.90, 0.91, 0.89, 0.92, 0.90];
    private static readonly double[] B = [0.88, 0.90, 0.90, 0.90, 0.89];
    private static readonly FoldSizes Sizes = FoldSizes.Equal(80, 20);

    [Test]
    public void Without_a_rope_the_left_share_is_the_one_sided_p()
    {
        Assert.That(BayesianCorrelatedTTest.Run(A, B, Sizes, rope: 0).PLeft, Is.EqualTo(CorrectedTTest.Run(A, B, Sizes).PGreater));
    }

    [Test]
    public void The_density_within_the_rope_integrates_to_its_share()
    {
        DifferencePosterior posterior = BayesianCorrelatedTTest.Run(A, B, Sizes, rope: 0.01);
        Assert.That(
            GaussLegendreRule.Integrate(posterior.Density, -0.01, 0.01, 60), Is.EqualTo(posterior.PRope).Within(1e-10));
    }

    [Test]
    public void Turning_losses_round_turns_the_shares_round()
    {
        DifferencePosterior higher = BayesianCorrelatedTTest.Run(A, B, Sizes, rope: 0.01);
        DifferencePosterior lower = BayesianCorrelatedTTest.Run(A, B, Sizes, rope: 0.01, higherIsBetter: false);
        Assert.That(lower.PRight, Is.EqualTo(higher.PLeft));
    }

    [Test]
    public void Identical_scores_without_a_rope_are_a_coin()
    {
        DifferencePosterior posterior = BayesianCorrelatedTTest.Run(A, A, Sizes, rope: 0);
        Assert.That((posterior.PLeft, posterior.PRope, posterior.PRight), Is.EqualTo((0.5, 0.0, 0.5)));
    }

    [TestCase(-0.01)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_rope_that_is_no_width_is_refused(double rope)
    {
        Assert.That(() => BayesianCorrelatedTTest.Run(A, B, Sizes, rope), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
