using DeepKeras.Operations;
using static DeepKeras.Torch.Tests.Operations.Running;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Gradients where a function has no slope: Keras's on TensorFlow.</summary>
internal sealed class KinkTests
{
    private static readonly double[] Mixed = [3, 1, 2];

    [TestCase(UnaryKind.Relu)]
    [TestCase(UnaryKind.Abs)]
    [TestCase(UnaryKind.Sign)]
    [TestCase(UnaryKind.Floor)]
    public void The_gradient_at_0_is_0(UnaryKind kind) =>
        Assert.That(WithGradient(x => Ops.Emit(new Unary(kind), x), 0, -0.0).Gradient, Is.EqualTo(new double[] { 0, 0 }));

    [TestCase(BinaryKind.Maximum)]
    [TestCase(BinaryKind.Minimum)]
    public void Equal_operands_give_the_gradient_to_the_first(BinaryKind kind)
    {
        Tensor a = Input(DType.Float64, [3]);
        Tensor b = Input(DType.Float64, [3]);
        Tensor y = Ops.Emit(new Binary(kind), a, b);
        HostArray same = HostArray.Of<double>([1, 0, -2], [3]);
        HostArray[] results = Run([a, b], Ops.Gradients(Ops.Sum(y), [a, b]), same, same);
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 1, 1, 1 }));
        Assert.That(Plain.From(results[1]).Data, Is.EqualTo(new double[] { 0, 0, 0 }));
    }

    [Test]
    public void Equal_largest_elements_share_the_gradient() =>
        Assert.That(WithGradient(x => Ops.Max(x), 2, 1, 2, 2).Gradient, Is.EqualTo(new[] { 1.0 / 3, 0, 1.0 / 3, 1.0 / 3 }).Within(1e-15));

    [Test]
    public void Equal_smallest_elements_share_the_gradient() =>
        Assert.That(WithGradient(x => Ops.Min(x), 1, 1, 2, 2).Gradient, Is.EqualTo(new[] { 0.5, 0.5, 0, 0 }));

    [Test]
    public void Clip_passes_the_gradient_on_its_bounds() =>
        Assert.That(WithGradient(x => Ops.Clip(x, 0, 1), -0.5, 0, 0.5, 1, 1.5).Gradient, Is.EqualTo(new double[] { 0, 1, 1, 1, 0 }));

    [Test]
    public void Max_pooling_gives_the_gradient_to_the_first_maximum([Values(1, 2, 3)] int space)
    {
        int[] sizes = [.. Enumerable.Repeat(4, space)];
        int[] twos = [.. Enumerable.Repeat(2, space)];
        Shape shape = [1, .. sizes, 1];
        Tensor x = Input(DType.Float64, shape);
        Tensor y = Ops.Emit(new Pool(PoolKind.Max, twos, twos, Array.Empty<int>()), x);
        Plain gradient = Plain.From(Run([x], Ops.Gradients(Ops.Sum(y), [x]), Plain.Of([.. shape], _ => 7).To(DType.Float64))[0]);
        Plain expected = Plain.Of([.. shape], index => index.All(i => i % 2 == 0) ? 1 : 0);
        Assert.That(gradient.Data, Is.EqualTo(expected.Data));
    }

    [Test]
    public void Max_pooling_gives_the_gradient_to_the_first_maximum_in_padded_windows_too()
    {
        Tensor x = Input(DType.Float64, [1, 3, 1]);
        Tensor y = Ops.Emit(new Pool(PoolKind.Max, new[] { 3 }, new[] { 1 }, Array.Empty<int>()), x);
        HostArray[] results = Run([x], Ops.Gradients(Ops.Sum(y), [x]), HostArray.Of<double>([5, 5, 5], [1, 3, 1]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 2, 1, 0 }));
    }

    [Test]
    public void The_gradient_of_a_running_product_is_right_after_a_0()
    {
        // y = (2, 0, 0): the slope to the 0 is 2 + 2·3, which Keras itself gets wrong.
        Assert.That(WithGradient(x => Ops.CumProd(x, 0), 2, 0, 3).Gradient, Is.EqualTo(new double[] { 1, 8, 0 }));
        Assert.That(WithGradient(x => Ops.Prod(x), 2, 0, 3).Gradient, Is.EqualTo(new double[] { 0, 6, 0 }));
    }

    [Test]
    public void Sorting_carries_the_gradient_to_where_an_element_stood() =>
        Assert.That(WithGradient(x => Ops.Slice(Ops.Sort(x), 0, 0, 1), Mixed).Gradient, Is.EqualTo(new double[] { 0, 1, 0 }));
}
