namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Loops of unknown length as users write them.</summary>
internal sealed class WhileTests
{
    private static readonly HostArray Two = HostArray.Scalar(2f);

    [Test]
    public void As_many_steps_as_the_condition_wants() =>
        Assert.That(Run(x => Ops.WhileLoop(n => n < 100, n => n * n, x[0]), Two)[0], Is.EqualTo(256));

    [Test]
    public void Not_one_step_where_the_condition_does_not_hold() =>
        Assert.That(Run(x => Ops.WhileLoop(n => n < 2, n => n * n, x[0]), Two)[0], Is.EqualTo(2));

    [Test]
    public void No_more_steps_than_asked_for([Values(0, 1, 3)] int most) =>
        Assert.That(Run(x => Ops.WhileLoop(n => n < 1e6, n => n + 1, x[0], most), Two)[0], Is.EqualTo(2 + most));

    /// <summary>x is squared three times: the derivative of x⁸ at 2 is 8 · 2⁷.</summary>
    [Test]
    public void Gradients_flow_through_the_steps_that_there_were() =>
        Assert.That(Run(x => Ops.Gradients(Ops.WhileLoop(n => n < 100, n => n * n, x[0], 5), [x[0]])[0], Two)[0], Is.EqualTo(1024));

    /// <summary>(a, b) ↦ (b, a + b) ten times from (0, 1).</summary>
    [Test]
    public void Several_tensors_change_places()
    {
        HostArray tenth = Run(
            x => Ops.WhileLoop(s => s[0] < x[0] * 5, s => [s[0] + 1, s[2], s[1] + s[2]], [Ops.Constant(0f), Ops.Constant(0f), Ops.Constant(1f)])[1], Two);
        Assert.That(tenth[0], Is.EqualTo(55));
    }

    [Test]
    public void Each_step_draws_numbers_of_its_own()
    {
        HostArray drawn = Run(
            x => Ops.Concatenate(
                [.. Ops.WhileLoop(s => s[0] < 2, s => [s[0] + 1, s[2], Trace.Current!.RandomUniform(s[2])], [Ops.Constant(0f), Ops.Constant([0f], [1]), Ops.Constant([0f], [1])]).Skip(1)]), Two);
        Assert.That(drawn[0], Is.Not.EqualTo(drawn[1]));
    }

    [Test]
    public void A_step_that_changes_a_shape_is_refused() =>
        Assert.That(() => Ops.WhileLoop(_ => Ops.Constant(HostArray.Scalar(true)), x => Ops.Concatenate([x, x]), Ops.Constant([1f], [1])), Throws.TypeOf<ShapeException>().With.Message.Contains("state 1"));

    [Test]
    public void A_condition_that_is_no_scalar_is_refused() =>
        Assert.That(() => Ops.WhileLoop(x => x < 1, x => x, Ops.Constant([1f, 2], [2])), Throws.TypeOf<ShapeException>().With.Message.Contains("scalar"));

    private static HostArray Run(Func<Tensor[], Tensor> build, HostArray value)
    {
        using Trace.Scope scope = new Trace(training: false).Enter();
        Tensor[] inputs = [Running.Input(value.Type, value.Shape)];
        return Running.Run(inputs, [build(inputs)], [value])[0];
    }
}
