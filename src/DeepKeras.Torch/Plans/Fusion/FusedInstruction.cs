using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Where a fused operand comes from: a slot, or memory that does not move.</summary>
internal readonly record struct FusedSource(int Slot, HostArray? Fixed);

/// <summary>Several elementwise operations in one pass over memory. Results that nothing outside needs are never written.</summary>
internal sealed unsafe class FusedInstruction(ElementwiseProgram program, FusedSource[] sources, int[] results, TensorType[] resultTypes, long count, int[] inputs, TensorType[] inputTypes)
    : Instruction(inputs, results, inputTypes, resultTypes)
{
    private readonly Dictionary<int, HostArray> variables = [];
    private readonly nint[] copies = new nint[sources.Length];
    private ElementwiseKernel? kernel;
    private byte*[] pointers = [];
    private int[] written = [];
    private bool[] inPlace = [];

    /// <summary>Writes a result straight into a variable.</summary>
    public void WriteTo(int slot, HostArray variable) => variables[slot] = variable;

    /// <summary>Compiles the program for what is needed of it.</summary>
    /// <param name="needed">Whether something outside reads the slot.</param>
    public void Complete(Func<int, bool> needed)
    {
        int[] kept = [.. Enumerable.Range(0, Out.Length).Where(i => variables.ContainsKey(Out[i]) || needed(Out[i]))];
        int[] values = [.. kept.Select(i => program.Outputs[i])];
        program.Outputs.Clear();
        program.Outputs.AddRange(values);
        kernel = ElementwiseCompiler.Compile(program);
        written = kept;
        inPlace = [.. kept.Select(i => variables.ContainsKey(Out[i]))];
        pointers = new byte*[sources.Length + kept.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            pointers[i] = sources[i].Fixed is { } array ? array.Pointer : null;
        }

        for (int i = 0; i < kept.Length; i++)
        {
            pointers[sources.Length + i] = variables.TryGetValue(Out[kept[i]], out HostArray? variable) ? variable.Pointer : null;
        }
    }

    public override string ToString() => $"{program.Values.Count(value => value.Kind == SourceKind.Operation)} elementwise operations on {count} elements";

    protected override void Compute(TorchTensor[] slots)
    {
        for (int i = 0; i < sources.Length; i++)
        {
            if (sources[i].Fixed is null)
            {
                nint tensor = slots[sources[i].Slot].Handle;
                if (Lib.THSTensor_is_contiguous(tensor) == 0)
                {
                    tensor = copies[i] = Lib.Checked(Lib.THSTensor_contiguous(tensor));
                }

                pointers[i] = (byte*)Lib.THSTensor_data(tensor);
            }
        }

        for (int i = 0; i < written.Length; i++)
        {
            if (!inPlace[i])
            {
                int result = written[i];
                nint tensor = TorchOps.Empty(OutTypes[result].Shape, OutTypes[result].Type);
                slots[Out[result]] = new(tensor);
                pointers[sources.Length + i] = (byte*)Lib.THSTensor_data(tensor);
            }
        }

        fixed (byte** arguments = pointers)
        {
            kernel!(arguments, count);
        }

        for (int i = 0; i < copies.Length; i++)
        {
            if (copies[i] != 0)
            {
                TorchOps.Free(copies[i]);
                copies[i] = 0;
            }
        }
    }
}
