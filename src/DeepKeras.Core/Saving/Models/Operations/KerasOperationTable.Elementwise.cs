namespace DeepKeras.Saving.Models;

internal static partial class KerasOperationTable
{
    private static Dictionary<string, OperationReader> Elementwise => new(StringComparer.Ordinal)
    {
        ["Absolute"] = Of(Ops.Abs), ["Abs"] = Of(Ops.Abs), ["Fabs"] = Of(Ops.Fabs), ["Negative"] = Of(Ops.Negative), ["Sign"] = Of(Ops.Sign), ["Signbit"] = Of(Ops.Signbit),
        ["Square"] = Of(Ops.Square), ["Sqrt"] = Of(Ops.Sqrt), ["Rsqrt"] = Of(Ops.Rsqrt), ["Cbrt"] = Of(Ops.Cbrt), ["Reciprocal"] = Of(Ops.Reciprocal),
        ["Exp"] = Of(Ops.Exp), ["Exp2"] = Of(Ops.Exp2), ["Expm1"] = Of(Ops.Expm1), ["Log"] = Of(Ops.Log), ["Log10"] = Of(Ops.Log10), ["Log2"] = Of(Ops.Log2), ["Log1p"] = Of(Ops.Log1p),
        ["Sin"] = Of(Ops.Sin), ["Cos"] = Of(Ops.Cos), ["Tan"] = Of(Ops.Tan), ["Arcsin"] = Of(Ops.Arcsin), ["Arccos"] = Of(Ops.Arccos), ["Arctan"] = Of(Ops.Arctan),
        ["Sinh"] = Of(Ops.Sinh), ["Cosh"] = Of(Ops.Cosh), ["Tanh"] = Of(Ops.Tanh), ["Arcsinh"] = Of(Ops.Arcsinh), ["Arccosh"] = Of(Ops.Arccosh), ["Arctanh"] = Of(Ops.Arctanh),
        ["Sinc"] = Of(Ops.Sinc), ["I0"] = Of(Ops.I0), ["Deg2rad"] = Of(Ops.Deg2Rad), ["Rad2deg"] = Of(Ops.Rad2Deg), ["Erf"] = Of(Ops.Erf), ["Erfc"] = Of(Ops.Erfc), ["Erfinv"] = Of(Ops.Erfinv),
        ["Floor"] = Of(Ops.Floor), ["Ceil"] = Of(Ops.Ceil), ["Trunc"] = Of(Ops.Trunc), ["Round"] = o => { int decimals = o.Int("decimals", 0); return x => [Ops.Round(x[0], decimals)]; },
        ["Isnan"] = Of(Ops.IsNaN), ["Isfinite"] = Of(Ops.IsFinite), ["Isinf"] = Of(Ops.IsInf), ["Isneginf"] = Of(Ops.IsNegInf), ["Isposinf"] = Of(Ops.IsPosInf),
        ["LogicalNot"] = Of(Ops.LogicalNot), ["BitwiseNot"] = Of(Ops.BitwiseNot), ["BitwiseInvert"] = Of(Ops.BitwiseInvert),
        ["StopGradient"] = Of(Ops.StopGradient), ["Copy"] = Of(Ops.Copy), ["Real"] = Of(Ops.Real), ["Imag"] = Of(Ops.Imag), ["Conj"] = Of(Ops.Conj), ["Conjugate"] = Of(Ops.Conjugate), ["Angle"] = Of(Ops.Angle),
        ["Add"] = Of(Ops.Add), ["Subtract"] = Of(Ops.Subtract), ["Multiply"] = Of(Ops.Multiply), ["Divide"] = Of(Ops.Divide), ["TrueDivide"] = Of(Ops.Divide), ["DivideNoNan"] = Of(Ops.DivideNoNan),
        ["FloorDivide"] = Of(Ops.FloorDivide), ["Mod"] = Of(Ops.Mod), ["Fmod"] = Of(Ops.Fmod), ["Power"] = Of(Ops.Power), ["Maximum"] = Of(Ops.Maximum), ["Minimum"] = Of(Ops.Minimum),
        ["Fmax"] = Of(Ops.Fmax), ["Fmin"] = Of(Ops.Fmin), ["Arctan2"] = Of(Ops.Arctan2), ["Hypot"] = Of(Ops.Hypot), ["Heaviside"] = Of(Ops.Heaviside), ["Ldexp"] = Of(Ops.Ldexp),
        ["Logaddexp"] = Of(Ops.Logaddexp), ["Logaddexp2"] = Of(Ops.Logaddexp2), ["Gcd"] = Of(Ops.Gcd), ["Lcm"] = Of(Ops.Lcm), ["Nextafter"] = Of(Ops.Nextafter),
        ["LogicalAnd"] = Of(Ops.LogicalAnd), ["LogicalOr"] = Of(Ops.LogicalOr), ["LogicalXor"] = Of(Ops.LogicalXor),
        ["BitwiseAnd"] = Of(Ops.BitwiseAnd), ["BitwiseOr"] = Of(Ops.BitwiseOr), ["BitwiseXor"] = Of(Ops.BitwiseXor),
        ["BitwiseLeftShift"] = Of(Ops.BitwiseLeftShift), ["LeftShift"] = Of(Ops.LeftShift), ["BitwiseRightShift"] = Of(Ops.BitwiseRightShift), ["RightShift"] = Of(Ops.RightShift),
        ["Equal"] = Of(Ops.Equal), ["NotEqual"] = Of(Ops.NotEqual), ["Less"] = Of(Ops.Less), ["LessEqual"] = Of(Ops.LessEqual), ["Greater"] = Of(Ops.Greater), ["GreaterEqual"] = Of(Ops.GreaterEqual),
        ["Where"] = _ => x => [Ops.Where(x[0], x[1], x[2])],
        ["Isclose"] = o => { bool nan = o.Flag("equal_nan"); return x => [Ops.IsClose(x[0], x[1], x.Number(2, 1e-5), x.Number(3, 1e-8), nan)]; },
        ["Clip"] = o =>
        {
            (double least, double most) = (o.NumberOrNull("x_min") ?? double.NegativeInfinity, o.NumberOrNull("x_max") ?? double.PositiveInfinity);
            return x => [Ops.Clip(x[0], least, most)];
        },
        ["NanToNum"] = o =>
        {
            (double nan, double? high, double? low) = (o.Number("nan", 0), o.NumberOrNull("posinf"), o.NumberOrNull("neginf"));
            return x => [Ops.NanToNum(x[0], nan, high, low)];
        },
        ["Cast"] = o => { DType type = o.Type("dtype") ?? DType.Float32; return x => [Ops.Cast(x[0], type)]; },
        ["SaturateCast"] = o => { DType type = o.Type("dtype") ?? DType.Float32; return x => [Ops.SaturateCast(x[0], type)]; },
        ["ConvertToTensor"] = o =>
        {
            DType? type = o.Type("dtype");
            o.Ignore("sparse", "ragged");
            return x => [type is { } given ? Ops.Cast(x[0], given) : Ops.Copy(x[0])];
        },
    };
}
