using DeepKeras.Operations;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>What libtorch alone is held to; the rest runs on every engine.</summary>
internal sealed unsafe partial class OpTableTests
{
    private static readonly int[] RowCounts = [0, 1, OpRow.Rows];

    [Test]
    public void The_inferred_shapes_and_dtypes_are_what_libtorch_gives(
        [ValueSource(nameof(Rows))] OpRow row, [ValueSource(nameof(RowCounts))] int rows)
    {
        foreach (DType type in row.Types)
        {
            HostArray[] values = row.Sample(type, rows);
            TensorType[] given = [.. values.Select(value => new TensorType(value.Type, value.Shape))];
            TensorType[] inferred = Infer(row.Op, given);
            var made = new TorchTensor[inferred.Length];
            TorchTensor[] operands = [.. values.Select(value => new TorchTensor(TorchOps.Over(value)))];
            row.Op.Apply(new TorchOps { In = given, Out = inferred }, operands, made);
            Assert.That(made.Select(TypeOf), Is.EqualTo(inferred), $"{type}");
            TorchOps.Free([.. operands.Concat(made).Select(tensor => tensor.Handle)]);
            GC.KeepAlive(values);
        }
    }

    private static TensorType TypeOf(TorchTensor tensor)
    {
        int[] sizes = new int[THSTensor_ndimension(tensor.Handle)];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = (int)THSTensor_size(tensor.Handle, axis);
        }

        sbyte code = THSTensor_type(tensor.Handle);
        return new(Enum.GetValues<DType>().Where(type => type != DType.String).Single(type => TorchTypes.Code(type) == code), sizes);
    }
}
