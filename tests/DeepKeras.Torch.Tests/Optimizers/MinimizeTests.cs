using DeepKeras.Optimizers;
using DeepKeras.Schedules;

namespace DeepKeras.Tests;

/// <summary>Steps along the gradient of w₀² + w₁² in w, whose closed form for plain descent is w (1 − 2η).</summary>
internal sealed class MinimizeTests
{
    [Test]
    public void A_step_of_gradient_descent_is_the_closed_form() =>
        Assert.That(Stepped(new SGD(0.25f)), Is.EqualTo(new[] { 1.5f, -0.5f }));

    [Test]
    public void A_loss_scale_of_a_power_of_two_changes_no_bit() =>
        Assert.That(Stepped(new Adam(0.1f) { LossScaleFactor = 1024 }), Is.EqualTo(Stepped(new Adam(0.1f))));

    [Test]
    public void A_loss_scale_optimizer_moves_the_weights_as_the_one_inside_it() =>
        Assert.That(Stepped(new LossScaleOptimizer(new Adam(0.1f))), Is.EqualTo(Stepped(new Adam(0.1f))));

    [Test]
    public void A_weight_that_the_loss_does_not_depend_on_is_left_alone_by_weight_decay_too()
    {
        (Variable used, Variable unused) = (Weight(), Weight());
        Step(new SGD(0.25f) { WeightDecay = 0.5 }, used, unused);
        Assert.That(unused.Host.As<float>().ToArray(), Is.EqualTo(new[] { 3f, -1f }));
    }

    [Test]
    public void A_loss_that_depends_on_no_weight_is_refused()
    {
        Variable weight = Weight();
        Assert.That(() => Run(() => new SGD().Minimize(Ops.Constant(1f), [weight])), Throws.InvalidOperationException.With.Message.Contains("none of the weights"));
    }

    [Test]
    public void The_learning_rate_of_a_schedule_can_be_asked_for()
    {
        var optimizer = new SGD(new PolynomialDecay(1, 4, 0));
        Variable weight = Weight();
        Step(optimizer, weight);
        Assert.That(optimizer.CurrentLearningRate, Is.EqualTo(0.75f));
    }

    [Test]
    public void Accumulated_gradients_count_batches_and_updates_apart()
    {
        var optimizer = new SGD(0.25f) { GradientAccumulationSteps = 2 };
        Variable weight = Weight();
        for (int i = 0; i < 3; i++)
        {
            Step(optimizer, weight);
        }

        Assert.That((optimizer.Batches, optimizer.Iterations), Is.EqualTo((3L, 1L)));
    }

    private static float[] Stepped(Optimizer optimizer)
    {
        Variable weight = Weight();
        Step(optimizer, weight);
        return weight.Host.As<float>().ToArray();
    }

    private static Variable Weight()
    {
        var weight = new Variable("kernel", [2], DType.Float32, null, trainable: true);
        weight.Assign([3f, -1f]);
        return weight;
    }

    private static void Step(Optimizer optimizer, Variable weight, params Variable[] others) =>
        Run(() => optimizer.Minimize(Ops.Sum(Ops.Square(weight)), [weight, .. others]));

    private static void Run(Action trace)
    {
        var made = new Trace(training: true);
        using Trace.Scope scope = made.Enter();
        trace();
        using Executable executable = Engine.Current.Compile(new Graph([], [], made.Updates));
        executable.Run([]);
    }
}
