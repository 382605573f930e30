using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Functions of one element, or of two that broadcast.</summary>
internal static class ElementwiseOperations
{
    public static void AddTo(OperationTable table)
    {
        AddUnary(table);
        AddBinary(table);
        table.Add("Cast", call => Ops.Cast(call[0], call.Type("DstT")));
        table.Add("AddN", call => call.Tensors().Aggregate(Ops.Add));
        table.Add("ClipByValue", call => Ops.Clip(call[0], call[1], call[2]));
        table.Add("SelectV2", call => Ops.Where(call[0], call[1], call[2]));
        table.Add("Select", call =>
        {
            // One truth value a row.
            Tensor condition = call[0];
            while (condition.Shape.Rank is > 0 && condition.Shape.Rank < call[1].Shape.Rank)
            {
                condition = Ops.ExpandDims(condition, -1);
            }

            return Ops.Where(condition, call[1], call[2]);
        });
    }

    private static void AddUnary(OperationTable table)
    {
        foreach ((string name, UnaryKind kind) in (ReadOnlySpan<(string, UnaryKind)>)
        [
            ("Neg", UnaryKind.Negative), ("Abs", UnaryKind.Abs), ("Sign", UnaryKind.Sign), ("Square", UnaryKind.Square), ("Sqrt", UnaryKind.Sqrt), ("Rsqrt", UnaryKind.Rsqrt),
            ("Reciprocal", UnaryKind.Reciprocal), ("Inv", UnaryKind.Reciprocal), ("Exp", UnaryKind.Exp), ("Expm1", UnaryKind.Expm1), ("Log", UnaryKind.Log),
            ("Log1p", UnaryKind.Log1p), ("Sin", UnaryKind.Sin), ("Cos", UnaryKind.Cos), ("Tan", UnaryKind.Tan), ("Asin", UnaryKind.Asin), ("Acos", UnaryKind.Acos),
            ("Atan", UnaryKind.Atan), ("Sinh", UnaryKind.Sinh), ("Cosh", UnaryKind.Cosh), ("Tanh", UnaryKind.Tanh), ("Asinh", UnaryKind.Asinh), ("Acosh", UnaryKind.Acosh),
            ("Atanh", UnaryKind.Atanh), ("Sigmoid", UnaryKind.Sigmoid), ("Relu", UnaryKind.Relu), ("Softplus", UnaryKind.Softplus), ("Erf", UnaryKind.Erf),
            ("Erfinv", UnaryKind.Erfinv), ("Lgamma", UnaryKind.LogGamma), ("Digamma", UnaryKind.Digamma), ("Floor", UnaryKind.Floor), ("Ceil", UnaryKind.Ceil),
            ("Round", UnaryKind.Round), ("Rint", UnaryKind.Round), ("LogicalNot", UnaryKind.LogicalNot), ("Invert", UnaryKind.BitwiseNot), ("IsNan", UnaryKind.IsNaN),
            ("IsFinite", UnaryKind.IsFinite),
        ])
        {
            table.Add(name, call => Ops.Emit(new Unary(kind), call[0]));
        }

        table.Add("IsInf", call => Ops.LogicalNot(Ops.LogicalOr(Ops.IsFinite(call[0]), Ops.IsNaN(call[0]))));
        table.Add("Erfc", call => 1 - Ops.Erf(call[0]));
        table.Add("Relu6", call => Ops.Relu6(call[0]));
        table.Add("LeakyRelu", call => Ops.LeakyRelu(call[0], call.Double("alpha", 0.2f)));
        table.Add("Elu", call => Ops.Elu(call[0]));
        table.Add("Selu", call => Ops.Selu(call[0]));
        table.Add("Softsign", call => Ops.Softsign(call[0]));
        table.Add("ZerosLike", call => Ops.ZerosLike(call[0]));
        table.Add("OnesLike", call => Ops.OnesLike(call[0]));
    }

    private static void AddBinary(OperationTable table)
    {
        foreach ((string name, Func<Tensor, Tensor, Tensor> function) in (ReadOnlySpan<(string, Func<Tensor, Tensor, Tensor>)>)
        [
            ("Add", Ops.Add), ("AddV2", Ops.Add), ("Sub", Ops.Subtract), ("Mul", Ops.Multiply), ("RealDiv", Ops.Divide), ("FloorDiv", Ops.FloorDivide),
            ("FloorMod", Ops.Mod), ("Pow", Ops.Power), ("Maximum", Ops.Maximum), ("Minimum", Ops.Minimum), ("Atan2", Ops.Arctan2),
            ("LogicalAnd", Ops.LogicalAnd), ("LogicalOr", Ops.LogicalOr), ("Equal", Ops.Equal), ("NotEqual", Ops.NotEqual), ("Less", Ops.Less),
            ("LessEqual", Ops.LessEqual), ("Greater", Ops.Greater), ("GreaterEqual", Ops.GreaterEqual),
            ("SquaredDifference", (a, b) => Ops.Square(a - b)),
            ("DivNoNan", (a, b) => Ops.Where(Ops.Equal(b, 0), 0, a / Ops.Where(Ops.Equal(b, 0), 1, b))),
            ("MulNoNan", (a, b) => Ops.Where(Ops.Equal(b, 0), 0, a * b)),
            ("Xlogy", (a, b) => Ops.Where(Ops.Equal(a, 0), 0, a * Ops.Log(Ops.Where(Ops.Equal(a, 0), 1, b)))),
            ("Xdivy", (a, b) => Ops.Where(Ops.Equal(a, 0), 0, a / Ops.Where(Ops.Equal(a, 0), 1, b))),
        ])
        {
            table.Add(name, call => function(call[0], call[1]));
        }

        foreach ((string name, BinaryKind kind) in (ReadOnlySpan<(string, BinaryKind)>)
        [
            ("BitwiseAnd", BinaryKind.BitwiseAnd), ("BitwiseOr", BinaryKind.BitwiseOr), ("BitwiseXor", BinaryKind.BitwiseXor),
            ("LeftShift", BinaryKind.ShiftLeft), ("RightShift", BinaryKind.ShiftRight),
        ])
        {
            table.Add(name, call => Ops.Emit(new Binary(kind), call[0], call[1]));
        }

        table.Add("Div", call => Quotient(call));
        table.Add("TruncateDiv", call => Quotient(call));
        table.Add("BiasAdd", call => call.Text("data_format", "NHWC").StartsWith("NC", StringComparison.Ordinal)
            ? call[0] + Ops.Reshape(call[1], [call[1].Shape[0], .. Enumerable.Repeat(1, call[0].Shape.Rank - 2)])
            : call[0] + call[1]);
    }

    /// <summary>Whole numbers are cut towards 0.</summary>
    private static Tensor Quotient(NodeCall call)
    {
        if (call[0].DType.IsFloating())
        {
            return call[0] / call[1];
        }

        Tensor size = Ops.FloorDivide(Ops.Abs(call[0]), Ops.Abs(call[1]));
        return size * Ops.Sign(call[0]) * Ops.Sign(call[1]);
    }
}
