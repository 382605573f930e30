using DeepKeras.Operations;

namespace DeepKeras.Tests;

/// <summary>Operations on how numbers are stored, those on the host, and those whose results' sizes depend on values: the table of operations has no rows for them.</summary>
internal sealed record StorageOperation(string[] Names, Func<Tensor, Tensor> Function, HostArray Input, HostArray Expected)
{
    public static IEnumerable<StorageOperation> All { get; } =
    [
        new([nameof(ViewAsComplex), nameof(ViewAsReal)], x => Ops.Emit(new ViewAsReal(), Ops.Emit(new ViewAsComplex(), x)), HostArray.Of<float>([1, 2, 3, 4], [2, 2]), HostArray.Of<float>([1, 2, 3, 4], [2, 2])),
        new([nameof(Bitcast)], x => Ops.Emit(new Bitcast(DType.Int32), x), HostArray.Of<float>([1, -2], [2]), HostArray.Of([0x3F800000, unchecked((int)0xC0000000)], [2])),
        new([nameof(NonZero)], x => Ops.Emit(new NonZero(), x), HostArray.Of<bool>([true, false, true], [3]), HostArray.Of([0, 2], [2, 1])),

        // The first class, nothing, the second class: what remains of three steps is filled up with -1.
        new([nameof(CtcBeamSearch)], x => Ops.CtcDecode(x, 3 * Ops.Ones([1], DType.Int32), "beam_search", beamWidth: 4, maskIndex: 2).Decoded,
            HostArray.Of<float>([9, 0, 0, 0, 0, 9, 0, 9, 0], [1, 3, 3]), HostArray.Of([0, 1, -1], [1, 1, 3])),
        new([nameof(CountTo)], x => Ops.Emit(new CountTo(), x), HostArray.Scalar(3), HostArray.Of([0, 1, 2], [3])),
    ];

    public (Tensor Input, Tensor Output) Trace()
    {
        Tensor input = new InputNode("input_0", new(Input.Type, Input.Shape)).Output;
        return (input, Function(input));
    }

    public void Compare(HostArray result)
    {
        Assert.That(result.Shape, Is.EqualTo(Expected.Shape));
        Assert.That(result.Bytes.ToArray(), Is.EqualTo(Expected.Bytes.ToArray()));
    }

    public override string ToString() => string.Join(", ", Names);
}
