using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>eˣ. Integers give float32.</summary>
    public static Tensor Exp(Tensor x) => x.DType == DType.Complex64 ? Polar(Exp(Real(x)), Imag(x)) : FloatUnary(UnaryKind.Exp, x);

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
    public static Tensor Arcsin(Tensor x) => FloatUnary(UnaryKind.Asin, x);

    /// <summary>The arc cosine, in radians. Integers give float32.</summary>
    public static Tensor Arccos(Tensor x) => FloatUnary(UnaryKind.Acos, x);

    /// <summary>The arc tangent, in radians. Integers give float32.</summary>
    public static Tensor Arctan(Tensor x) => FloatUnary(UnaryKind.Atan, x);

    /// <summary>The hyperbolic sine. Integers give float32.</summary>
    public static Tensor Sinh(Tensor x) => FloatUnary(UnaryKind.Sinh, x);

    /// <summary>The hyperbolic cosine. Integers give float32.</summary>
    public static Tensor Cosh(Tensor x) => FloatUnary(UnaryKind.Cosh, x);

    /// <summary>The hyperbolic tangent, in (−1, 1). Integers give float32.</summary>
    public static Tensor Tanh(Tensor x) => FloatUnary(UnaryKind.Tanh, x);

    /// <summary>The inverse hyperbolic sine. Integers give float32.</summary>
    public static Tensor Arcsinh(Tensor x) => FloatUnary(UnaryKind.Asinh, x);

    /// <summary>The inverse hyperbolic cosine. Integers give float32.</summary>
    public static Tensor Arccosh(Tensor x) => FloatUnary(UnaryKind.Acosh, x);

    /// <summary>The inverse hyperbolic tangent. Integers give float32.</summary>
    public static Tensor Arctanh(Tensor x) => FloatUnary(UnaryKind.Atanh, x);

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

    /// <summary>max(x, 0); its gradient at 0 is 0.</summary>
    public static Tensor Relu(Tensor x) => Emit(new Unary(UnaryKind.Relu), x);

    /// <summary>Where x is false or 0.</summary>
    public static Tensor LogicalNot(Tensor x) => Emit(new Unary(UnaryKind.LogicalNot), Cast(x, DType.Bool));

    /// <summary>x1 + x2.</summary>
    public static Tensor Add(Tensor x1, Tensor x2) => Numeric(BinaryKind.Add, x1, x2);

    /// <summary>x1 − x2.</summary>
    public static Tensor Subtract(Tensor x1, Tensor x2) => Numeric(BinaryKind.Subtract, x1, x2);

    /// <summary>x1 · x2.</summary>
    public static Tensor Multiply(Tensor x1, Tensor x2) => Numeric(BinaryKind.Multiply, x1, x2);

    /// <summary>The largest whole number not above x1 / x2.</summary>
    public static Tensor FloorDivide(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2);
        return x1.DType.IsFloating() ? Floor(x1 / x2) : Numeric(BinaryKind.FloorDivide, x1, x2);
    }

    /// <summary>x1 − x2 · ⌊x1 / x2⌋, of the sign of x2.</summary>
    public static Tensor Mod(Tensor x1, Tensor x2) => Numeric(BinaryKind.FloorMod, Strong(x1), Strong(x2));

    /// <summary>The larger of the two, NaN if one is; where equal, the gradient goes to x1.</summary>
    public static Tensor Maximum(Tensor x1, Tensor x2) => Numeric(BinaryKind.Maximum, x1, x2);

    /// <summary>The smaller of the two, NaN if one is; where equal, the gradient goes to x1.</summary>
    public static Tensor Minimum(Tensor x1, Tensor x2) => Numeric(BinaryKind.Minimum, x1, x2);

    /// <summary>x1 to the power x2.</summary>
    public static Tensor Power(Tensor x1, Tensor x2) => Numeric(BinaryKind.Power, x1, x2);

    /// <summary>x1 / x2; integers give float32.</summary>
    public static Tensor Divide(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2, floating: true);
        return Emit(new Binary(BinaryKind.Divide), x1, x2);
    }

    /// <summary>The angle of the point (x2, x1), in radians.</summary>
    public static Tensor Arctan2(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2), floating: true);
        return Emit(new Binary(BinaryKind.Atan2), x1, x2);
    }

    /// <summary>Where x1 equals x2. NaN compares as unequal.</summary>
    public static Tensor Equal(Tensor x1, Tensor x2) => Comparison(CompareKind.Equal, x1, x2);

    /// <summary>Where x1 differs from x2. NaN compares as unequal.</summary>
    public static Tensor NotEqual(Tensor x1, Tensor x2) => Comparison(CompareKind.NotEqual, x1, x2);

    /// <summary>Where x1 is less than x2. NaN compares as unequal.</summary>
    public static Tensor Less(Tensor x1, Tensor x2) => Comparison(CompareKind.Less, x1, x2);

    /// <summary>Where x1 is not above x2. NaN compares as unequal.</summary>
    public static Tensor LessEqual(Tensor x1, Tensor x2) => Comparison(CompareKind.LessEqual, x1, x2);

    /// <summary>Where x1 is greater than x2. NaN compares as unequal.</summary>
    public static Tensor Greater(Tensor x1, Tensor x2) => Comparison(CompareKind.Greater, x1, x2);

    /// <summary>Where x1 is not below x2. NaN compares as unequal.</summary>
    public static Tensor GreaterEqual(Tensor x1, Tensor x2) => Comparison(CompareKind.GreaterEqual, x1, x2);

    /// <summary>Where both hold.</summary>
    public static Tensor LogicalAnd(Tensor x1, Tensor x2) => Logical(BinaryKind.LogicalAnd, x1, x2);

    /// <summary>Where one or both hold.</summary>
    public static Tensor LogicalOr(Tensor x1, Tensor x2) => Logical(BinaryKind.LogicalOr, x1, x2);

    /// <summary>Where exactly one holds.</summary>
    public static Tensor LogicalXor(Tensor x1, Tensor x2) => Logical(BinaryKind.LogicalXor, x1, x2);

    /// <summary><paramref name="x1"/> where the condition holds, else <paramref name="x2"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2);
        return Emit(new Select(), Cast(condition, DType.Bool), x1, x2);
    }

    /// <summary>x, kept between two bounds; the gradient is 0 outside them. A lower bound above the upper one wins.</summary>
    public static Tensor Clip(Tensor x, Tensor xMin, Tensor xMax) => Maximum(Minimum(Number(x), xMax), xMin);

    /// <summary>The elements converted; floats are cut towards 0 for an integer type, and bool is whether they differ from 0.</summary>
    public static Tensor Cast(Tensor x, DType dtype) =>
        x.Node is WeakNode weak ? weak.As(dtype)
        : x.DType == dtype ? x
        : x.Node is ConstantNode { Value.Elements: 1 } constant ? Constant(constant.Value.Cast(dtype))
        : Emit(new Cast(dtype), x);

    /// <summary>A tensor of the same shape with one value everywhere.</summary>
    public static Tensor FullLike(Tensor x, double fillValue, DType? dtype = null) => Emit(new BroadcastLike(), Constant(dtype ?? x.DType, fillValue), x);

    /// <summary>Zeros in the same shape.</summary>
    public static Tensor ZerosLike(Tensor x, DType? dtype = null) => FullLike(x, 0, dtype);

    /// <summary>Ones in the same shape.</summary>
    public static Tensor OnesLike(Tensor x, DType? dtype = null) => FullLike(x, 1, dtype);
}
