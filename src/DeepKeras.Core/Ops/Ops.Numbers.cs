using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    private static readonly double Log2E = 1 / Math.Log(2);

    /// <summary>−1, 0 or 1; of NaN NaN.</summary>
    public static Tensor Sign(Tensor x) => x.DType.IsUnsigned() || x.DType == DType.Bool ? Cast(Cast(x, DType.Bool), x.DType == DType.Bool ? DType.Int32 : x.DType) : Emit(new Unary(UnaryKind.Sign), x);

    /// <summary>The absolute value, of complex numbers the magnitude; its gradient at 0 is 0.</summary>
    public static Tensor Abs(Tensor x) => x.DType == DType.Complex64 ? Hypot(Real(x), Imag(x))
        : x.DType.IsUnsigned() || x.DType == DType.Bool ? x : Emit(new Unary(UnaryKind.Abs), x);

    /// <summary>As <see cref="Abs"/>.</summary>
    public static Tensor Absolute(Tensor x) => Abs(x);

    /// <summary>The absolute value as a floating-point number.</summary>
    public static Tensor Fabs(Tensor x) => Abs(Floating(x));

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => Emit(new Unary(UnaryKind.Square), Number(x));

    /// <summary>The largest whole number not above x. Integers give float32.</summary>
    public static Tensor Floor(Tensor x) => FloatUnary(UnaryKind.Floor, x);

    /// <summary>The smallest whole number not below x. Integers give float32.</summary>
    public static Tensor Ceil(Tensor x) => FloatUnary(UnaryKind.Ceil, x);

    /// <summary>x cut towards 0; integers stay.</summary>
    public static Tensor Trunc(Tensor x) => !x.DType.IsFloating() ? x : Where(x < 0, Ceil(x), Floor(x));

    /// <summary>The nearest whole number, halves to the even one.</summary>
    /// <param name="x">Any real dtype.</param>
    /// <param name="decimals">How many places after (or, negative, before) the point are kept.</param>
    public static Tensor Round(Tensor x, int decimals = 0)
    {
        if (x.DType == DType.Bool)
        {
            x = Cast(x, DType.Int32);
        }

        if (decimals == 0 || (decimals > 0 && !x.DType.IsFloating()))
        {
            return Emit(new Unary(UnaryKind.Round), x);
        }

        double factor = Math.Pow(10, decimals);
        Tensor wide = Floating(x);
        return Cast(decimals > 0 ? Emit(new Unary(UnaryKind.Round), wide * factor) / factor : Emit(new Unary(UnaryKind.Round), wide * factor) / factor, x.DType);
    }

    /// <summary>Where x is not a number.</summary>
    public static Tensor IsNaN(Tensor x) => x.DType.IsFloating() ? Emit(new Unary(UnaryKind.IsNaN), x) : FullLike(x, 0, DType.Bool);

    /// <summary>Where x is neither infinite nor NaN.</summary>
    public static Tensor IsFinite(Tensor x) => x.DType.IsFloating() ? Emit(new Unary(UnaryKind.IsFinite), x) : FullLike(x, 1, DType.Bool);

    /// <summary>Where x is infinite.</summary>
    public static Tensor IsInf(Tensor x) => x.DType.IsFloating() ? Equal(Abs(x), double.PositiveInfinity) : FullLike(x, 0, DType.Bool);

    /// <summary>Where x is ∞.</summary>
    public static Tensor IsPosInf(Tensor x) => x.DType.IsFloating() ? Equal(x, double.PositiveInfinity) : FullLike(x, 0, DType.Bool);

    /// <summary>Where x is −∞.</summary>
    public static Tensor IsNegInf(Tensor x) => x.DType.IsFloating() ? Equal(x, double.NegativeInfinity) : FullLike(x, 0, DType.Bool);

    /// <summary>Where x has no imaginary part.</summary>
    public static Tensor IsReal(Tensor x) => x.DType == DType.Complex64 ? Equal(Imag(x), 0) : FullLike(x, 1, DType.Bool);

    /// <summary>Where x is negative, −0.0 included.</summary>
    public static Tensor Signbit(Tensor x) => x.DType switch
    {
        DType.Bool or DType.UInt8 or DType.UInt16 or DType.UInt32 => FullLike(x, 0, DType.Bool),
        DType.Float32 => Less(Emit(new Bitcast(DType.Int32), x), 0),
        DType.Float64 => Less(Emit(new Bitcast(DType.Int64), x), 0),
        DType.Float16 or DType.BFloat16 => Less(Emit(new Bitcast(DType.Int16), x), 0),
        _ => Less(x, 0),
    };

    /// <summary>A new tensor of the same values.</summary>
    public static Tensor Copy(Tensor x) => x.DType == DType.Bool ? LogicalOr(x, x) : x.DType == DType.Complex64 ? x : Where(FullLike(x, 1, DType.Bool), x, x);

    /// <summary>The same values, through which no gradient flows.</summary>
    public static Tensor StopGradient(Tensor variable) => Emit(new StopGradient(), variable);

    /// <summary>The cube root, with the sign of x. Integers give float32, int64 float64.</summary>
    public static Tensor Cbrt(Tensor x)
    {
        x = Wide(x);
        return Sign(x) * Power(Abs(x), 1.0 / 3);
    }

    /// <summary>2ˣ. Integers give float32.</summary>
    public static Tensor Exp2(Tensor x)
    {
        x = Floating(x);
        return Power(2.0, x);
    }

    /// <summary>The logarithm to base 2. Integers give float32.</summary>
    public static Tensor Log2(Tensor x) => Log(x) * Log2E;

    /// <summary>The logarithm to base 10. Integers give float32.</summary>
    public static Tensor Log10(Tensor x) => Log(x) / Math.Log(10);

    /// <summary>Degrees as radians. Integers give float32, int64 float64.</summary>
    public static Tensor Deg2Rad(Tensor x) => Wide(x) * (Math.PI / 180);

    /// <summary>Radians as degrees. Integers give float32, int64 float64.</summary>
    public static Tensor Rad2Deg(Tensor x) => Wide(x) * (180 / Math.PI);

    /// <summary>sin(πx) / (πx), 1 at 0. Integers give float32.</summary>
    public static Tensor Sinc(Tensor x)
    {
        Tensor angle = Floating(x) * Math.PI;
        return Where(Equal(angle, 0), 1.0, Sin(angle) / angle);
    }

    /// <summary>1 − erf(x), also where that is small. Integers give float32.</summary>
    public static Tensor Erfc(Tensor x)
    {
        x = Floating(x);
        Tensor size = Maximum(Abs(x), 0.5);

        // Numerical Recipes' Chebyshev fit, of relative error below 1.2e-7, for the tail; the difference is exact enough before it.
        Tensor t = 1 / (1 + (0.5 * size));
        double[] fit = [0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223];
        Tensor tail = t * Exp(-Square(size) + Polynomial(t, fit));
        return Where(x < 0.5, 1 - Erf(x), tail);
    }

    /// <summary>The modified Bessel function of the first kind, of order 0. Integers give float32, int64 float64.</summary>
    public static Tensor I0(Tensor x)
    {
        // Abramowitz and Stegun, 9.8.1 and 9.8.2.
        Tensor size = Abs(Wide(x));
        Tensor near = Square(Minimum(size, 3.75) / 3.75);
        Tensor inner = Polynomial(near, [0.0045813, 0.0360768, 0.2659732, 1.2067492, 3.0899424, 3.5156229, 1]);
        Tensor far = 3.75 / Maximum(size, 3.75);
        Tensor outer = Exp(size) / Sqrt(Maximum(size, 3.75)) * Polynomial(far, [0.00392377, -0.01647633, 0.02635537, -0.02057706, 0.00916281, -0.00157565, 0.00225319, 0.01328592, 0.39894228]);
        return Where(size < 3.75, inner, outer);
    }

    /// <summary>Numbers in place of NaN and of infinities, through which no gradient flows.</summary>
    /// <param name="x">Integers stay.</param>
    /// <param name="nan">In place of NaN.</param>
    /// <param name="posInf">In place of ∞; null: the largest finite number.</param>
    /// <param name="negInf">In place of −∞; null: the least finite number.</param>
    public static Tensor NanToNum(Tensor x, double nan = 0, double? posInf = null, double? negInf = null)
    {
        if (!x.DType.IsFloating())
        {
            return x;
        }

        double most = Largest(x.DType);
        x = Where(IsNaN(x), nan, x);
        x = Where(IsPosInf(x), posInf ?? most, x);
        return Where(IsNegInf(x), negInf ?? -most, x);
    }

    /// <summary>The elements converted, kept between the least and the greatest number of the type.</summary>
    public static Tensor SaturateCast(Tensor x, DType dtype)
    {
        if (dtype is DType.Bool or DType.Complex64 || x.DType is DType.Bool or DType.Complex64 || (dtype.IsFloating() && !x.DType.IsFloating()))
        {
            return Cast(x, dtype);
        }

        (double low, double high) = Limits(dtype);
        (double ownLow, double ownHigh) = Limits(x.DType);
        if (x.DType.IsFloating() && !dtype.IsFloating() && dtype.Size() >= 4)
        {
            // The greatest integers are no numbers of the floating-point type: what lies above is set after the conversion.
            Tensor inside = Cast(Where(LogicalAnd(x < high, x > low), x, 0), dtype);
            Tensor greatest = Filled(dtype, DeepKeras.Shape.Scalar, high);
            return Where(x >= high, dtype == DType.Int64 ? Constant(long.MaxValue) : greatest, Where(x <= low, Filled(dtype, DeepKeras.Shape.Scalar, low), inside));
        }

        x = ownHigh > high ? Minimum(x, Constant(x.DType, high)) : x;
        x = ownLow < low ? Maximum(x, Constant(x.DType, low)) : x;
        return Cast(x, dtype);
    }

    /// <summary>The same bytes as elements of another type; the last axis is longer or shorter by the ratio of the sizes.</summary>
    public static Tensor View(Tensor x, DType? dtype = null) => dtype is DType type && type != x.DType ? Emit(new Bitcast(type), x) : x;

    /// <summary>The complement of each bit; of bool the negation.</summary>
    public static Tensor BitwiseInvert(Tensor x) => x.DType == DType.Bool ? LogicalNot(x) : Emit(new Unary(UnaryKind.BitwiseNot), x);

    /// <summary>As <see cref="BitwiseInvert"/>.</summary>
    public static Tensor BitwiseNot(Tensor x) => BitwiseInvert(x);

    /// <summary>Complex numbers as pairs (real, imaginary) along a new last axis.</summary>
    public static Tensor ViewAsReal(Tensor x) => Emit(new ViewAsReal(), x);

    /// <summary>The pairs (real, imaginary) along the last axis as complex numbers.</summary>
    public static Tensor ViewAsComplex(Tensor x) => Emit(new ViewAsComplex(), Cast(x, DType.Float32));

    /// <summary>The real parts; real numbers stay.</summary>
    public static Tensor Real(Tensor x) => x.DType == DType.Complex64 ? At(ViewAsReal(x), -1, 0) : x;

    /// <summary>The imaginary parts; of real numbers zeros.</summary>
    public static Tensor Imag(Tensor x) => x.DType == DType.Complex64 ? At(ViewAsReal(x), -1, 1) : ZerosLike(x);

    /// <summary>The complex conjugates; real numbers stay.</summary>
    public static Tensor Conj(Tensor x) => x.DType == DType.Complex64 ? ViewAsComplex(Stack([Real(x), -Imag(x)], -1)) : x;

    /// <summary>As <see cref="Conj"/>.</summary>
    public static Tensor Conjugate(Tensor x) => Conj(x);

    /// <summary>The angle of complex numbers in (−π, π]; of real ones 0 or π.</summary>
    public static Tensor Angle(Tensor x)
    {
        if (x.DType == DType.Complex64)
        {
            return Arctan2(Imag(x), Real(x));
        }

        x = Floating(x);
        return Arctan2(ZerosLike(x), x);
    }

    /// <summary>The complex numbers of magnitudes and angles.</summary>
    public static Tensor Polar(Tensor abs, Tensor angle)
    {
        (abs, angle) = Unify(abs, angle, floating: true);
        return ViewAsComplex(Stack([abs * Cos(angle), abs * Sin(angle)], -1));
    }

    private static Tensor Polynomial(Tensor x, double[] coefficients)
    {
        Tensor result = Constant(x.DType, coefficients[0]);
        foreach (double coefficient in coefficients[1..])
        {
            result = (result * x) + coefficient;
        }

        return result;
    }

    /// <summary>As floats; Keras takes int64 for float64 in some functions.</summary>
    private static Tensor Wide(Tensor x) => x.DType == DType.Int64 ? Cast(x, DType.Float64) : Floating(x);

    private static double Largest(DType type) => Limits(type).High;

    private static (double Low, double High) Limits(DType type) => type switch
    {
        DType.Float64 => (double.MinValue, double.MaxValue),
        DType.Float16 => ((double)Half.MinValue, (double)Half.MaxValue),
        DType.BFloat16 => (-3.3895313892515355e38, 3.3895313892515355e38),
        DType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DType.Int16 => (short.MinValue, short.MaxValue),
        DType.Int32 => (int.MinValue, int.MaxValue),
        DType.Int64 => (long.MinValue, long.MaxValue),
        DType.UInt8 => (0, byte.MaxValue),
        DType.UInt16 => (0, ushort.MaxValue),
        DType.UInt32 => (0, uint.MaxValue),
        DType.Bool => (0, 1),
        _ => (float.MinValue, float.MaxValue),
    };
}
