using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Gradients of functions of one and of two numbers.</summary>
internal static partial class GradientRules
{
    private static Tensor? Unary(UnaryKind kind, Tensor x, Tensor y, Tensor g)
    {
        Tensor One(double value) => Ops.Constant(x.DType, value);
        return kind switch
        {
            UnaryKind.Negative => -g,
            UnaryKind.Abs => g * Ops.Sign(x),
            UnaryKind.Square => g * (x * One(2)),
            UnaryKind.Sqrt => g / (y * One(2)),
            UnaryKind.Rsqrt => g * One(-0.5) * (y * y * y),
            UnaryKind.Reciprocal => -g * (y * y),
            UnaryKind.Exp => g * y,
            UnaryKind.Expm1 => g * (y + One(1)),
            UnaryKind.Log => g / x,
            UnaryKind.Log1p => g / (x + One(1)),
            UnaryKind.Sin => g * Ops.Cos(x),
            UnaryKind.Cos => -g * Ops.Sin(x),
            UnaryKind.Tan => g * (One(1) + (y * y)),
            UnaryKind.Asin => g * Ops.Rsqrt(One(1) - (x * x)),
            UnaryKind.Acos => -g * Ops.Rsqrt(One(1) - (x * x)),
            UnaryKind.Atan => g / (One(1) + (x * x)),
            UnaryKind.Sinh => g * Ops.Cosh(x),
            UnaryKind.Cosh => g * Ops.Sinh(x),
            UnaryKind.Asinh => g * Ops.Rsqrt((x * x) + One(1)),
            UnaryKind.Acosh => g * Ops.Rsqrt((x * x) - One(1)),
            UnaryKind.Atanh => g / (One(1) - (x * x)),
            UnaryKind.Relu => new UnaryGradient(kind).Emit([x.TensorType], x, g)[0],
            UnaryKind.Sigmoid or UnaryKind.Tanh => new UnaryGradient(kind).Emit([x.TensorType], y, g)[0],
            UnaryKind.Softplus => g * Ops.Sigmoid(x),
            UnaryKind.Erf => g * (One(2 / Math.Sqrt(Math.PI)) * Ops.Exp(-(x * x))),
            UnaryKind.Erfinv => g * (One(Math.Sqrt(Math.PI) / 2) * Ops.Exp(y * y)),
            UnaryKind.LogGamma => g * Ops.Digamma(x),
            UnaryKind.Digamma => g * new Polygamma(1).Emit([x.TensorType], x)[0],
            _ => null,
        };
    }

    private static Tensor?[] UnaryTwice(UnaryKind kind, Tensor[] x, Tensor g)
    {
        Tensor again = new UnaryGradient(kind).Emit([x[0].TensorType], x[0], g)[0];
        Tensor At(double value) => Ops.Constant(g.DType, value);
        return kind switch
        {
            UnaryKind.Relu => [null, again],
            UnaryKind.Sigmoid => [g * x[1] * (At(1) - (x[0] * At(2))), again],
            _ => [g * x[1] * (x[0] * At(-2)), again],
        };
    }

    private static Tensor?[] Binary(BinaryKind kind, Tensor a, Tensor b, Tensor y, Tensor g)
    {
        Tensor zero = Ops.Constant(g.DType, 0);
        (Tensor? toA, Tensor? toB) = kind switch
        {
            BinaryKind.Add => (g, g),
            BinaryKind.Subtract => (g, -g),
            BinaryKind.Multiply => (g * b, g * a),
            BinaryKind.Divide => (g / b, -g * (a / b / b)),
            BinaryKind.FloorMod => (g, -g * Ops.FloorDivide(a, b)),
            BinaryKind.Power => Power(a, b, y, g),
            BinaryKind.Maximum => Chosen(CompareKind.GreaterEqual, a, b, g),
            BinaryKind.Minimum => Chosen(CompareKind.LessEqual, a, b, g),
            BinaryKind.Atan2 => (g * b / ((a * a) + (b * b)), -g * a / ((a * a) + (b * b))),
            _ => ((Tensor?)null, (Tensor?)null),
        };
        return [toA is null ? null : Narrowed(toA, a.Shape), toB is null ? null : Narrowed(toB, b.Shape)];
    }

    private static (Tensor, Tensor) Power(Tensor a, Tensor b, Tensor y, Tensor g)
    {
        Tensor zero = Ops.Constant(g.DType, 0);
        Tensor one = Ops.Constant(g.DType, 1);
        Tensor toA = Where(Ops.Equal(b, zero), Ops.ZerosLike(y), g * (b * Ops.Power(a, b - one)));
        Tensor toB = g * Where(Ops.LogicalAnd(Ops.Equal(a, zero), Ops.GreaterEqual(b, zero)), Ops.ZerosLike(y), y * Ops.Log(a));
        return (toA, toB);
    }

    /// <summary>Of equal numbers, and where the first is NaN, the first takes all.</summary>
    private static (Tensor, Tensor) Chosen(CompareKind kind, Tensor a, Tensor b, Tensor g)
    {
        Tensor zero = Ops.Constant(g.DType, 0);
        Tensor first = Ops.LogicalOr(Ops.Emit(new Compare(kind), a, b), Ops.IsNaN(a));
        return (Where(first, g, zero), Where(first, zero, g));
    }
}
