namespace DeepKeras.Comparisons.Statistics;

/// <summary>Refusals and special cases of Friedman's test, 5x2cv, intervals, variance components and the crossover.</summary>
internal sealed class ManySetsAndCurvesTests
{
    [Test]
    public void Friedman_of_ties_throughout_finds_nothing()
    {
        FriedmanResult result = FriedmanTest.Run([[1, 1, 1], [2, 2, 2], [3, 3, 3]]);
        Assert.That((result.Chi2TieCorrected.P, result.KendallW), Is.EqualTo((1.0, 0.0)));
    }

    [Test]
    public void Friedman_says_when_data_sets_are_too_few_for_a_test()
    {
        Assert.That(FriedmanTest.Run([[1, 2], [2, 1], [1, 2], [1, 2]]).TooFewDataSets, Is.True);
    }

    [Test]
    public void Friedman_refuses_rows_of_different_lengths()
    {
        Assert.That(() => FriedmanTest.Run([[1, 2], [1]]), Throws.ArgumentException.With.Message.StartsWith("Data set 1: expected scores of 2 learners, got 1."));
    }

    [Test]
    public void Halves_that_never_vary_but_differ_are_infinitely_sure_and_flagged()
    {
        FiveByTwoCv test = FiveByTwoCv.Run([.. Enumerable.Repeat<double[]>([-1e-7, -1e-7], 5)]);
        Assert.That((test.T, test.F, test.PF, test.IsDegenerate), Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity, 0.0, true)));
    }

    [Test]
    public void Four_repeats_are_no_5x2cv()
    {
        Assert.That(() => FiveByTwoCv.Run([[1, 2], [1, 2], [1, 2], [1, 2]]), Throws.ArgumentException.With.Message.StartsWith("Expected 5 repeats of 2"));
    }

    [Test]
    public void More_right_than_there_are_rows_is_refused()
    {
        Assert.That(() => ProportionInterval.Wilson(11, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void One_seed_has_no_variance_between_seeds()
    {
        Assert.That(() => VarianceComponents.Of([[0.9, 0.8]]), Throws.ArgumentException.With.Message.Contains("at least 2 seeds"));
    }

    [Test]
    public void Training_sizes_must_rise()
    {
        double[][] scores = [[0.1, 0.2], [0.1, 0.3]];
        Assert.That(
            () => Crossover.Find([200, 100], scores, scores, FoldSizes.Equal(80, 20)),
            Throws.ArgumentException.With.Message.StartsWith("Expected rising training sizes"));
    }

    [Test]
    public void A_crossing_halfway_in_the_logarithm_is_the_geometric_mean()
    {
        Crossover crossover = Crossover.Find([100, 400], [[-1, -1], [1, 1]], [[0, 0], [0, 0]], FoldSizes.Equal(80, 20));
        Assert.That(crossover.At.N, Is.EqualTo(200).Within(1e-10));
    }

    [Test]
    public void Effect_sizes_of_losses_speak_for_the_lower_one()
    {
        Assert.That(EffectSizes.Of([1, 2], [3, 4], higherIsBetter: false).CliffsDelta, Is.EqualTo(1));
    }
}
