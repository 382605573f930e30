using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Statistics;

internal sealed class DeepVersusShallowTests
{
    private static readonly VerdictOptions Options = new() { Rope = 0.01 };
    private static readonly FoldSizes Sizes = FoldSizes.Equal(80, 20);
    private static readonly LearnerScores Deep = new("mlp", [0.90, 0.91, 0.89, 0.92, 0.90]);

    [Test]
    public void A_learner_far_behind_makes_depth_pay()
    {
        Verdict verdict = Judge(new LearnerScores("tree", [0.60, 0.62, 0.59, 0.61, 0.60]));
        Assert.That((verdict.Kind, string.Join(',', verdict.RestsOn)), Is.EqualTo((VerdictKind.DepthPaid, "tree")));
    }

    [Test]
    public void One_learner_level_with_it_takes_that_back()
    {
        Verdict verdict = Judge(new LearnerScores("tree", [0.60, 0.62, 0.59, 0.61, 0.60]), Deep with { Name = "forest" });
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.DepthDidNotPay));
    }

    [Test]
    public void Learners_identical_on_every_fold_are_equivalent_and_flagged()
    {
        PairComparison pair = Judge(Deep with { Name = "forest" }).Pairs[0];
        Assert.That((pair.Verdict, pair.IsDegenerate, pair.Test.P), Is.EqualTo((PairVerdict.Equivalent, true, 1.0)));
    }

    [Test]
    public void As_good_as_some_is_held_to_a_stricter_level_the_more_learners_there_are()
    {
        // d = -0.03, -0.02, -0.01: with 2 degrees of freedom P(d < 0.01) = 1/2 + t / (2 sqrt(2 + t²)), t = 0.03 / (0.01 sqrt(1/3 + 1/4)),
        // is 0.9704: above 0.95 for one learner, below 1 - 0.05 / 3 for three.
        var deep = new LearnerScores("mlp", [0.90, 0.91, 0.92]);
        var close = new LearnerScores("forest", [0.93, 0.93, 0.93]);
        var behind = new LearnerScores("linear", [0.87, 0.89, 0.91]);
        VerdictKind alone = DeepVersusShallow.Judge(deep, [close], Sizes, Options).Kind;
        VerdictKind among = DeepVersusShallow.Judge(deep, [close, behind, behind with { Name = "lda" }], Sizes, Options).Kind;
        Assert.That((alone, among), Is.EqualTo((VerdictKind.DepthDidNotPay, VerdictKind.Undecided)));
    }

    [Test]
    public void The_best_shallow_learner_of_a_loss_is_the_lowest()
    {
        Verdict verdict = DeepVersusShallow.Judge(
            Deep, [new("high", [2, 2.1, 2, 2.2, 2]), new("low", [1, 1.1, 1, 1.2, 1])], Sizes, Options with { HigherIsBetter = false });
        Assert.That(verdict.AgainstBestShallow.Against, Is.EqualTo("low"));
    }

    [Test]
    public void Rows_needed_grow_with_the_square_of_the_standard_error_over_the_rope()
    {
        PairComparison pair = Judge(new LearnerScores("tree", [0.90, 0.88, 0.91, 0.90, 0.89])).Pairs[0];
        double ratio = 1.959963984540054 * pair.Test.StandardError / 0.01;
        Assert.That(pair.RowsNeeded(100), Is.EqualTo(100 * ratio * ratio).Within(1e-9));
    }

    [Test]
    public void A_score_that_is_not_a_number_is_refused_by_learner_and_fold()
    {
        Assert.That(
            () => Judge(new LearnerScores("svm", [0.9, 0.9, double.NaN, 0.9, 0.9])),
            Throws.ArgumentException.With.Message.StartsWith("svm: expected a finite score on fold 2, got NaN."));
    }

    [Test]
    public void Other_numbers_of_folds_are_refused()
    {
        Assert.That(
            () => Judge(new LearnerScores("svm", [0.9, 0.9, 0.9])),
            Throws.ArgumentException.With.Message.EqualTo("svm: expected 5 fold scores, as mlp has, got 3."));
    }

    [Test]
    public void Two_folds_are_refused()
    {
        Assert.That(
            () => DeepVersusShallow.Judge(new("mlp", [0.9, 0.8]), [new("svm", [0.8, 0.8])], Sizes, Options),
            Throws.ArgumentException.With.Message.StartsWith("mlp: expected scores of at least 3 folds, got 2."));
    }

    [Test]
    public void Two_learners_of_one_name_are_refused()
    {
        Assert.That(() => Judge(Deep), Throws.ArgumentException.With.Message.StartsWith("mlp: expected names to be distinct"));
    }

    [Test]
    public void A_comparison_with_nobody_is_refused()
    {
        Assert.That(() => Judge(), Throws.ArgumentException.With.Message.Contains("at least one shallow learner"));
    }

    [Test]
    public void Leave_one_out_is_refused()
    {
        FoldSizes sizes = FoldSizes.Of(KFold.Split(5, 5));
        Assert.That(
            () => DeepVersusShallow.Judge(Deep, [Deep with { Name = "svm" }], sizes, Options),
            Throws.ArgumentException.With.Message.Contains("Leave-one-out"));
    }

    [TestCase(0.0)]
    [TestCase(1.0)]
    [TestCase(double.NaN)]
    public void A_level_outside_0_and_1_is_refused(double alpha)
    {
        Assert.That(
            () => DeepVersusShallow.Judge(Deep, [Deep with { Name = "svm" }], Sizes, Options with { Alpha = alpha }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Alpha: expected a number between 0 and 1"));
    }

    private static Verdict Judge(params LearnerScores[] shallow) => DeepVersusShallow.Judge(Deep, shallow, Sizes, Options);
}
