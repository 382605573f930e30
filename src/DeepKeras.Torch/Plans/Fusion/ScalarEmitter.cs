using System.Reflection.Emit;
using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Emits operations on one element: the end of an array, or the single numbers of a step such as a learning rate.</summary>
internal sealed class ScalarEmitter(ILGenerator il) : ElementEmitter(il)
{
    /// <summary>Whether the operation can be done on single numbers of a type.</summary>
    public static bool Supports(Op op, DType type) => op switch
    {
        Cast cast => IsHeld(cast.Type) && IsHeld(type) && cast.Type != DType.Bool,
        Unary { Kind: UnaryKind.LogicalNot } => true,
        Unary unary => type == DType.Float32 && (VectorEmitter.Supports(op) || unary.Kind is UnaryKind.Exp or UnaryKind.Log or UnaryKind.Floor or UnaryKind.Cos),
        Binary binary => type switch
        {
            DType.Float32 => VectorEmitter.Supports(op) || binary.Kind is BinaryKind.Power,
            DType.Int64 or DType.Int32 => binary.Kind is BinaryKind.Add or BinaryKind.Subtract or BinaryKind.Multiply,
            _ => binary.Kind is BinaryKind.LogicalAnd or BinaryKind.LogicalOr,
        },
        Compare => true,
        Select => true,
        _ => false,
    };

    public static bool IsHeld(DType type) => type is DType.Float32 or DType.Int64 or DType.Int32 or DType.Bool;

    public override Type LocalType(DType type) => type switch
    {
        DType.Float32 => typeof(float),
        DType.Int64 => typeof(long),
        _ => typeof(int),
    };

    public override void Load(DType type) => LoadElement(Il, type);

    public override void Spread(DType type)
    {
    }

    public override void Store(DType type, LocalBuilder local, Action address)
    {
        address();
        Il.Emit(OpCodes.Ldloc, local);
        Il.Emit(type switch
        {
            DType.Float32 => OpCodes.Stind_R4,
            DType.Int64 => OpCodes.Stind_I8,
            DType.Int32 => OpCodes.Stind_I4,
            _ => OpCodes.Stind_I1,
        });
    }

    public override void Compute(ProgramValue value, ElementwiseProgram program, LocalBuilder[] locals)
    {
        switch (value.Op)
        {
            case Cast cast:
                Push(0);
                Il.Emit(cast.Type switch { DType.Float32 => OpCodes.Conv_R4, DType.Int64 => OpCodes.Conv_I8, _ => OpCodes.Conv_I4 });
                break;
            case Unary unary:
                ComputeUnary(unary.Kind, Push);
                break;
            case Binary binary:
                Push(0);
                Push(1);
                ComputeBinary(binary.Kind);
                break;
            case Compare compare:
                Push(0);
                Push(1);
                ComputeComparison(compare.Kind, program.Values[value.Operands[0]].Type == DType.Float32);
                break;
            default:
                Label otherwise = Il.DefineLabel();
                Label done = Il.DefineLabel();
                Push(0);
                Il.Emit(OpCodes.Brfalse, otherwise);
                Push(1);
                Il.Emit(OpCodes.Br, done);
                Il.MarkLabel(otherwise);
                Push(2);
                Il.MarkLabel(done);
                break;
        }

        void Push(int operand) => Il.Emit(OpCodes.Ldloc, locals[value.Operands[operand]]);
    }

    private void ComputeUnary(UnaryKind kind, Action<int> push)
    {
        switch (kind)
        {
            case UnaryKind.LogicalNot:
                push(0);
                Il.Emit(OpCodes.Ldc_I4_0);
                Il.Emit(OpCodes.Ceq);
                break;
            case UnaryKind.Square:
                push(0);
                push(0);
                Il.Emit(OpCodes.Mul);
                break;
            case UnaryKind.Rsqrt or UnaryKind.Reciprocal:
                Il.Emit(OpCodes.Ldc_R4, 1f);
                push(0);
                if (kind == UnaryKind.Rsqrt)
                {
                    Math("Sqrt", 1);
                }

                Il.Emit(OpCodes.Div);
                break;
            case UnaryKind.Relu:
                push(0);
                Il.Emit(OpCodes.Ldc_R4, 0f);
                Math("Max", 2);
                break;
            case UnaryKind.Negative:
                push(0);
                Il.Emit(OpCodes.Neg);
                break;
            default:
                push(0);
                Math(kind.ToString(), 1);
                break;
        }
    }

    private void ComputeBinary(BinaryKind kind)
    {
        switch (kind)
        {
            case BinaryKind.Add:
                Il.Emit(OpCodes.Add);
                break;
            case BinaryKind.Subtract:
                Il.Emit(OpCodes.Sub);
                break;
            case BinaryKind.Multiply:
                Il.Emit(OpCodes.Mul);
                break;
            case BinaryKind.Divide:
                Il.Emit(OpCodes.Div);
                break;
            case BinaryKind.LogicalAnd:
                Il.Emit(OpCodes.And);
                break;
            case BinaryKind.LogicalOr:
                Il.Emit(OpCodes.Or);
                break;
            default:
                Math(kind switch { BinaryKind.Maximum => "Max", BinaryKind.Minimum => "Min", _ => "Pow" }, 2);
                break;
        }
    }

    private void ComputeComparison(CompareKind kind, bool floating)
    {
        switch (kind)
        {
            case CompareKind.Equal or CompareKind.NotEqual:
                Il.Emit(OpCodes.Ceq);
                break;
            case CompareKind.Less:
                Il.Emit(OpCodes.Clt);
                break;
            case CompareKind.Greater:
                Il.Emit(OpCodes.Cgt);
                break;
            case CompareKind.LessEqual:
                // Not greater, where an unordered pair counts as greater.
                Il.Emit(floating ? OpCodes.Cgt_Un : OpCodes.Cgt);
                break;
            default:
                Il.Emit(floating ? OpCodes.Clt_Un : OpCodes.Clt);
                break;
        }

        if (kind is CompareKind.NotEqual or CompareKind.LessEqual or CompareKind.GreaterEqual)
        {
            Il.Emit(OpCodes.Ldc_I4_0);
            Il.Emit(OpCodes.Ceq);
        }
    }

    private void Math(string name, int operands) =>
        Il.Emit(OpCodes.Call, Method(typeof(MathF), name == "Floor" ? "Floor" : name, [.. Enumerable.Repeat(typeof(float), operands)]));
}
