namespace DeepKeras.Torch.Tests.Operations;

/// <summary>
/// The op test table: one row or more for each primitive, with its definition written out. <see cref="OpTableTests"/> makes the tests.
/// </summary>
internal static partial class OpTable
{
    public static IReadOnlyList<OpRow> Rows { get; } =
    [
        .. UnaryRows, .. BinaryRows, .. OtherElementwiseRows,
        .. AxisRows,
        .. ShapeRows,
        .. IndexRows,
        .. ProductRows, .. WindowRows, .. KernelRows, .. LinalgRows,
        .. ChanceAndCalculusRows,
        .. LoopRows,
    ];

    private static Func<DType, DType> Always(DType type) => _ => type;
}
