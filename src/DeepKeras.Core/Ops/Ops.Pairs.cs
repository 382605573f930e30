using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>As <see cref="Divide"/>.</summary>
    public static Tensor TrueDivide(Tensor x1, Tensor x2) => Divide(x1, x2);

    /// <summary>x1 / x2, and 0 where x2 is 0; integers give float32.</summary>
    public static Tensor DivideNoNan(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2, floating: true);
        Tensor zero = Equal(x2, 0);
        return Where(zero, 0.0, x1 / Where(zero, 1.0, x2));
    }

    /// <summary>The larger of the two, the other one where one is NaN; where equal, the gradient goes to x1.</summary>
    public static Tensor Fmax(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2);
        return !x1.DType.IsFloating() ? Maximum(x1, x2) : Where(IsNaN(x1), x2, Where(IsNaN(x2), x1, Maximum(x1, x2)));
    }

    /// <summary>The smaller of the two, the other one where one is NaN; where equal, the gradient goes to x1.</summary>
    public static Tensor Fmin(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(x1, x2);
        return !x1.DType.IsFloating() ? Minimum(x1, x2) : Where(IsNaN(x1), x2, Where(IsNaN(x2), x1, Minimum(x1, x2)));
    }

    /// <summary>x1 − x2 · trunc(x1 / x2), of the sign of x1.</summary>
    public static Tensor Fmod(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2));
        (x1, x2) = (Number(x1), Number(x2));

        // The remainder of the magnitudes has the sign that is wanted of it: that of x1.
        Tensor rest = Mod(Abs(x1), Abs(x2));
        return x1.DType.IsUnsigned() ? rest : Where(x1 < 0, -rest, rest);
    }

    /// <summary>√(x1² + x2²), without overflow. Integers give float32.</summary>
    public static Tensor Hypot(Tensor x1, Tensor x2)
    {
        (x1, x2) = UnifyWide(x1, x2);
        Tensor a = Abs(x1);
        Tensor b = Abs(x2);
        Tensor most = Maximum(a, b);
        Tensor zero = Equal(most, 0);
        Tensor ratio = Minimum(a, b) / Where(zero, 1.0, most);
        return Where(zero, 0.0, most * Sqrt(1 + Square(ratio)));
    }

    /// <summary>ln(eˣ¹ + eˣ²), without overflow. Integers give float32.</summary>
    public static Tensor Logaddexp(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2), floating: true);
        Tensor most = Maximum(x1, x2);
        Tensor apart = x1 - x2;
        return Where(IsNaN(apart), x1 + x2, most + Log1p(Exp(-Abs(apart))));
    }

    /// <summary>log₂(2ˣ¹ + 2ˣ²), without overflow. Integers give float32.</summary>
    public static Tensor Logaddexp2(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2), floating: true);
        Tensor apart = x1 - x2;
        return Where(IsNaN(apart), x1 + x2, Maximum(x1, x2) + (Log1p(Exp2(-Abs(apart))) * Log2E));
    }

    /// <summary>0 below 0, 1 above, and x2 at 0 and where x1 is NaN.</summary>
    public static Tensor Heaviside(Tensor x1, Tensor x2)
    {
        (x1, x2) = UnifyWide(x1, x2);
        return Where(x1 < 0, 0.0, Where(x1 > 0, 1.0, x2));
    }

    /// <summary>x1 · 2 to the power x2.</summary>
    public static Tensor Ldexp(Tensor x1, Tensor x2)
    {
        DType type = DTypeExtensions.Promote(Floating(x1).DType, x2.DType);
        return Cast(x1, type) * Power(Constant(type, 2), Cast(x2, type));
    }

    /// <summary>The next floating-point number after x1 towards x2. Integers count as float32.</summary>
    public static Tensor Nextafter(Tensor x1, Tensor x2)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2), floating: true);
        DType type = x1.DType;
        if (type.Size() == 2)
        {
            return Cast(Nextafter(Cast(x1, DType.Float32), Cast(x2, DType.Float32)), type);
        }

        DType bits = type == DType.Float64 ? DType.Int64 : DType.Int32;
        Tensor up = x2 > x1;
        Tensor zero = Equal(x1, 0);

        // Away from 0 the bits, read as an integer, grow by one; the sign bit does not take part.
        Tensor word = Emit(new Bitcast(bits), BroadcastLike(x1, up));
        Tensor grows = Equal(Cast(up, DType.Int32), Cast(x1 > 0, DType.Int32));
        Tensor next = Emit(new Bitcast(type), word + Where(grows, OnesLike(word), -OnesLike(word)));
        Tensor least = Emit(new Bitcast(type), OnesLike(word));
        Tensor moved = Where(zero, Where(up, least, -least), next);
        Tensor result = StopGradient(Where(Equal(x1, x2), x2, Where(LogicalOr(IsNaN(x1), IsNaN(x2)), x1 + x2, moved)));

        // The gradient is that of x1: what is added is 0.
        return result + Where(IsFinite(x1), x1 - StopGradient(x1), 0.0);
    }

    /// <summary>The bits that both have.</summary>
    public static Tensor BitwiseAnd(Tensor x, Tensor y) => Bitwise(BinaryKind.BitwiseAnd, BinaryKind.LogicalAnd, x, y);

    /// <summary>The bits that one or both have.</summary>
    public static Tensor BitwiseOr(Tensor x, Tensor y) => Bitwise(BinaryKind.BitwiseOr, BinaryKind.LogicalOr, x, y);

    /// <summary>The bits that exactly one has.</summary>
    public static Tensor BitwiseXor(Tensor x, Tensor y) => Bitwise(BinaryKind.BitwiseXor, BinaryKind.LogicalXor, x, y);

    /// <summary>x · 2 to the power y, of integers.</summary>
    public static Tensor BitwiseLeftShift(Tensor x, Tensor y) => Shift(BinaryKind.ShiftLeft, x, y);

    /// <summary>As <see cref="BitwiseLeftShift"/>.</summary>
    public static Tensor LeftShift(Tensor x, Tensor y) => BitwiseLeftShift(x, y);

    /// <summary>⌊x / 2 to the power y⌋, of integers.</summary>
    public static Tensor BitwiseRightShift(Tensor x, Tensor y) => Shift(BinaryKind.ShiftRight, x, y);

    /// <summary>As <see cref="BitwiseRightShift"/>.</summary>
    public static Tensor RightShift(Tensor x, Tensor y) => BitwiseRightShift(x, y);

    /// <summary>The greatest common divisor of integers; of 0 and 0 it is 0.</summary>
    public static Tensor Gcd(Tensor x1, Tensor x2)
    {
        (Tensor a, Tensor b) = Unify(Strong(x1), Strong(x2));
        (a, b) = (Abs(Number(a)), Abs(Number(b)));

        // Euclid's algorithm takes the most steps for neighbours in Fibonacci's sequence: 1.44 a bit.
        int steps = (int)(a.DType.Size() * 8 * 1.45) + 1;
        for (int i = 0; i < steps; i++)
        {
            Tensor done = Equal(b, 0);
            Tensor rest = Mod(a, Where(done, OnesLike(b), b));
            (a, b) = (Where(done, a, b), Where(done, ZerosLike(b), rest));
        }

        return a;
    }

    /// <summary>The least common multiple of integers; with 0 it is 0.</summary>
    public static Tensor Lcm(Tensor x1, Tensor x2)
    {
        (Tensor a, Tensor b) = Unify(Strong(x1), Strong(x2));
        Tensor divisor = Gcd(a, b);
        Tensor zero = Equal(divisor, 0);
        return Where(zero, ZerosLike(divisor), Abs(FloorDivide(Abs(Number(a)), Where(zero, OnesLike(divisor), divisor)) * b));
    }

    /// <summary>Where |x1 − x2| ≤ atol + rtol · |x2|; infinities are close to none but by <paramref name="equalNan"/> NaN to NaN.</summary>
    public static Tensor IsClose(Tensor x1, Tensor x2, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
    {
        (x1, x2) = Unify(Strong(x1), Strong(x2), floating: true);
        Tensor close = LessEqual(Abs(x1 - x2), atol + (rtol * Abs(x2)));
        close = LogicalOr(LogicalAnd(close, LogicalAnd(IsFinite(x1), IsFinite(x2))), Equal(x1, x2));
        return equalNan ? LogicalOr(close, LogicalAnd(IsNaN(x1), IsNaN(x2))) : close;
    }

    /// <summary>Whether all are close, by <see cref="IsClose"/>.</summary>
    public static Tensor AllClose(Tensor x1, Tensor x2, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) => All(IsClose(x1, x2, rtol, atol, equalNan));

    /// <summary>Where an element of x1 is one of x2.</summary>
    /// <param name="x1">Any shape, which is the result's.</param>
    /// <param name="x2">Any shape.</param>
    /// <param name="assumeUnique">Makes no difference.</param>
    /// <param name="invert">Whether the answer is turned round.</param>
    public static Tensor IsIn(Tensor x1, Tensor x2, bool assumeUnique = false, bool invert = false)
    {
        Tensor found = Any(Equal(ExpandDims(Strong(x1), -1), Reshape(Strong(x2), -1)), [-1]);
        return invert ? LogicalNot(found) : found;
    }

    /// <summary>Of each place the choice of the first condition that holds there, else the default.</summary>
    public static Tensor Select(IReadOnlyList<Tensor> condList, IReadOnlyList<Tensor> choiceList, Tensor? @default = null)
    {
        if (condList.Count != choiceList.Count || condList.Count == 0)
        {
            throw new ArgumentException($"select takes as many choices as conditions, one or more; got {choiceList.Count} for {condList.Count}.");
        }

        Tensor result = @default ?? 0;
        for (int i = condList.Count - 1; i >= 0; i--)
        {
            result = Where(condList[i], choiceList[i], result);
        }

        return result;
    }

    private static Tensor Bitwise(BinaryKind kind, BinaryKind logical, Tensor x, Tensor y)
    {
        (x, y) = Unify(Strong(x), Strong(y));
        return x.DType == DType.Bool ? Emit(new Binary(logical), x, y) : Emit(new Binary(kind), x, y);
    }

    private static Tensor Shift(BinaryKind kind, Tensor x, Tensor y)
    {
        (x, y) = Unify(Strong(x), y);
        return Emit(new Binary(kind), Number(x), Number(y));
    }

    /// <summary>Floating-point operands of one dtype; int64 counts as float64 in some functions.</summary>
    private static (Tensor A, Tensor B) UnifyWide(Tensor a, Tensor b)
    {
        (a, b) = Unify(Strong(a), Strong(b));
        return (Wide(a), Wide(b));
    }
}
