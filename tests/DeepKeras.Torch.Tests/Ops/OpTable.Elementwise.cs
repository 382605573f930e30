using DeepKeras.Operations;
using MathNet.Numerics;

namespace DeepKeras.Torch.Tests.Operations;

internal static partial class OpTable
{
    /// <summary>Shapes that broadcast, by NumPy's rules, for an operation of two operands.</summary>
    private static int[][][] Pairs =>
    [
        [[3, 4], [4]], [[4], [3, 4]], [[3, 1], [1, 4]], [[2, 3, 4], [3, 1]], [[3, 4], []], [[], [3]], [[1], [1, 1]], [[0, 4], [1, 4]], [[2, 1, 3], [4, 1]],
    ];

    private static IEnumerable<OpRow> UnaryRows =>
    [
        Number(UnaryKind.Negative, x => -x),
        Number(UnaryKind.Abs, Math.Abs),
        Number(UnaryKind.Sign, x => Math.Sign(x)),
        Number(UnaryKind.Square, x => x * x),
        Number(UnaryKind.Relu, x => Math.Max(x, 0)),
        Number(UnaryKind.Floor, Math.Floor),
        Number(UnaryKind.Ceil, Math.Ceiling),
        Number(UnaryKind.Round, x => Math.Round(x, MidpointRounding.ToEven)),
        Float(UnaryKind.Sqrt, Math.Sqrt, 0.1, 4),
        Float(UnaryKind.Rsqrt, x => 1 / Math.Sqrt(x), 0.3, 4),
        Float(UnaryKind.Reciprocal, x => 1 / x, 0.4, 4),
        Float(UnaryKind.Exp, Math.Exp),
        Float(UnaryKind.Expm1, x => x == 0 ? 0 : Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1),
        Float(UnaryKind.Log, Math.Log, 0.2, 4),
        Float(UnaryKind.Log1p, x => Math.Log(1 + x), -0.7, 3),
        Float(UnaryKind.Sin, Math.Sin, -4, 4),
        Float(UnaryKind.Cos, Math.Cos, -4, 4),
        Float(UnaryKind.Tan, Math.Tan, -1.2, 1.2),
        Float(UnaryKind.Asin, Math.Asin, -0.9, 0.9),
        Float(UnaryKind.Acos, Math.Acos, -0.9, 0.9),
        Float(UnaryKind.Atan, Math.Atan, -3, 3),
        Float(UnaryKind.Sinh, Math.Sinh),
        Float(UnaryKind.Cosh, Math.Cosh),
        Float(UnaryKind.Tanh, Math.Tanh, -3, 3),
        Float(UnaryKind.Asinh, x => Math.Sign(x) * Math.Log(Math.Abs(x) + Math.Sqrt((x * x) + 1)), -3, 3),
        Float(UnaryKind.Acosh, x => Math.Log(x + Math.Sqrt((x * x) - 1)), 1.2, 4),
        Float(UnaryKind.Atanh, x => 0.5 * Math.Log((1 + x) / (1 - x)), -0.9, 0.9),
        Float(UnaryKind.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -4, 4),
        Float(UnaryKind.Softplus, x => Math.Log(1 + Math.Exp(x)), -4, 4),
        Float(UnaryKind.Erf, SpecialFunctions.Erf),
        Float(UnaryKind.Erfinv, SpecialFunctions.ErfInv, -0.9, 0.9) with { Slack = 32 },
        Float(UnaryKind.LogGamma, SpecialFunctions.GammaLn, 0.3, 6) with { Slack = 64 },
        Float(UnaryKind.Digamma, SpecialFunctions.DiGamma, 0.3, 6) with { Slack = 64 },
        Unary(UnaryKind.LogicalNot, x => x == 0 ? 1 : 0, new Operand(3, 4), DTypes.Bool),
        Unary(UnaryKind.BitwiseNot, x => -x - 1, new Operand(3, 4), DTypes.Integers),
        Unary(UnaryKind.IsNaN, x => double.IsNaN(x) ? 1 : 0, new Operand(3, 4) { Values = [0, 1, -2] }, DTypes.All, Always(DType.Bool)),
        Unary(UnaryKind.IsFinite, x => double.IsFinite(x) ? 1 : 0, new Operand(3, 4) { Values = [0, 1, -2] }, DTypes.All, Always(DType.Bool)),
        Unary(UnaryKind.IsNaN, x => double.IsNaN(x) ? 1 : 0, Unusual, DTypes.Floats, Always(DType.Bool)) with { Name = "Unary IsNaN of infinities", RefusesOthers = false },
        Unary(UnaryKind.IsFinite, x => double.IsFinite(x) ? 1 : 0, Unusual, DTypes.Floats, Always(DType.Bool)) with { Name = "Unary IsFinite of infinities", RefusesOthers = false },
    ];

    private static IEnumerable<OpRow> BinaryRows =>
    [
        Number(BinaryKind.Add, (a, b) => a + b),
        Number(BinaryKind.Subtract, (a, b) => a - b),
        Number(BinaryKind.Multiply, (a, b) => a * b),
        Number(BinaryKind.Maximum, Math.Max),
        Number(BinaryKind.Minimum, Math.Min),
        Number(BinaryKind.FloorDivide, (a, b) => Math.Floor(a / b), (0.3, 1.7)),
        Number(BinaryKind.FloorMod, (a, b) => a - (b * Math.Floor(a / b)), (0.3, 1.7)),
        Number(BinaryKind.FloorDivide, (a, b) => Math.Floor(a / b), (-1.7, -0.3)) with { Name = "Binary FloorDivide by a negative number" },
        Number(BinaryKind.FloorMod, (a, b) => a - (b * Math.Floor(a / b)), (-1.7, -0.3)) with { Name = "Binary FloorMod by a negative number" },
        Float(BinaryKind.Divide, (a, b) => a / b, (-2, 2), (0.5, 2.5)),
        Float(BinaryKind.Atan2, Math.Atan2, (-2, 2), (0.5, 2.5)),
        Float(BinaryKind.Atan2, Math.Atan2, (0.5, 2), (-2.5, -0.5)) with { Name = "Binary Atan2 left of 0" },
        Float(BinaryKind.Power, Math.Pow, (0.4, 2.5), (-2, 2)) with
        {
            Types = DTypes.Numbers,
            Operands = [new(3, 4) { Domain = (0.4, 2.5), Whole = (-3, 3) }, new(3, 4) { Domain = (-2, 2), Whole = (0, 3), Phase = 1 }],
        },
        Binary(BinaryKind.LogicalAnd, (a, b) => a != 0 && b != 0 ? 1 : 0, DTypes.Bool),
        Binary(BinaryKind.LogicalOr, (a, b) => a != 0 || b != 0 ? 1 : 0, DTypes.Bool),
        Binary(BinaryKind.LogicalXor, (a, b) => (a != 0) != (b != 0) ? 1 : 0, DTypes.Bool),
        Binary(BinaryKind.BitwiseAnd, (a, b) => (long)a & (long)b, DTypes.Integers),
        Binary(BinaryKind.BitwiseOr, (a, b) => (long)a | (long)b, DTypes.Integers),
        Binary(BinaryKind.BitwiseXor, (a, b) => (long)a ^ (long)b, DTypes.Integers),
        Shift(BinaryKind.ShiftLeft, (a, b) => (long)a << (int)b),
        Shift(BinaryKind.ShiftRight, (a, b) => (long)a >> (int)b),
    ];

    private static IEnumerable<OpRow> OtherElementwiseRows =>
    [
        Comparison(CompareKind.Equal, (a, b) => a == b),
        Comparison(CompareKind.NotEqual, (a, b) => a != b),
        Comparison(CompareKind.Less, (a, b) => a < b),
        Comparison(CompareKind.LessEqual, (a, b) => a <= b),
        Comparison(CompareKind.Greater, (a, b) => a > b),
        Comparison(CompareKind.GreaterEqual, (a, b) => a >= b),
        new("Select", new Select(), [new(3, 4) { Type = DType.Bool }, new(3, 4) { Phase = 1 }, new(3, 4) { Phase = 2 }],
            x => [Zipped(x, index => x[0].Broadcast(index) != 0 ? x[1].Broadcast(index) : x[2].Broadcast(index))])
        {
            Types = DTypes.All,
            Differentiable = [1, 2],
            Broadcasts = [[[3, 1], [4], [1, 4]], [[], [3, 4], []], [[2, 3, 4], [3, 1], [4]], [[4], [], [3, 1]], [[0, 4], [4], [1]]],
        },
        .. DTypes.All.Select(CastTo),
        new("StopGradient", new StopGradient(), [new(3, 4)], x => [x[0]]) { Types = DTypes.All },
    ];

    private static Operand Unusual => new(3, 4) { Values = [0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1] };

    private static OpRow Unary(UnaryKind kind, Func<double, double> f, Operand operand, DType[] types, params Func<DType, DType>[] resultTypes) =>
        new($"Unary {kind}", new Unary(kind), [operand], x => [x[0].Map(f)]) { Types = types, ResultTypes = resultTypes };

    private static OpRow Number(UnaryKind kind, Func<double, double> f) =>
        Unary(kind, f, new Operand(3, 4), DTypes.Numbers) with { Differentiable = [0] };

    private static OpRow Float(UnaryKind kind, Func<double, double> f, double low = -2, double high = 2) =>
        Unary(kind, f, new Operand(3, 4) { Domain = (low, high) }, DTypes.Floats) with { Differentiable = [0] };

    private static OpRow Binary(BinaryKind kind, Func<double, double, double> f, DType[] types) =>
        new($"Binary {kind}", new Binary(kind), [new(3, 4), new(3, 4) { Phase = 1 }], x => [Zipped(x, index => f(x[0].Broadcast(index), x[1].Broadcast(index)))])
        {
            Types = types,
            Broadcasts = Pairs,
        };

    private static OpRow Number(BinaryKind kind, Func<double, double, double> f) => Binary(kind, f, DTypes.Numbers) with { Differentiable = [0, 1] };

    /// <summary>A kind of division: whole numbers divide by anything but 0.</summary>
    private static OpRow Number(BinaryKind kind, Func<double, double, double> f, (double Low, double High) divisors) => Number(kind, f) with
    {
        Operands = [new(3, 4), new(3, 4) { Domain = divisors, Whole = divisors.Low < 0 ? (-4, -1) : (1, 4), Phase = 2 }],
    };

    private static OpRow Float(BinaryKind kind, Func<double, double, double> f, (double Low, double High) a, (double Low, double High) b) =>
        Binary(kind, f, DTypes.Floats) with
        {
            Operands = [new(3, 4) { Domain = a }, new(3, 4) { Domain = b, Phase = 1 }],
            Differentiable = [0, 1],
        };

    private static OpRow Shift(BinaryKind kind, Func<double, double, double> f) => Binary(kind, f, DTypes.Integers) with
    {
        Operands = [new(3, 4), new(3, 4) { Whole = (0, 3), Phase = 1 }],
    };

    private static OpRow Comparison(CompareKind kind, Func<double, double, bool> f) =>
        new($"Compare {kind}", new Compare(kind), [new(3, 4) { Values = [1, 0, -2, 1, 3] }, new(3, 4) { Values = [1, 1, 0, -3] }],
            x => [Zipped(x, index => f(x[0].Broadcast(index), x[1].Broadcast(index)) ? 1 : 0)])
        {
            Types = DTypes.All,
            ResultTypes = [Always(DType.Bool)],
            Broadcasts = Pairs,
        };

    private static OpRow CastTo(DType type) =>
        new($"Cast to {type}", new Cast(type), [new(3, 4) { Domain = (0.1, 6), Whole = (0, 6) }], x => [type.IsInteger() ? x[0].Map(Math.Truncate) : x[0]])
        {
            Types = DTypes.All,
            ResultTypes = [Always(type)],
            Differentiable = type.IsFloating() ? [0] : [],
            GradientTolerance = Math.Max(1e-8, DTypes.Epsilon(type)),
        };

    /// <summary>An array of the shape that the operands broadcast to.</summary>
    private static Plain Zipped(Plain[] operands, Func<int[], double> element)
    {
        int rank = operands.Max(operand => operand.Rank);
        int[] shape = [.. Enumerable.Repeat(1, rank)];
        foreach (Plain operand in operands)
        {
            for (int axis = 0; axis < operand.Rank; axis++)
            {
                int at = axis + rank - operand.Rank;
                shape[at] = shape[at] == 1 ? operand.Shape[axis] : shape[at];
            }
        }

        return Plain.Of(shape, element);
    }
}
