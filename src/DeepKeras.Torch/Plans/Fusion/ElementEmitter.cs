using System.Reflection;
using System.Reflection.Emit;
using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Emits the code for one element, or for a vector of them.</summary>
internal abstract class ElementEmitter(ILGenerator il)
{
    protected ILGenerator Il { get; } = il;

    /// <summary>The type of a local that holds a value.</summary>
    public abstract Type LocalType(DType type);

    /// <summary>Pops an address, pushes what stands there.</summary>
    public abstract void Load(DType type);

    /// <summary>Pops one number, pushes what stands for it in every place.</summary>
    public abstract void Spread(DType type);

    /// <summary>Writes a local to an address.</summary>
    public abstract void Store(DType type, LocalBuilder local, Action address);

    /// <summary>Pushes the result of an operation on locals.</summary>
    public abstract void Compute(ProgramValue value, ElementwiseProgram program, LocalBuilder[] locals);

    public static void LoadElement(ILGenerator il, DType type) => il.Emit(type switch
    {
        DType.Float32 => OpCodes.Ldind_R4,
        DType.Int64 => OpCodes.Ldind_I8,
        DType.Int32 => OpCodes.Ldind_I4,
        DType.Bool => OpCodes.Ldind_U1,
        DType.String => throw new InvalidOperationException("libtorch holds no text."),
        _ => throw new NotSupportedException($"{type} is not fused."),
    });

    public static void LoadConstant(ILGenerator il, DType type, double value)
    {
        switch (type)
        {
            case DType.Float32:
                il.Emit(OpCodes.Ldc_R4, (float)value);
                break;
            case DType.Int64:
                il.Emit(OpCodes.Ldc_I8, (long)value);
                break;
            default:
                il.Emit(OpCodes.Ldc_I4, (int)value);
                break;
        }
    }

    /// <summary>The one public static method of a name with the given parameter types.</summary>
    protected static MethodInfo Method(Type owner, string name, params Type[] parameters) =>
        owner.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters)
        ?? throw new MissingMethodException(owner.Name, name);
}
