using DeepKeras.Data;

namespace DeepKeras.Comparisons.Scores;

internal sealed class ScoreTests
{
    private static readonly double[,] TwoRows = { { 0.25, 0.75 }, { 0.5, 0.5 } };

    [Test]
    public void Equal_probabilities_go_to_the_first_class()
    {
        Assert.That(Score.Accuracy.Of([1, 0], TwoRows), Is.EqualTo(1));
    }

    [Test]
    public void Single_precision_gives_what_double_gives()
    {
        float[,] single = { { 0.25f, 0.75f }, { 0.5f, 0.5f } };
        Assert.That(Score.LogLoss.Of([1, 0], single), Is.EqualTo(Score.LogLoss.Of([1, 0], TwoRows)));
    }

    [Test]
    public void Log_loss_is_the_mean_negative_logarithm_of_the_true_class()
    {
        Assert.That(Score.LogLoss.Of([1, 0], TwoRows), Is.EqualTo(-(Math.Log(0.75) + Math.Log(0.5)) / 2).Within(1e-15));
    }

    [Test]
    public void A_label_without_a_column_is_refused()
    {
        Assert.That(
            () => Score.Accuracy.Of([1, 2], TwoRows), Throws.ArgumentException.With.Message.StartsWith("Row 1: expected a label from 0 to 1, got 2."));
    }

    [TestCase(double.NaN)]
    [TestCase(1.2)]
    [TestCase(-0.1)]
    public void A_number_that_is_no_probability_is_refused(double value)
    {
        Assert.That(
            () => Score.Brier.Of([0], new[,] { { 0.5, value } }),
            Throws.ArgumentException.With.Message.StartsWith("Row 0, class 1: expected a probability in [0, 1]"));
    }

    [Test]
    public void One_column_is_refused()
    {
        Assert.That(() => Score.RocAuc.Of([0], new[,] { { 0.5 } }), Throws.ArgumentException.With.Message.Contains("at least 2; got (1, 1)"));
    }

    [Test]
    public void Auc_of_several_classes_is_undefined_when_one_does_not_occur()
    {
        Assert.That(Score.RocAuc.Of([0, 1], new[,] { { 0.5, 0.3, 0.2 }, { 0.2, 0.5, 0.3 } }), Is.NaN);
    }

    [Test]
    public void R2_of_a_constant_target_is_undefined_in_a_comparison()
    {
        Assert.That(Score.R2.Of([0.1, 0.1, 0.1], [0.1, 0.2, 0.3]), Is.NaN);
    }

    [Test]
    public void Regression_in_single_precision_keeps_the_sign_and_size_of_errors()
    {
        Assert.That(Score.Mae.Of([1.5f, 2f], [1f, 3f]), Is.EqualTo(0.75));
    }

    [Test]
    public void A_prediction_that_is_not_finite_is_refused()
    {
        Assert.That(() => Score.Rmse.Of([1.0, 2.0], [1.0, double.NaN]), Throws.ArgumentException.With.Message.StartsWith("Row 1:"));
    }

    [TestCase("log-loss")]
    [TestCase("Log_Loss")]
    [TestCase("log loss")]
    public void A_score_is_found_by_name_in_any_spelling(string name)
    {
        Assert.That(Score.Named(name), Is.SameAs(Score.LogLoss));
    }

    [Test]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        Assert.That(() => Score.Named("gini"), Throws.ArgumentException.With.Message.Contains("accuracy, balanced accuracy"));
    }

    [Test]
    public void Names_are_distinct()
    {
        Assert.That(Score.All.Select(score => score.Name), Is.Unique);
    }

    [Test]
    public void Regression_gets_regression_scores_only()
    {
        Assert.That(Score.For(LearningTask.Regression), Is.Not.Empty.And.All.InstanceOf<RegressionScore>());
    }

    [Test]
    public void Classification_gets_classification_scores_only()
    {
        Assert.That(Score.For(LearningTask.Multiclass), Is.Not.Empty.And.All.InstanceOf<ClassificationScore>());
    }

    [Test]
    public void The_rope_of_an_error_is_one_percent_of_the_best_shallow_mean()
    {
        Assert.That(Score.Rmse.DefaultRope(50), Is.EqualTo(0.5));
    }

    [Test]
    public void The_rope_of_an_accuracy_is_one_point()
    {
        Assert.That(Score.Accuracy.DefaultRope(0.9), Is.EqualTo(0.01));
    }

    [Test]
    public void Losses_and_errors_are_better_when_lower()
    {
        Assert.That(
            Score.All.Where(score => !score.HigherIsBetter).Select(score => score.Name),
            Is.EquivalentTo(new[] { "log loss", "brier", "calibration error", "rmse", "mse", "mae", "median absolute error", "max error" }));
    }
}
