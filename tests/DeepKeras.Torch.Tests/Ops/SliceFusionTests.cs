using DeepKeras.Operations;
using DeepKeras.Tests;
using DeepKeras.Torch.Plans;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Slices that are done in one call.</summary>
internal sealed class SliceFusionTests
{
    private static readonly HostArray Row = Numbers.Of([1, 6], 1f, 2f, 3f, 4f, 5f, 6f);

    [TestCase(new[] { 0, 2, 2, 6 }, true)]
    [TestCase(new[] { 2, 6, 0, 2 }, true)]
    [TestCase(new[] { 0, 2, 3, 6 }, false)]
    [TestCase(new[] { 0, 3, 2, 6 }, false)]
    [TestCase(new[] { 0, 2, 2, 5 }, false)]
    public void Slices_are_one_call_where_they_are_the_whole_without_gap_or_overlap(int[] ends, bool together)
    {
        Tensor x = new InputNode("x", new(DType.Float32, [1, 6])).Output;
        Tensor[] parts = [Ops.Slice(x, 1, ends[0], ends[1]), Ops.Slice(x, -1, ends[2], ends[3])];
        var plan = new PlanCompiler(new Graph([x], parts, []), [[1, 6]]);
        Assert.That(plan.Instructions.OfType<SplitInstruction>().Count(), Is.EqualTo(together ? 1 : 0));
    }

    [Test]
    public void Each_part_has_its_values()
    {
        HostArray result = Numbers.Run(x => Ops.Concatenate([Ops.Slice(x[0], 1, 4), Ops.Slice(x[0], 1, 0, 1), Ops.Slice(x[0], 1, 1, 4)], -1), Row);
        Assert.That(Plain.From(result).Data, Is.EqualTo([5.0, 6, 1, 2, 3, 4]));
    }

    [Test]
    public void Gradients_flow_through_all_parts_or_some([Values] bool all)
    {
        HostArray result = Numbers.Run(
            x =>
            {
                Tensor first = Ops.Slice(x[0], 1, 0, 2);
                Tensor last = Ops.Slice(x[0], 1, 2);
                return Ops.Gradients(Ops.Sum(first * 3) + (all ? Ops.Sum(last * last) : 0), [x[0]])[0] + (Ops.Sum(last) * 0);
            },
            Row);
        Assert.That(Plain.From(result).Data, Is.EqualTo(all ? new[] { 3.0, 3, 6, 8, 10, 12 } : new[] { 3.0, 3, 0, 0, 0, 0 }));
    }
}
