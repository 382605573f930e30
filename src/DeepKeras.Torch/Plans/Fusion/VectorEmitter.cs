using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Emits operations on eight floats at a time; the result of a comparison is a mask of all ones or zeros.</summary>
internal sealed class VectorEmitter(ILGenerator il) : ElementEmitter(il)
{
    private static readonly Type Vector = typeof(Vector256<float>);

    /// <summary>Whether the operation has a vector form.</summary>
    public static bool Supports(Op op) => op switch
    {
        Unary unary => unary.Kind is UnaryKind.Negative or UnaryKind.Abs or UnaryKind.Square or UnaryKind.Sqrt or UnaryKind.Rsqrt or UnaryKind.Reciprocal or UnaryKind.Relu,
        Binary binary => binary.Kind is BinaryKind.Add or BinaryKind.Subtract or BinaryKind.Multiply or BinaryKind.Divide or BinaryKind.Maximum or BinaryKind.Minimum,
        Compare or Select => true,
        _ => false,
    };

    public override Type LocalType(DType type) => Vector;

    public override void Load(DType type) => Il.Emit(OpCodes.Call, Generic("Load", 1, typeof(float*)));

    public override void Spread(DType type)
    {
        if (type == DType.Bool)
        {
            throw new NotSupportedException("a bool is not spread over a vector.");
        }

        Il.Emit(OpCodes.Call, Method(typeof(Vector256), "Create", typeof(float)));
    }

    public override void Store(DType type, LocalBuilder local, Action address)
    {
        Il.Emit(OpCodes.Ldloc, local);
        address();
        Il.Emit(OpCodes.Call, Generic("Store", 2, Vector, typeof(float*)));
    }

    public override void Compute(ProgramValue value, ElementwiseProgram program, LocalBuilder[] locals)
    {
        switch (value.Op)
        {
            case Unary { Kind: UnaryKind.Square }:
                Push(0, 0);
                Call("Multiply", 2);
                break;
            case Unary { Kind: UnaryKind.Rsqrt }:
                One();
                Push(0);
                Call("Sqrt", 1);
                Call("Divide", 2);
                break;
            case Unary { Kind: UnaryKind.Reciprocal }:
                One();
                Push(0);
                Call("Divide", 2);
                break;
            case Unary { Kind: UnaryKind.Relu }:
                Push(0);
                Il.Emit(OpCodes.Ldc_R4, 0f);
                Spread(DType.Float32);
                Call("Max", 2);
                break;
            case Unary unary:
                Push(0);
                Call(unary.Kind switch { UnaryKind.Negative => "Negate", UnaryKind.Abs => "Abs", _ => "Sqrt" }, 1);
                break;
            case Binary binary:
                Push(0, 1);
                Call(
                    binary.Kind switch
                    {
                        BinaryKind.Add => "Add",
                        BinaryKind.Subtract => "Subtract",
                        BinaryKind.Multiply => "Multiply",
                        BinaryKind.Divide => "Divide",
                        BinaryKind.Maximum => "Max",
                        _ => "Min",
                    },
                    2);
                break;
            case Compare { Kind: CompareKind.NotEqual }:
                Push(0, 1);
                Call("Equals", 2);
                Il.Emit(OpCodes.Call, Generic("OnesComplement", 1, Vector));
                break;
            case Compare compare:
                Push(0, 1);
                Call(
                    compare.Kind switch
                    {
                        CompareKind.Equal => "Equals",
                        CompareKind.Less => "LessThan",
                        CompareKind.LessEqual => "LessThanOrEqual",
                        CompareKind.Greater => "GreaterThan",
                        _ => "GreaterThanOrEqual",
                    },
                    2);
                break;
            default:
                Push(0, 1, 2);
                Call("ConditionalSelect", 3);
                break;
        }

        void Push(params ReadOnlySpan<int> operands)
        {
            foreach (int operand in operands)
            {
                Il.Emit(OpCodes.Ldloc, locals[value.Operands[operand]]);
            }
        }

        void One()
        {
            Il.Emit(OpCodes.Ldc_R4, 1f);
            Spread(DType.Float32);
        }

        void Call(string name, int operands) => Il.Emit(OpCodes.Call, Generic(name, operands, [.. Enumerable.Repeat(Vector, operands)]));
    }

    /// <summary>A method of <see cref="Vector256"/> over floats.</summary>
    private static MethodInfo Generic(string name, int parameters, params Type[] types)
    {
        foreach (MethodInfo method in typeof(Vector256).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (method.Name != name || method.GetParameters().Length != parameters)
            {
                continue;
            }

            MethodInfo closed = method.IsGenericMethodDefinition && method.GetGenericArguments().Length == 1 ? method.MakeGenericMethod(typeof(float)) : method;
            if (closed.GetParameters().Select(p => p.ParameterType).SequenceEqual(types))
            {
                return closed;
            }
        }

        throw new MissingMethodException(nameof(Vector256), name);
    }
}
