using DeepKeras.Operations;
using DeepKeras.Tests;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>How a step becomes the body of a loop.</summary>
internal sealed class ScanTests
{
    private static readonly HostArray Three = Numbers.Of([3, 1], 1f, 2f, 4f);

    [Test]
    public void A_running_sum_is_the_running_sum() =>
        Assert.That(Values(Numbers.Run(x => Sum(x[0]).Results[0], Three)), Is.EqualTo([1.0, 3.0, 7.0]));

    [Test]
    public void In_reverse_the_last_step_is_read_first_and_results_stand_in_the_order_of_computing() =>
        Assert.That(Values(Numbers.Run(x => Sum(x[0], reverse: true).Results[0], Three)), Is.EqualTo([4.0, 6.0, 7.0]));

    [Test]
    public void Without_steps_the_states_stay()
    {
        HostArray none = new(DType.Float32, [0, 1]);
        Assert.That(Values(Numbers.Run(x => Ops.Scan([Ops.Constant([5f], [1])], [x[0]], (s, t) => ([s[0] + t[0]], [])).States[0], none)), Is.EqualTo([5.0]));
    }

    [Test]
    public void What_does_not_depend_on_the_step_is_computed_before_the_loop()
    {
        Tensor x = new InputNode("x", new(DType.Float32, [Shape.Unknown, 1])).Output;
        Tensor outside = new InputNode("outside", new(DType.Float32, [1])).Output;
        Tensor result = Ops.Scan([Ops.Constant([0f], [1])], [x], (s, t) => ([s[0] + (t[0] * Ops.Exp(outside))], [])).States[0];
        var scan = (OpNode)result.Node;
        ScanBody body = ((Scan)scan.Op).Body;
        Assert.Multiple(() =>
        {
            Assert.That(body.CaptureCount, Is.EqualTo(1));
            Assert.That(body.Graph.Nodes.OfType<OpNode>().Select(node => node.Op), Has.None.InstanceOf<Unary>());
            Assert.That(((OpNode)scan.Inputs[^1].Node).Op, Is.EqualTo(new Unary(UnaryKind.Exp)));
        });
    }

    [Test]
    public void A_variable_that_a_step_reads_is_an_operand()
    {
        var weight = new Variable("weight", [1], DType.Float32, (array, _) => array.Fill(3), trainable: true);
        HostArray result = Numbers.Run(x => Ops.Scan([Ops.Constant([0f], [1])], [x[0]], (s, t) => ([s[0] + (t[0] * (Tensor)weight)], [])).States[0], Three);
        Assert.That(Values(result), Is.EqualTo([21.0]));
    }

    [Test]
    public void A_step_that_changes_a_variable_is_refused()
    {
        var weight = new Variable("weight", [1], DType.Float32, null, trainable: false);
        Assert.That(() => Numbers.Run(x => Ops.Scan([Ops.Constant([0f], [1])], [x[0]], (s, t) =>
        {
            Trace.Current!.Update(weight, t[0]);
            return ([s[0]], [t[0]]);
        }).Results[0], Three), Throws.InvalidOperationException.With.Message.Contains("changes a variable"));
    }

    [Test]
    public void A_step_that_changes_the_shape_of_a_state_is_refused() =>
        Assert.That(() => Numbers.Run(x => Ops.Scan([Ops.Constant([0f], [1])], [x[0]], (s, t) => ([Ops.Concatenate([s[0], t[0]])], [])).States[0], Three), Throws.TypeOf<ShapeException>().With.Message.Contains("state 0"));

    [Test]
    public void Sequences_of_different_length_are_refused() =>
        Assert.That(() => Ops.Scan([], [Ops.Constant([0f, 1]), Ops.Constant([0f, 1, 2])], (_, t) => ([], [t[0] + t[1]])), Throws.TypeOf<ShapeException>().With.Message.Contains("one number of steps"));

    [Test]
    public void A_state_may_pass_through_and_stand_among_the_results_twice()
    {
        HostArray result = Numbers.Run(
            x =>
            {
                (Tensor[] states, Tensor[] results) = Ops.Scan([Ops.Constant([7f], [1]), Ops.Constant([0f], [1])], [x[0]], (s, t) => ([s[0], t[0]], [s[0], s[0], t[0]]));
                return Ops.Concatenate([states[0], states[1], .. results.Select(r => Ops.Reshape(r, -1))]);
            },
            Three);
        Assert.That(Values(result), Is.EqualTo([7.0, 4, 7, 7, 7, 7, 7, 7, 1, 2, 4]));
    }

    [Test]
    public void A_loop_within_a_loop_runs()
    {
        HostArray result = Numbers.Run(x => Ops.Scan([Ops.Constant([0f], [1])], [x[0]], (s, t) => ([s[0] + Sum(x[0] * t[0]).States[0]], [])).States[0], Three);
        Assert.That(Values(result), Is.EqualTo([49.0]));
    }

    [Test]
    public void Gradients_flow_through_a_loop_within_a_loop()
    {
        HostArray result = Numbers.Run(x => Ops.Gradients(Ops.Sum(Ops.Scan([Ops.Constant([0f], [1])], [x[0]], (s, t) => ([s[0] + Sum(x[0] * t[0]).States[0]], [])).States[0]), [x[0]])[0], Three);
        Assert.That(Values(result), Is.EqualTo([14.0, 14, 14]));
    }

    [Test]
    public void Each_step_draws_its_own_numbers()
    {
        HostArray result = Numbers.Run(x => Ops.Scan([], [x[0]], (_, t) => ([], [Trace.Current!.RandomUniform(t[0])])).Results[0], Three);
        Assert.That(Values(result), Is.Unique);
    }

    [Test]
    public void What_a_step_adds_to_the_loss_counts_once_a_step()
    {
        HostArray result = Numbers.Run(
            x =>
            {
                Ops.Scan([], [x[0]], (_, t) =>
                {
                    Trace.Current!.Losses.Add(Ops.Sum(t[0] * t[0]));
                    return ([], [t[0]]);
                });
                return Trace.Current!.Losses[0];
            },
            Three);
        Assert.That(Values(result), Is.EqualTo([21.0]));
    }

    [Test]
    public void The_body_can_be_followed_by_another_interpreter()
    {
        Tensor x = new InputNode("x", new(DType.Float32, [Shape.Unknown, 1])).Output;
        ScanBody body = ((Scan)((OpNode)Sum(x).States[0].Node).Op).Body;
        var seen = new List<Op>();
        var outputs = new TensorType[2];
        body.Run(ShapeOps.Instance, [new(DType.Float32, [1]), new(DType.Float32, [1])], outputs, constant => new(constant.Type, constant.Shape), node => seen.Add(node.Op));
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo([new Binary(BinaryKind.Add)]));
            Assert.That(outputs.Select(output => output.Shape), Is.EqualTo(new Shape[] { [1], [1] }));
        });
    }

    private static (Tensor[] States, Tensor[] Results) Sum(Tensor x, bool reverse = false) => Ops.Scan([Ops.Constant([0f], [1])], [x], (s, t) =>
    {
        Tensor sum = s[0] + t[0];
        return ([sum], [sum]);
    }, reverse);

    private static double[] Values(HostArray array) => Plain.From(array).Data;
}
