using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>A loop of unknown length on libtorch: after each step it looks whether there is another.</summary>
internal sealed unsafe class WhileLoop(While op, TensorType[] types, bool recorded, bool twice) : IDisposable
{
    private readonly LoopStep step = new(op.Body.Graph, [.. types.Skip(1).Select(type => type.Shape)], recorded, twice);
    private readonly nint[] states = new nint[op.Body.StateCount];
    private readonly nint[] after = new nint[op.Body.StateCount];

    /// <summary>Runs all steps. The operands stay the caller's; the results are the caller's.</summary>
    public void Run(ReadOnlySpan<TorchTensor> x, Span<TorchTensor> y)
    {
        try
        {
            for (int i = 0; i < states.Length; i++)
            {
                // What leaves a loop of no steps is a copy: the operand may be a variable's memory.
                states[i] = Lib.Checked(Lib.THSTensor_clone(x[i + 1].Handle));
            }

            for (int i = states.Length + 1; i < x.Length; i++)
            {
                step.Give(i - 1, x[i].Handle);
            }

            for (bool again = Holds(x[0].Handle); again;)
            {
                again = Step();
            }

            for (int i = 0; i < states.Length; i++)
            {
                // What a step passes on as it came may be another's memory.
                bool own = op.Body.Graph.Outputs[i].Node is OpNode;
                y[i] = new(own ? states[i] : Lib.Checked(Lib.THSTensor_clone(states[i])));
                states[i] = own ? 0 : states[i];
            }
        }
        finally
        {
            step.Abandon();
            TorchOps.Free(states);
            TorchOps.Free(after);
            Array.Clear(states);
            Array.Clear(after);
        }
    }

    public void Dispose() => step.Dispose();

    private bool Step()
    {
        for (int i = 0; i < states.Length; i++)
        {
            step.Give(i, states[i]);
        }

        step.Run();
        nint flag = step.Owned(states.Length);
        bool again = Holds(flag);
        TorchOps.Free(flag);
        for (int i = 0; i < states.Length; i++)
        {
            after[i] = step.Owned(i);
        }

        TorchOps.Free(states);
        after.CopyTo(states, 0);
        Array.Clear(after);
        step.Release();
        return again;
    }

    private static bool Holds(nint flag) => *(byte*)Lib.THSTensor_data(flag) != 0;
}

/// <summary>A loop of unknown length as a step of a plan.</summary>
internal sealed class WhileInstruction(While op, bool recorded, bool twice, int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes), IDisposable
{
    private readonly WhileLoop loop = new(op, inputTypes, recorded, twice);
    private readonly TorchTensor[] x = new TorchTensor[inputs.Length];
    private readonly TorchTensor[] y = new TorchTensor[outputs.Length];

    public void Dispose() => loop.Dispose();

    public override string ToString() => "While";

    protected override void Compute(TorchTensor[] slots)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = slots[In[i]];
        }

        loop.Run(x, y);
        for (int i = 0; i < y.Length; i++)
        {
            slots[Out[i]] = y[i];
        }
    }
}
