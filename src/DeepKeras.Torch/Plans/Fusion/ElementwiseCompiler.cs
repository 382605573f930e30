using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Runs a program on memory.</summary>
/// <param name="arrays">A pointer for each array and scalar of the program, in order, then one for each output.</param>
/// <param name="count">The number of elements.</param>
internal unsafe delegate void ElementwiseKernel(byte** arrays, long count);

/// <summary>
/// Turns a program into machine code: a loop over eight floats at a time, then one over what is left. The same arithmetic in the same order
/// as one operation after the other, without the memory traffic between them.
/// </summary>
internal static class ElementwiseCompiler
{
    private static readonly ConcurrentDictionary<string, ElementwiseKernel> Cache = [];

    public static ElementwiseKernel Compile(ElementwiseProgram program) => Cache.GetOrAdd(program.Key, _ => Emit(program));

    private static ElementwiseKernel Emit(ElementwiseProgram program)
    {
        var method = new DynamicMethod("elementwise", typeof(void), [typeof(byte*).MakePointerType(), typeof(long)], typeof(ElementwiseCompiler).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        LocalBuilder[] pointers = LoadPointers(il, program);
        LocalBuilder index = il.DeclareLocal(typeof(long));
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Stloc, index);
        if (!program.IsScalar)
        {
            EmitLoop(il, program, pointers, index, new VectorEmitter(il), Vector256<float>.Count);
        }

        EmitLoop(il, program, pointers, index, new ScalarEmitter(il), 1);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<ElementwiseKernel>();
    }

    private static LocalBuilder[] LoadPointers(ILGenerator il, ElementwiseProgram program)
    {
        int count = program.Values.Count(value => value.Kind is SourceKind.Array or SourceKind.Scalar) + program.Outputs.Count;
        var pointers = new LocalBuilder[count];
        for (int i = 0; i < count; i++)
        {
            pointers[i] = il.DeclareLocal(typeof(byte*));
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i * IntPtr.Size);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldind_I);
            il.Emit(OpCodes.Stloc, pointers[i]);
        }

        return pointers;
    }

    /// <summary>for (; index + width &lt;= count; index += width) { values; outputs; }</summary>
    private static void EmitLoop(ILGenerator il, ElementwiseProgram program, LocalBuilder[] pointers, LocalBuilder index, ElementEmitter emitter, int width)
    {
        // What does not change from element to element is loaded before the loop.
        var locals = new LocalBuilder[program.Values.Count];
        int pointer = 0;
        for (int v = 0; v < locals.Length; v++)
        {
            ProgramValue value = program.Values[v];
            locals[v] = il.DeclareLocal(emitter.LocalType(value.Type));
            if (value.Kind is SourceKind.Scalar or SourceKind.Constant)
            {
                if (value.Kind == SourceKind.Scalar)
                {
                    il.Emit(OpCodes.Ldloc, pointers[pointer]);
                    ElementEmitter.LoadElement(il, value.Type);
                }
                else
                {
                    ElementEmitter.LoadConstant(il, value.Type, value.Constant);
                }

                emitter.Spread(value.Type);
                il.Emit(OpCodes.Stloc, locals[v]);
            }

            pointer += value.Kind is SourceKind.Scalar or SourceKind.Array ? 1 : 0;
        }

        Label test = il.DefineLabel();
        Label body = il.DefineLabel();
        il.Emit(OpCodes.Br, test);
        il.MarkLabel(body);
        pointer = 0;
        for (int v = 0; v < locals.Length; v++)
        {
            ProgramValue value = program.Values[v];
            if (value.Kind == SourceKind.Array)
            {
                Address(il, pointers[pointer], index, value.Type);
                emitter.Load(value.Type);
                il.Emit(OpCodes.Stloc, locals[v]);
            }
            else if (value.Kind == SourceKind.Operation)
            {
                emitter.Compute(value, program, locals);
                il.Emit(OpCodes.Stloc, locals[v]);
            }

            pointer += value.Kind is SourceKind.Scalar or SourceKind.Array ? 1 : 0;
        }

        for (int o = 0; o < program.Outputs.Count; o++)
        {
            int v = program.Outputs[o];
            emitter.Store(program.Values[v].Type, locals[v], () => Address(il, pointers[pointer + o], index, program.Values[v].Type));
        }

        il.Emit(OpCodes.Ldloc, index);
        il.Emit(OpCodes.Ldc_I4, width);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, index);
        il.MarkLabel(test);
        il.Emit(OpCodes.Ldloc, index);
        il.Emit(OpCodes.Ldc_I4, width);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ble, body);
    }

    private static void Address(ILGenerator il, LocalBuilder pointer, LocalBuilder index, DType type)
    {
        il.Emit(OpCodes.Ldloc, pointer);
        il.Emit(OpCodes.Ldloc, index);
        il.Emit(OpCodes.Ldc_I4, type.Size());
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }
}
