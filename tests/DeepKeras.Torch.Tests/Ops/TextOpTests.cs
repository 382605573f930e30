using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Operations on text: values, shapes and dtypes, and that every one is here.</summary>
internal sealed class TextOpTests
{
    private static readonly HostArray Words = HostArray.OfText(["The fox's  den", "a É", ""], [3]);
    private static readonly LookupTable Table = new(HostArray.OfText(["a", "b"], [2]), HostArray.Of<long>([5, 7], [2]), HostArray.Scalar(-1L), "table");

    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row(new TextOf(), [HostArray.Of<long>([12, -3], [2])], HostArray.OfText(["12", "-3"], [2]));
        yield return Row(new TextHash(1, null), [Words], HostArray.Of<long>([0, 0, 0], [3]));

        // The fingerprint of nothing is 0x9ae16a3b2f90404f, in buckets of 1000.
        yield return Row(new TextHash(1000, null), [HostArray.OfText([""], [1])], HostArray.Of<long>([(long)(0x9ae16a3b2f90404f % 1000)], [1]));
        yield return Row(new CrossedHash(1), [Words, HostArray.Of<long>([1, 2, 3], [3])], HostArray.Of<long>([0, 0, 0], [3]));
        yield return Row(new TextTokens(TextCleaning.LowerAndStripPunctuation, TextSplitting.Whitespace, new int[0], -1), [Words],
            HostArray.OfText(["the", "foxs", "den", "a", "É", "", "", "", ""], [3, 3]));
        yield return Row(new TextTokens(TextCleaning.Lower, TextSplitting.Whitespace, new[] { 2 }, 2), [Words], HostArray.OfText(["the fox's", "fox's den", "a É", "", "", ""], [3, 2]));
        yield return Row(new TextTokens(TextCleaning.StripPunctuation, TextSplitting.Character, new int[0], 4), [HostArray.OfText(["aB!😀"], [1, 1])], HostArray.OfText(["a", "B", "😀", ""], [1, 4]));
        yield return Row(new TextTokens(TextCleaning.None, TextSplitting.None, new int[0], -1), [Words], Words);
        yield return Row(new TableLookup(Table), [HostArray.OfText(["b", "c", "a"], [3, 1])], HostArray.Of<long>([7, -1, 5], [3, 1]));
        yield return Row(new Required("all are there"), [HostArray.Of<bool>([true, true], [2]), HostArray.Of<long>([3, 4], [2])], HostArray.Of<long>([3, 4], [2]));
    }

    [TestCaseSource(nameof(Rows))]
    public void Value_shape_and_dtype(Op op, HostArray[] operands, HostArray expected)
    {
        HostArray result = TextComputation.Compute(op, operands);
        Assert.That(Elements(result), Is.EqualTo(Elements(expected)));
        Assert.That(result.Shape, Is.EqualTo(expected.Shape));

        var inferred = new TensorType[1];
        op.Apply(ShapeOps.Instance, [.. operands.Select(operand => new TensorType(operand.Type, operand.Shape))], inferred);
        Assert.That(inferred[0].Type, Is.EqualTo(result.Type));
        Assert.That(result.Shape.IsCompatibleWith(inferred[0].Shape), $"{result.Shape} is not of {inferred[0].Shape}");
    }

    [Test]
    public void Every_operation_on_text_has_a_row()
    {
        IEnumerable<Type> operations = typeof(TextOp).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TextOp)));
        Assert.That(Rows().Select(row => row.Arguments[0]!.GetType()).Distinct(), Is.EquivalentTo(operations));
    }

    [Test]
    public void What_is_required_and_does_not_hold_is_an_error() =>
        Assert.That(() => TextComputation.Compute(new Required("all are there"), [HostArray.Of<bool>([true, false], [2]), Words]), Throws.TypeOf<UnmetRequirementException>().With.Message.Contains("all are there"));

    [Test]
    public void Numbers_are_refused_where_text_is_wanted() =>
        Assert.That(() => new TextHash(3, null).Apply(ShapeOps.Instance, [new TensorType(DType.Int64, [3])], new TensorType[1]), Throws.InstanceOf<ShapeException>());

    private static TestCaseData Row(Op op, HostArray[] operands, HostArray expected) => new TestCaseData(op, operands, expected).SetName($"{op} of {string.Join(" and ", operands.Select(operand => operand.Type))} {operands[0].Shape}");

    private static object[] Elements(HostArray array) => array.Type == DType.String ? [.. array.Texts.ToArray()] : [.. array.As<long>().ToArray().Cast<object>()];
}
