namespace DeepKeras.Comparisons.Statistics;

/// <summary>What the tests of paired scores refuse, and the choices they make for the reader.</summary>
internal sealed class PairedTestsTests
{
    private static readonly FoldSizes Sizes = FoldSizes.Equal(80, 20);

    [Test]
    public void The_smallest_callable_difference_is_half_the_interval()
    {
        CorrectedTResult result = CorrectedTTest.Run([0.9, 0.8, 0.85], [0.8, 0.75, 0.83], Sizes);
        Assert.That(result.SmallestCallableDifference, Is.EqualTo((result.High - result.Low) / 2).Within(1e-15));
    }

    [Test]
    public void Scores_of_different_numbers_of_folds_are_refused()
    {
        Assert.That(() => CorrectedTTest.Run([0.9, 0.8], [0.8], Sizes), Throws.ArgumentException.With.Message.Contains("got 2 and 1"));
    }

    [Test]
    public void A_single_pair_is_refused()
    {
        Assert.That(() => CorrectedTTest.Run([0.9], [0.8], Sizes), Throws.ArgumentException.With.Message.Contains("at least 2 paired scores, got 1"));
    }

    [Test]
    public void An_infinite_score_is_refused()
    {
        Assert.That(
            () => CorrectedTTest.Run([0.9, double.PositiveInfinity], [0.8, 0.8], Sizes),
            Throws.ArgumentException.With.Message.StartsWith("Pair 1: expected finite scores"));
    }

    [Test]
    public void Wilcoxon_reports_the_exact_p_up_to_25_pairs()
    {
        WilcoxonResult result = WilcoxonSignedRank.Run([5, 6, 7], [1, 1, 1]);
        Assert.That(result.P, Is.EqualTo(0.25)); // 2 / 2³: all of three signs alike
    }

    [Test]
    public void Wilcoxon_reports_the_normal_p_beyond_25_pairs()
    {
        double[] a = [.. Enumerable.Range(1, 26).Select(i => (double)i)];
        WilcoxonResult result = WilcoxonSignedRank.Run(a, new double[26]);
        Assert.That(result.P, Is.EqualTo(result.PNormal).And.Not.EqualTo(result.PExact));
    }

    [Test]
    public void Wilcoxon_of_losses_speaks_for_the_lower_one()
    {
        Assert.That(WilcoxonSignedRank.Run([1, 1, 1], [5, 6, 7], higherIsBetter: false).WPlus, Is.EqualTo(6));
    }

    [Test]
    public void The_sign_test_leaves_ties_out()
    {
        Assert.That(SignTest.Run([0.3, 0.5, 0.5, 0.5], [0.1 + 0.2, 0.4, 0.4, 0.4]), Is.EqualTo(new SignTest(3, 1, 0, 0.25)));
    }

    [Test]
    public void Time_ordered_folds_get_their_differences_and_a_sign_test()
    {
        TimeOrderedComparison result = TimeOrderedComparison.Run([0.5, 0.25, 0.75], [0.25, 0.5, 0]);
        Assert.That((result.MeanDifference, result.Sign.Wins, result.Sign.P), Is.EqualTo((0.25, 2, 1.0)));
    }

    [Test]
    public void A_p_value_above_1_is_refused()
    {
        Assert.That(() => PValueAdjustment.Holm([0.1, 1.1]), Throws.ArgumentException.With.Message.StartsWith("p[1]: expected a p value"));
    }
}
