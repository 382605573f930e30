using DeepKeras.Operations;
using static DeepKeras.Torch.Tests.Operations.Running;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>NaN is not lost on the way.</summary>
internal sealed class NotANumberTests
{
    private static readonly UnaryKind[] Predicates = [UnaryKind.IsNaN, UnaryKind.IsFinite, UnaryKind.LogicalNot, UnaryKind.BitwiseNot];

    private static IEnumerable<UnaryKind> Functions => Enum.GetValues<UnaryKind>().Except(Predicates);

    [Test]
    public void Every_function_of_NaN_is_NaN([ValueSource(nameof(Functions))] UnaryKind kind, [Values(DType.Float32, DType.Float64, DType.BFloat16)] DType type, [Values] bool fused)
    {
        // 17 elements: the first 16 take other instructions than the last.
        Func<Tensor, Tensor> function = x => Ops.Emit(new Unary(kind), x);
        double[] values = Running.Values(fused ? x => -(-function(x)) : function, type, [.. Enumerable.Repeat(double.NaN, 17)]);
        Assert.That(values, Is.All.NaN);
        Assert.That(Running.Values(fused ? x => -(-function(x)) : function, type, double.NaN), Is.All.NaN, "one number");
    }

    [Test]
    public void The_larger_and_the_smaller_of_NaN_and_a_number_are_NaN(
        [Values(BinaryKind.Maximum, BinaryKind.Minimum)] BinaryKind kind, [Values] bool first, [Values] bool differentiated, [Values] bool fused)
    {
        Tensor a = Input(DType.Float32, [20]);
        Tensor b = Input(DType.Float32, [20]);
        Tensor y = Ops.Emit(new Binary(kind), a, b);
        y = fused ? -(-y) : y;
        HostArray nan = new Plain([20], [.. Enumerable.Repeat(double.NaN, 19), 0]).To(DType.Float32);
        HostArray number = new Plain([20], [.. Enumerable.Repeat(1.0, 19), 0]).To(DType.Float32);
        IReadOnlyList<Tensor> outputs = differentiated ? [y, .. Ops.Gradients(Ops.Sum(y), [a, b])] : [y];
        HostArray[] results = Run([a, b], outputs, first ? nan : number, first ? number : nan);
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(Plain.From(nan).Data));
    }

    [TestCase(ReduceKind.Max)]
    [TestCase(ReduceKind.Min)]
    [TestCase(ReduceKind.Sum)]
    [TestCase(ReduceKind.Mean)]
    [TestCase(ReduceKind.Prod)]
    public void A_reduction_over_NaN_is_NaN(ReduceKind kind) =>
        Assert.That(Running.Values(x => Ops.Emit(new Reduce(kind, new[] { 0 }, true), x), DType.Float32, 1, double.NaN, 3), Is.All.NaN);

    [Test]
    public void A_maximum_over_a_window_with_NaN_is_NaN([Values] bool padded)
    {
        Assume.That(Engine.Current.Name, Is.Not.EqualTo("tensorflow"), "TensorFlow's MaxPool leaves NaN out, and so does Keras on it");
        AxisList pads = padded ? Array.Empty<int>() : new[] { 0, 0 };
        Func<Tensor, Tensor> pool = x => Ops.Reshape(Ops.Emit(new Pool(PoolKind.Max, new[] { 2 }, new[] { 2 }, pads), Ops.Reshape(x, 1, -1, 1)), -1);
        Assert.That(Running.Values(pool, DType.Float32, 1, double.NaN, 3, 4), Is.EqualTo(new[] { double.NaN, 4 }));
    }

    [Test]
    public void Comparisons_with_NaN_are_false_but_for_unequal([Values] CompareKind kind) =>
        Assert.That(Running.Values(x => Ops.Emit(new Compare(kind), x, x), DType.Float64, double.NaN), Is.EqualTo(new[] { kind == CompareKind.NotEqual ? 1.0 : 0 }));

    [Test]
    public void The_value_that_was_not_selected_leaves_no_NaN()
    {
        Tensor x = Input(DType.Float64, [2]);
        Tensor y = Ops.Where(Ops.Greater(x, 0), x, double.NaN);
        HostArray[] results = Run([x], [y, Ops.Gradients(Ops.Sum(y), [x])[0]], HostArray.Of<double>([2, 3], [2]));
        Assert.That(Plain.From(results[0]).Data, Is.EqualTo(new double[] { 2, 3 }));
        Assert.That(Plain.From(results[1]).Data, Is.EqualTo(new double[] { 1, 1 }));
    }
}
