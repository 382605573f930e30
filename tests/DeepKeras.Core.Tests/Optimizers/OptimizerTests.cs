using DeepKeras.Optimizers;
using DeepKeras.Schedules;

namespace DeepKeras.Tests;

internal sealed class OptimizerTests
{
    [TestCase(-0.1)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    public void A_momentum_out_of_range_is_refused_by_name(double momentum) =>
        Assert.That(() => new SGD(0.1, momentum), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("momentum: expected a number from 0 to 1"));

    [Test]
    public void A_beta_of_1_is_refused_as_it_would_divide_by_0() =>
        Assert.That(() => new Adam(beta2: 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("beta2: expected a number from 0 to below 1"));

    [Test]
    public void A_negative_learning_rate_is_refused() =>
        Assert.That(() => new Adam(-1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("learningRate: expected a number of at least 0"));

    [Test]
    public void Two_kinds_of_clipping_are_refused() =>
        Assert.That(() => new SGD { ClipNorm = 1, ClipValue = 1 }.Build([Weight("kernel")]), Throws.InvalidOperationException.With.Message.Contains("ClipNorm"));

    [Test]
    public void An_optimizer_of_other_weights_is_refused_with_the_weights_path()
    {
        var adam = new Adam();
        adam.Build([Weight("kernel")]);
        Assert.That(() => adam.Build([Weight("other")]), Throws.InvalidOperationException.With.Message.Contains("other"));
    }

    [Test]
    public void A_scheduled_learning_rate_cannot_be_set() =>
        Assert.That(() => new Adam(new ExponentialDecay(0.1, 10, 0.9)) { CurrentLearningRate = 1 }, Throws.InvalidOperationException);

    [Test]
    public void Weight_decay_cannot_be_changed_after_training_has_begun()
    {
        var adam = new AdamW();
        adam.Build([Weight("kernel")]);
        Assert.That(() => adam.ExcludeFromWeightDecay(names: ["bias"]), Throws.InvalidOperationException);
    }

    [Test]
    public void A_default_name_is_Keras_s() => Assert.That(new Optimizer[] { new AdamW(), new RMSprop(), new SGD() }.Select(o => o.Name), Is.EqualTo(new[] { "adam_w", "rm_sprop", "sgd" }));

    [Test]
    public void A_schedule_whose_lists_do_not_fit_is_refused() =>
        Assert.That(() => new PiecewiseConstantDecay([1, 2], [0.1, 0.2]), Throws.ArgumentException.With.Message.Contains("expected 3"));

    private static Variable Weight(string path) => new(path, [2], DType.Float32, null, trainable: true);
}
