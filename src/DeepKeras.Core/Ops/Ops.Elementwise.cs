using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>eˣ. Integers give float32.</summary>
    public static Tensor Exp(Tensor x) => FloatUnary(UnaryKind.Exp, x);

    /// <summary>eˣ − 1, exact near 0. Integers give float32.</summary>
    public static Tensor Expm1(Tensor x) => FloatUnary(UnaryKind.Expm1, x);

    /// <summary>The natural logarithm. Integers give float32.</summary>
    public static Tensor Log(Tensor x) => FloatUnary(UnaryKind.Log, x);

    /// <summary>ln(1 + x), exact near 0. Integers give float32.</summary>
    public static Tensor Log1p(Tensor x) => FloatUnary(UnaryKind.Log1p, x);

    /// <summary>The square root. Integers give float32.</summary>
    public static Tensor Sqrt(Tensor x) => FloatUnary(UnaryKind.Sqrt, x);

    /// <summary>1 / √x. Integers give float32.</summary>
    public static Tensor Rsqrt(Tensor x) => FloatUnary(UnaryKind.Rsqrt, x);

    /// <summary>1 / x. Integers give float32.</summary>
    public static Tensor Reciprocal(Tensor x) => FloatUnary(UnaryKind.Reciprocal, x);

    /// <summary>The sine of radians. Integers give float32.</summary>
    public static Tensor Sin(Tensor x) => FloatUnary(UnaryKind.Sin, x);

    /// <summary>The cosine of radians. Integers give float32.</summary>
    public static Tensor Cos(Tensor x) => FloatUnary(UnaryKind.Cos, x);

    /// <summary>The tangent of radians. Integers give float32.</summary>
    public static Tensor Tan(Tensor x) => FloatUnary(UnaryKind.Tan, x);

    /// <summary>The arc sine, in radians. Integers give float32.</summary>
    public static Tensor Asin(Tensor x) => FloatUnary(UnaryKind.Asin, x);

    /// <summary>The arc cosine, in radians. Integers give float32.</summary>
    public static Tensor Acos(Tensor x) => FloatUnary(UnaryKind.Acos, x);

    /// <summary>The arc tangent, in radians. Integers give float32.</summary>
    public static Tensor Atan(Tensor x) => FloatUnary(UnaryKind.Atan, x);

    /// <summary>The hyperbolic sine. Integers give float32.</summary>
    public static Tensor Sinh(Tensor x) => FloatUnary(UnaryKind.Sinh, x);

    /// <summary>The hyperbolic cosine. Integers give float32.</summary>
    public static Tensor Cosh(Tensor x) => FloatUnary(UnaryKind.Cosh, x);

    /// <summary>The hyperbolic tangent, in (−1, 1). Integers give float32.</summary>
    public static Tensor Tanh(Tensor x) => FloatUnary(UnaryKind.Tanh, x);

    /// <summary>The inverse hyperbolic sine. Integers give float32.</summary>
    public static Tensor Asinh(Tensor x) => FloatUnary(UnaryKind.Asinh, x);

    /// <summary>The inverse hyperbolic cosine. Integers give float32.</summary>
    public static Tensor Acosh(Tensor x) => FloatUnary(UnaryKind.Acosh, x);

    /// <summary>The inverse hyperbolic tangent. Integers give float32.</summary>
    public static Tensor Atanh(Tensor x) => FloatUnary(UnaryKind.Atanh, x);

    /// <summary>1 / (1 + e⁻ˣ), in (0, 1). Integers give float32.</summary>
    public static Tensor Sigmoid(Tensor x) => FloatUnary(UnaryKind.Sigmoid, x);

    /// <summary>ln(1 + eˣ). Integers give float32.</summary>
    public static Tensor Softplus(Tensor x) => FloatUnary(UnaryKind.Softplus, x);

    /// <summary>The error function. Integers give float32.</summary>
    public static Tensor Erf(Tensor x) => FloatUnary(UnaryKind.Erf, x);

    /// <summary>The inverse of the error function. Integers give float32.</summary>
    public static Tensor Erfinv(Tensor x) => FloatUnary(UnaryKind.Erfinv, x);

    /// <summary>ln |Γ(x)|. Integers give float32.</summary>
    public static Tensor LogGamma(Tensor x) => FloatUnary(UnaryKind.LogGamma, x);

    /// <summary>The derivative of ln Γ. Integers give float32.</summary>
    public static Tensor Digamma(Tensor x) => FloatUnary(UnaryKind.Digamma, x);

    /// <summary>−x.</summary>
    public static Tensor Negative(Tensor x) => Emit(new Unary(UnaryKind.Negative), x);

    /// <summary>The absolute value; its gradient at 0 is 0.</summary>
    public static Tensor Abs(Tensor x) => Emit(new Unary(UnaryKind.Abs), x);

    /// <summary>−1, 0 or 1.</summary>
    public static Tensor Sign(Tensor x) => Emit(new Unary(UnaryKind.Sign), x);

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => Emit(new Unary(UnaryKind.Square), x);

    /// <summary>max(x, 0); its gradient at 0 is 0.</summary>
    public static Tensor Relu(Tensor x) => Emit(new Unary(UnaryKind.Relu), x);

    /// <summary>The largest whole number not above x.</summary>
    public static Tensor Floor(Tensor x) => Emit(new Unary(UnaryKind.Floor), x);

    /// <summary>The smallest whole number not below x.</summary>
    public static Tensor Ceil(Tensor x) => Emit(new Unary(UnaryKind.Ceil), x);

    /// <summary>The nearest whole number, halves to the even one.</summary>
    public static Tensor Round(Tensor x) => Emit(new Unary(UnaryKind.Round), x);

    /// <summary>Where x is not a number.</summary>
    public static Tensor IsNaN(Tensor x) => Emit(new Unary(UnaryKind.IsNaN), x);

    /// <summary>Where x is neither infinite nor NaN.</summary>
    public static Tensor IsFinite(Tensor x) => Emit(new Unary(UnaryKind.IsFinite), x);

    /// <summary>Where x is false or 0.</summary>
    public static Tensor LogicalNot(Tensor x) => Emit(new Unary(UnaryKind.LogicalNot), Cast(x, DType.Bool));

    /// <summary>a + b.</summary>
    public static Tensor Add(Tensor a, Tensor b) => Numeric(BinaryKind.Add, a, b);

    /// <summary>a − b.</summary>
    public static Tensor Subtract(Tensor a, Tensor b) => Numeric(BinaryKind.Subtract, a, b);

    /// <summary>a · b.</summary>
    public static Tensor Multiply(Tensor a, Tensor b) => Numeric(BinaryKind.Multiply, a, b);

    /// <summary>The largest whole number not above a / b.</summary>
    public static Tensor FloorDivide(Tensor a, Tensor b) => Numeric(BinaryKind.FloorDivide, a, b);

    /// <summary>a − b · ⌊a / b⌋, of the sign of b.</summary>
    public static Tensor FloorMod(Tensor a, Tensor b) => Numeric(BinaryKind.FloorMod, a, b);

    /// <summary>The larger of the two, NaN if one is; where equal, the gradient goes to a.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => Numeric(BinaryKind.Maximum, a, b);

    /// <summary>The smaller of the two, NaN if one is; where equal, the gradient goes to a.</summary>
    public static Tensor Minimum(Tensor a, Tensor b) => Numeric(BinaryKind.Minimum, a, b);

    /// <summary>aᵇ.</summary>
    public static Tensor Power(Tensor a, Tensor b) => Numeric(BinaryKind.Power, a, b);

    /// <summary>a / b; integers give float32.</summary>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        (a, b) = Unify(a, b, floating: true);
        return Emit(new Binary(BinaryKind.Divide), a, b);
    }

    /// <summary>The angle of the point (b, a), in radians.</summary>
    public static Tensor Atan2(Tensor a, Tensor b)
    {
        (a, b) = Unify(a, b, floating: true);
        return Emit(new Binary(BinaryKind.Atan2), a, b);
    }

    /// <summary>Where a equals b. NaN compares as unequal.</summary>
    public static Tensor Equal(Tensor a, Tensor b) => Comparison(CompareKind.Equal, a, b);

    /// <summary>Where a differs from b. NaN compares as unequal.</summary>
    public static Tensor NotEqual(Tensor a, Tensor b) => Comparison(CompareKind.NotEqual, a, b);

    /// <summary>Where a is less than b. NaN compares as unequal.</summary>
    public static Tensor Less(Tensor a, Tensor b) => Comparison(CompareKind.Less, a, b);

    /// <summary>Where a is not above b. NaN compares as unequal.</summary>
    public static Tensor LessEqual(Tensor a, Tensor b) => Comparison(CompareKind.LessEqual, a, b);

    /// <summary>Where a is greater than b. NaN compares as unequal.</summary>
    public static Tensor Greater(Tensor a, Tensor b) => Comparison(CompareKind.Greater, a, b);

    /// <summary>Where a is not below b. NaN compares as unequal.</summary>
    public static Tensor GreaterEqual(Tensor a, Tensor b) => Comparison(CompareKind.GreaterEqual, a, b);

    /// <summary>Where both hold.</summary>
    public static Tensor LogicalAnd(Tensor a, Tensor b) => Logical(BinaryKind.LogicalAnd, a, b);

    /// <summary>Where one or both hold.</summary>
    public static Tensor LogicalOr(Tensor a, Tensor b) => Logical(BinaryKind.LogicalOr, a, b);

    /// <summary>Where exactly one holds.</summary>
    public static Tensor LogicalXor(Tensor a, Tensor b) => Logical(BinaryKind.LogicalXor, a, b);

    /// <summary><paramref name="a"/> where the condition holds, else <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        (a, b) = Unify(a, b);
        return Emit(new Select(), Cast(condition, DType.Bool), a, b);
    }

    /// <summary>x, kept between two bounds; the gradient is 0 outside them.</summary>
    public static Tensor Clip(Tensor x, Tensor low, Tensor high) => Minimum(Maximum(x, low), high);

    /// <summary>The elements converted; floats are cut towards 0 for an integer type, and bool is whether they differ from 0.</summary>
    public static Tensor Cast(Tensor x, DType type) =>
        x.Node is WeakNode weak ? weak.As(type)
        : x.DType == type ? x
        : x.Node is ConstantNode { Value.Elements: 1 } constant ? Constant(constant.Value.Cast(type))
        : Emit(new Cast(type), x);

    /// <summary>The same values, through which no gradient flows.</summary>
    public static Tensor StopGradient(Tensor x) => Emit(new StopGradient(), x);

    /// <summary>A tensor of the same shape with one value everywhere.</summary>
    public static Tensor FullLike(Tensor x, double value, DType? type = null) => Emit(new BroadcastLike(), Constant(type ?? x.DType, value), x);

    /// <summary>Zeros in the same shape.</summary>
    public static Tensor ZerosLike(Tensor x, DType? type = null) => FullLike(x, 0, type);

    /// <summary>Ones in the same shape.</summary>
    public static Tensor OnesLike(Tensor x, DType? type = null) => FullLike(x, 1, type);
}
