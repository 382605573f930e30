using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>
/// What an operation is held to: its sample operands, its definition in doubles, the dtypes it takes (and that it refuses all others),
/// and what its gradient is taken to.
/// </summary>
internal sealed record OpRow(string Name, Op Op, Operand[] Operands, Func<Plain[], Plain[]> Reference)
{
    public const int Rows = 3;

    /// <summary>The dtypes of the operands that have none of their own.</summary>
    public DType[] Types { get; init; } = DTypes.Floats;

    /// <summary>Whether other dtypes are refused; a row of values that only some dtypes have says no.</summary>
    public bool RefusesOthers { get; init; } = true;

    /// <summary>The dtype of each result, given the operands'; none: the same.</summary>
    public Func<DType, DType>[] ResultTypes { get; init; } = [];

    /// <summary>The operands that gradients flow to.</summary>
    public int[] Differentiable { get; init; } = [];

    /// <summary>The results that gradients flow from.</summary>
    public int[] DifferentiableResults { get; init; } = [0];

    /// <summary>Shapes of operands that broadcast, one set after the other.</summary>
    public int[][][] Broadcasts { get; init; } = [];

    /// <summary>How many units in the last place of 1 + |value| a result may be off.</summary>
    public double Slack { get; init; } = 8;

    /// <summary>How far off a gradient may be from the finite differences, of 1 + |gradient|.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Whether the engine has the gradient of the gradient.</summary>
    public bool TwiceDifferentiable { get; init; } = true;

    public DType ResultType(int result, DType type) => result < ResultTypes.Length ? ResultTypes[result](type) : type;

    public HostArray[] Sample(DType type, int rows = Rows) => [.. Operands.Select(operand => operand.Sample(type, rows))];

    /// <summary>The same operation on operands of other shapes that have no batch.</summary>
    public OpRow On(int[][] shapes) => this with
    {
        Operands = [.. Operands.Zip(shapes, (operand, shape) => operand with { Shape = shape, Batched = false })],
    };

    /// <summary>Its name alone, for the names of tests.</summary>
    public override string ToString() => Name;
}

/// <summary>Groups of dtypes.</summary>
internal static class DTypes
{
    public static readonly DType[] Floats = [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16];

    public static readonly DType[] Integers = [DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.UInt8];

    public static readonly DType[] Numbers = [.. Floats, .. Integers];

    public static readonly DType[] Bool = [DType.Bool];

    public static readonly DType[] All = [.. Numbers, DType.Bool];

    /// <summary>The distance of 1 from the next number.</summary>
    public static double Epsilon(DType type) => type switch
    {
        DType.Float64 => 2.220446049250313e-16,
        DType.Float32 => 1.1920928955078125e-7,
        DType.Float16 => 9.765625e-4,
        DType.BFloat16 => 7.8125e-3,
        _ => 0,
    };
}
