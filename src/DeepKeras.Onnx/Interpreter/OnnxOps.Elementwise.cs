using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Functions of one, two or three elements.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Unary(UnaryKind kind, OnnxValue x) => kind switch
    {
        UnaryKind.Round or UnaryKind.Floor or UnaryKind.Ceil when !x.DType.IsFloating() => x,
        UnaryKind.Erfinv or UnaryKind.LogGamma or UnaryKind.Digamma => throw NoOperator(kind.ToString()),
        _ => Elementwise([x], names => Unary(kind, names[0], x.DType)),
    };

    private string Unary(UnaryKind kind, string x, DType type)
    {
        const Kernels F = Kernels.Float, D = Kernels.Floats, N = Kernels.Floats | Kernels.Int32 | Kernels.Int64 | Kernels.Int8;
        return kind switch
        {
            UnaryKind.Negative => One("Neg", N),
            UnaryKind.Abs => One("Abs", Kernels.Any),
            UnaryKind.Sign when type.IsFloating() => Where(Add("IsNaN", x), x, One("Sign", Kernels.Any)),
            UnaryKind.Sign => One("Sign", Kernels.Any),
            UnaryKind.Square => Calculate(Kernels.Arithmetic, (v, _) => Add("Mul", v, v)),
            UnaryKind.Sqrt => One("Sqrt", D),
            UnaryKind.Rsqrt => Calculate(D, (v, _) => Add("Reciprocal", Add("Sqrt", v))),
            UnaryKind.Reciprocal => One("Reciprocal", D),
            UnaryKind.Exp => One("Exp", D),

            // tanh(x/2) (eˣ + 1): exact also where eˣ is near 1.
            UnaryKind.Expm1 => Calculate(D, (v, t) => Add("Mul", Add("Tanh", Add("Mul", v, graph.Scalar(t, 0.5))), Add("Add", Add("Exp", v), graph.Scalar(t, 1)))),
            UnaryKind.Log => One("Log", D),
            UnaryKind.Log1p => Calculate(D, Log1p),
            UnaryKind.Sin => One("Sin", D),
            UnaryKind.Cos => One("Cos", D),
            UnaryKind.Tan => Calculate(D, (v, _) => Add("Div", Add("Sin", v), Add("Cos", v))),
            UnaryKind.Asin => One("Asin", F),
            UnaryKind.Acos => One("Acos", F),
            UnaryKind.Atan => One("Atan", F),
            UnaryKind.Sinh => One("Sinh", F),
            UnaryKind.Cosh => One("Cosh", F),
            UnaryKind.Tanh => One("Tanh", D),
            UnaryKind.Asinh => One("Asinh", F),
            UnaryKind.Acosh => One("Acosh", F),
            UnaryKind.Atanh => One("Atanh", F),
            UnaryKind.Sigmoid => One("Sigmoid", D),
            UnaryKind.Relu when type.IsFloating() => One("Relu", D),
            UnaryKind.Relu => Calculate(Kernels.Arithmetic, (v, t) => Add("Max", v, graph.Scalar(t, 0))),
            UnaryKind.Softplus => One("Softplus", F),
            UnaryKind.Erf => One("Erf", F),
            UnaryKind.Floor => One("Floor", D),
            UnaryKind.Ceil => One("Ceil", D),
            UnaryKind.Round => One("Round", D),
            UnaryKind.LogicalNot => Add("Not", x),
            UnaryKind.BitwiseNot => Add("BitwiseNot", x),
            UnaryKind.IsNaN when type.IsFloating() => Add("IsNaN", x),
            UnaryKind.IsNaN => Add("Not", Compared("Equal", Kernels.Arithmetic | Kernels.Bool, x, x, type)),
            UnaryKind.IsFinite when type.IsFloating() => Compared("Less", D, Add("Abs", x), graph.Scalar(OnnxTypes.Held(type), double.PositiveInfinity), type),
            UnaryKind.IsFinite => Compared("Equal", Kernels.Arithmetic | Kernels.Bool, x, x, type),
            _ => throw NoOperator(kind.ToString()),
        };

        string One(string operation, Kernels kernels) => Calculate(kernels, (v, _) => Add(operation, v));

        string Calculate(Kernels kernels, Func<string, DType, string> compute) => In(type, kernels, type, t => compute(As(x, type, t), t));

        string Where(string condition, string a, string b) => In(type, WhereKernels, type, t => Add("Where", condition, As(a, type, t), As(b, type, t)));
    }

    private const Kernels WhereKernels = Kernels.Arithmetic | Kernels.UInt8;

    /// <summary>log u + (x − (u − 1)) / u with u = 1 + x: exact also where x is small; log u alone where the 1 is lost.</summary>
    private string Log1p(string x, DType type)
    {
        string one = graph.Scalar(type, 1);
        string u = Add("Add", x, one);
        string log = Add("Log", u);
        double tiny = type == DType.Float16 ? 1e-4 : 1e-30;
        string rest = Add("Div", Add("Sub", x, Add("Sub", u, one)), Add("Max", u, graph.Scalar(type, tiny)));
        return Add("Where", Add("Equal", u, x), log, Add("Add", log, rest));
    }

    public OnnxValue Binary(BinaryKind kind, OnnxValue a, OnnxValue b) => Elementwise([a, b], names => Binary(kind, names[0], names[1], a.DType));

    private string Binary(BinaryKind kind, string a, string b, DType type)
    {
        return kind switch
        {
            BinaryKind.Add => Two("Add", Kernels.Arithmetic),
            BinaryKind.Subtract => Two("Sub", Kernels.Arithmetic),
            BinaryKind.Multiply => Two("Mul", Kernels.Arithmetic),
            BinaryKind.Divide => Two("Div", Kernels.Floats),
            BinaryKind.FloorDivide => Calculate(Kernels.Arithmetic, FloorDivided),
            BinaryKind.FloorMod when type.IsFloating() => Calculate(Kernels.Floats, (x, y, t) => Remainder(x, y, graph.Add("Mod", [x, y], ("fmod", 1)), t)),
            BinaryKind.FloorMod => Two("Mod", Kernels.Any & ~Kernels.Bool),
            BinaryKind.Power => Two("Pow", Kernels.Arithmetic),
            BinaryKind.Maximum => Two("Max", Kernels.Arithmetic),
            BinaryKind.Minimum => Two("Min", Kernels.Arithmetic),
            BinaryKind.Atan2 => Calculate(Kernels.Float, Atan2),
            BinaryKind.LogicalAnd => Add("And", a, b),
            BinaryKind.LogicalOr => Add("Or", a, b),
            BinaryKind.LogicalXor => Add("Xor", a, b),
            BinaryKind.BitwiseAnd => Add("BitwiseAnd", a, b),
            BinaryKind.BitwiseOr => Add("BitwiseOr", a, b),
            BinaryKind.BitwiseXor => Add("BitwiseXor", a, b),

            // ONNX shifts unsigned numbers only.
            BinaryKind.ShiftLeft => Calculate(Kernels.Int64, (x, y, t) => Add("Mul", x, Add("Pow", graph.Scalar(t, 2), y))),
            BinaryKind.ShiftRight => Calculate(Kernels.Int64, (x, y, t) => FloorDivided(x, Add("Pow", graph.Scalar(t, 2), y), t)),
            _ => throw NoOperator(kind.ToString()),
        };

        string Two(string operation, Kernels kernels) => Calculate(kernels, (x, y, _) => Add(operation, x, y));

        string Calculate(Kernels kernels, Func<string, string, DType, string> compute) => In(type, kernels, type, t => compute(As(a, type, t), As(b, type, t), t));
    }

    /// <summary>⌊a / b⌋; ONNX divides whole numbers toward 0.</summary>
    private string FloorDivided(string a, string b, DType type)
    {
        string quotient = Add("Div", a, b);
        if (type.IsFloating())
        {
            return Add("Floor", quotient);
        }

        string rest = Add("Sub", a, Add("Mul", quotient, b));
        return Add("Sub", quotient, As(SignsDiffer(rest, b, type), DType.Bool, type));
    }

    /// <summary>A remainder with the sign of the divisor, of one with the sign of the dividend.</summary>
    private string Remainder(string a, string b, string rest, DType type) => Add("Where", SignsDiffer(rest, b, type), Add("Add", rest, b), rest);

    /// <summary>Whether a remainder is not 0 and has another sign than the divisor.</summary>
    private string SignsDiffer(string rest, string divisor, DType type)
    {
        string zero = graph.Scalar(type, 0);
        return Add("And", Add("Not", Add("Equal", rest, zero)), Add("Xor", Add("Less", rest, zero), Add("Less", divisor, zero)));
    }

    private string Atan2(string y, string x, DType type)
    {
        string zero = graph.Scalar(type, 0);
        string angle = Add("Atan", Add("Div", y, x));
        string turned = Add("Add", angle, Add("Where", Add("Less", y, zero), graph.Scalar(type, -Math.PI), graph.Scalar(type, Math.PI)));
        string origin = Add("And", Add("Equal", x, zero), Add("Equal", y, zero));
        return Add("Where", Add("Less", x, zero), turned, Add("Where", origin, zero, angle));
    }

    public OnnxValue Compare(CompareKind kind, OnnxValue a, OnnxValue b) => Elementwise([a, b], names => kind switch
    {
        CompareKind.Equal => Compared("Equal", Kernels.Arithmetic | Kernels.Bool, names[0], names[1], a.DType),
        CompareKind.NotEqual => Add("Not", Compared("Equal", Kernels.Arithmetic | Kernels.Bool, names[0], names[1], a.DType)),
        CompareKind.Less => Compared("Less", Kernels.Arithmetic, names[0], names[1], a.DType),
        CompareKind.LessEqual => Compared("LessOrEqual", Kernels.Arithmetic, names[0], names[1], a.DType),
        CompareKind.Greater => Compared("Greater", Kernels.Arithmetic, names[0], names[1], a.DType),
        _ => Compared("GreaterOrEqual", Kernels.Arithmetic, names[0], names[1], a.DType),
    });

    private string Compared(string operation, Kernels kernels, string a, string b, DType type)
    {
        if (type == DType.String)
        {
            graph.UseText();
            return Add(operation, a, b);
        }

        DType computed = OnnxTypes.Computed(type, kernels);
        return Add(operation, As(a, type, computed), As(b, type, computed));
    }

    public OnnxValue Select(OnnxValue condition, OnnxValue a, OnnxValue b) => Elementwise([condition, a, b],
        names => a.DType == DType.String ? Add("Where", names[0], names[1], names[2]) : In(a.DType, WhereKernels, a.DType, type => Add("Where", names[0], As(names[1], a.DType, type), As(names[2], a.DType, type))));

    public OnnxValue Cast(OnnxValue x, DType type)
    {
        if (x.Constant is { } array)
        {
            return OnnxValue.Of(graph, array.Cast(type), x.ConstantName is { } name ? $"{name}/{type.KerasName()}" : null);
        }

        if (type == DType.BFloat16 && x.DType != DType.BFloat16)
        {
            // Held in float32, rounded to bfloat16.
            return Elementwise([x], names => graph.Add("Cast",
                [graph.Add("Cast", [names[0]], ("to", (long)Messages.TensorProto.Types.DataType.Bfloat16))], ("to", (long)Messages.TensorProto.Types.DataType.Float)));
        }

        return OnnxTypes.Held(x.DType) == OnnxTypes.Held(type) ? Retyped(x) : Elementwise([x], names => As(names[0], x.DType, type));
    }

    /// <summary>The same value in the graph under another dtype of DeepKeras.</summary>
    private OnnxValue Retyped(OnnxValue x) => OnnxValue.Later(graph, Out[0], x.IsChannelsFirst ? null : () => x.Name, x.IsChannelsFirst ? () => x.ChannelsFirst : null, x.IsChannelsFirst);

    public OnnxValue StopGradient(OnnxValue x) => x;
}
