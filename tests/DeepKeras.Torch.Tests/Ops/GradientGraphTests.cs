using DeepKeras.Operations;
using static DeepKeras.Torch.Tests.Operations.Running;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Gradients as operations of a graph: of gradients, of several losses, of what has none.</summary>
internal sealed class GradientGraphTests
{
    private static readonly double[] Three = [1, -2, 3];

    [Test]
    public void The_gradient_of_the_gradient_of_a_cube_is_six_times_x() =>
        Assert.That(WithGradient(x => Ops.Gradients(Ops.Sum(x * x * x), [x])[0], Three).Gradient, Is.EqualTo(new double[] { 6, -12, 18 }));

    [Test]
    public void The_third_derivative_of_the_fourth_power_is_24_x() =>
        Assert.That(
            WithGradient(x => Ops.Gradients(Ops.Sum(Ops.Gradients(Ops.Sum(Ops.Power(x, 4)), [x])[0]), [x])[0], Three).Gradient,
            Is.EqualTo(new double[] { 24, -48, 72 }));

    [Test]
    public void A_gradient_penalty_moves_the_weights()
    {
        // The loss |∂(w·x)/∂x|² = w², with the slope 2 w.
        Tensor x = Input(DType.Float64, [3]);
        Tensor w = Input(DType.Float64, []);
        Tensor slope = Ops.Gradients(Ops.Sum(w * x), [x])[0];
        HostArray[] results = Run([x, w], Ops.Gradients(Ops.Mean(Ops.Square(slope)), [w]), HostArray.Of<double>(Three, [3]), HostArray.Scalar(2.5));
        Assert.That(results[0][0], Is.EqualTo(5));
    }

    [Test]
    public void Two_losses_of_one_graph_have_a_gradient_each()
    {
        Tensor x = Input(DType.Float64, [3]);
        Tensor shared = Ops.Exp(x);
        Tensor first = Ops.Gradients(Ops.Sum(shared), [x])[0];
        Tensor second = Ops.Gradients(Ops.Sum(shared * shared), [x])[0];
        HostArray[] results = Run([x], [first, second], HostArray.Of<double>(Three, [3]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(Three.Select(Math.Exp)).Within(1e-12));
        Assert.That(Plain.From(results[1]).Data, Is.EqualTo(Three.Select(v => 2 * Math.Exp(2 * v))).Within(1e-9));
    }

    [Test]
    public void Two_losses_may_train_two_sets_of_weights()
    {
        // As a generator and a discriminator do: each loss sees both weights, each gradient only one.
        Tensor a = Input(DType.Float64, []);
        Tensor b = Input(DType.Float64, []);
        Tensor fake = a * a;
        Tensor score = fake * b;
        Tensor toB = Ops.Gradients(Ops.Square(score), [b])[0];
        Tensor toA = Ops.Gradients(-score, [a])[0];
        HostArray[] results = Run([a, b], [toA, toB], HostArray.Scalar(3.0), HostArray.Scalar(5.0));
        Assert.That(results[0][0], Is.EqualTo(-30), "−2 a b");
        Assert.That(results[1][0], Is.EqualTo(810), "2 a⁴ b");
    }

    [Test]
    public void A_gradient_is_taken_to_what_was_computed()
    {
        Tensor x = Input(DType.Float64, [3]);
        Tensor hidden = Ops.Exp(x);
        HostArray[] results = Run([x], Ops.Gradients(Ops.Sum(hidden * hidden), [hidden]), HostArray.Of<double>(Three, [3]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(Three.Select(v => 2 * Math.Exp(v))).Within(1e-12));
    }

    [Test]
    public void A_gradient_is_taken_to_a_dense_layers_result_alone()
    {
        // As class activation maps do: nothing before the result has a gradient.
        Tensor x = Input(DType.Float64, [1, 2]);
        Tensor hidden = Ops.MatMul(x, Ops.Constant(HostArray.Of<double>([1, 2, 3, 4], [2, 2]))) + Ops.Constant(HostArray.Of<double>([10, 20], [2]));
        HostArray[] results = Run([x], Ops.Gradients(Ops.Sum(hidden * hidden), [hidden]), HostArray.Of<double>([1, 1], [1, 2]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 28, 52 }));
    }

    [Test]
    public void A_gradient_is_taken_to_a_convolutions_result_alone()
    {
        Tensor x = Input(DType.Float64, [1, 2, 1]);
        Tensor kernel = Ops.Constant(HostArray.Of<double>([3], [1, 1, 1]));
        Tensor hidden = Ops.Emit(new Conv(new[] { 1 }, new[] { 1 }, Array.Empty<int>(), 1), x, kernel) + Ops.Constant(HostArray.Of<double>([1], [1]));
        HostArray[] results = Run([x], Ops.Gradients(Ops.Sum(hidden * hidden), [hidden]), HostArray.Of<double>([1, 2], [1, 2, 1]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 8, 14 }));
    }

    [Test]
    public void A_tensor_that_is_named_twice_has_its_whole_gradient_twice()
    {
        Tensor x = Input(DType.Float64, [3]);
        HostArray[] results = Run([x], Ops.Gradients(Ops.Sum(x * x), [x, x]), HostArray.Of<double>(Three, [3]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 2, -4, 6 }));
        Assert.That(Plain.From(results[1]).Data, Is.EqualTo(new double[] { 2, -4, 6 }));
    }

    [Test]
    public void The_gradient_of_a_tensor_to_itself_is_1() => Assert.That(WithGradient(x => Ops.Gradients(Ops.Reshape(x, []), [x])[0], 4).Values, Is.EqualTo(new double[] { 1 }));

    [Test]
    public void No_gradient_flows_through_StopGradient() =>
        Assert.That(WithGradient(x => x * Ops.StopGradient(x), Three).Gradient, Is.EqualTo(Three));

    private static IEnumerable<TestCaseData> WithoutGradient =>
    [
        new TestCaseData((Func<Tensor, Tensor>)Ops.StopGradient) { TestName = "StopGradient" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.Cast(Ops.ArgMax(x, -1), DType.Float64))) { TestName = "ArgMax" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.Cast(Ops.Greater(x, 0), DType.Float64))) { TestName = "Greater" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.Cast(Ops.Cast(x, DType.Int32), DType.Float64))) { TestName = "Cast" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.Cast(Ops.Size(x, 0), DType.Float64))) { TestName = "Size" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.OnesLike(x))) { TestName = "OnesLike" },
        new TestCaseData((Func<Tensor, Tensor>)(x => Ops.Cast(Ops.ArgSort(x), DType.Float64))) { TestName = "ArgSort" },
        new TestCaseData((Func<Tensor, Tensor>)(_ => Ops.Constant(DType.Float64, 3))) { TestName = "Constant" },
    ];

    [TestCaseSource(nameof(WithoutGradient))]
    public void The_gradient_of_what_has_none_is_zeros(Func<Tensor, Tensor> function) =>
        Assert.That(WithGradient(function, Three).Gradient, Is.EqualTo(new double[] { 0, 0, 0 }));

    [Test]
    public void The_gradient_to_a_weight_that_the_loss_does_not_use_is_zeros()
    {
        Tensor x = Input(DType.Float64, [3]);
        Tensor unused = Input(DType.Float32, [2, 2]);
        HostArray[] results = Run([x, unused], Ops.Gradients(Ops.Sum(x), [x, unused]), HostArray.Of<double>(Three, [3]), HostArray.Of<float>([1, 2, 3, 4], [2, 2]));
        Assert.That(Plain.From(results[1]).Data, Is.EqualTo(new double[] { 0, 0, 0, 0 }));
    }

    [Test]
    public void A_gradient_is_only_taken_of_a_floating_point_scalar_to_floating_point_numbers()
    {
        Tensor x = Input(DType.Float64, [3]);
        Tensor whole = Input(DType.Int32, []);
        Assert.That(() => Ops.Gradients(x, [x]), Throws.TypeOf<ShapeException>().With.Message.Contains("scalar"));
        Assert.That(() => Ops.Gradients(whole, [x]), Throws.TypeOf<ShapeException>().With.Message.Contains("int32"));
        Assert.That(() => Ops.Gradients(Ops.Sum(x), [whole]), Throws.TypeOf<ShapeException>().With.Message.Contains("int32"));
    }

    [Test]
    public void A_transposed_convolution_is_the_gradient_of_a_convolution_to_its_image()
    {
        var forward = new Conv(new[] { 2, 3 }, new[] { 1, 1 }, new[] { 1, 0, 1, 2 }, 1);
        Tensor x = Input(DType.Float64, [2, 6, 7, 3]);
        Tensor kernel = Input(DType.Float64, [3, 2, 3, 4]);
        Tensor y = Ops.Emit(forward, x, kernel);
        Tensor cotangent = Input(DType.Float64, y.Shape);
        Tensor gradient = Ops.Gradients(Ops.Sum(y * cotangent), [x])[0];

        // What the strides leave over at the far side was seen by no window: its gradient is 0.
        var back = new ConvTranspose(new[] { 2, 3 }, new[] { 1, 1 }, new[] { 1, 0, 1, 2 }, new[] { 0, 2 });
        Tensor transposed = Ops.Emit(back, cotangent, kernel);
        HostArray[] results = Run(
            [x, kernel, cotangent], [gradient, transposed],
            new Operand(2, 6, 7, 3).Sample(DType.Float64, 2), new Operand(3, 2, 3, 4) { Phase = 1 }.Sample(DType.Float64, 3), new Operand([.. y.Shape]) { Phase = 2 }.Sample(DType.Float64, 2));
        results[1].AssertIs(Plain.From(results[0]), 64, "the transposed convolution");
    }
}
