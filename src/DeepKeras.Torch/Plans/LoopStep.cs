using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>The body of a loop on libtorch: made ready once, and run for each step. Where it is recorded, libtorch records every step as it does any operation.</summary>
internal sealed class LoopStep : IDisposable
{
    private readonly Instruction[] instructions;
    private readonly PersistentSlot[] persistent;
    private readonly TorchTensor[] slots;
    private readonly int[] inputs;
    private readonly int[] outputs;

    public LoopStep(Graph body, Shape[] shapes, bool recorded, bool twice)
    {
        var compiled = new PlanCompiler(body, shapes, recorded ? GradientRegions.All(body) : new GradientRegions(body), twice);
        instructions = compiled.Instructions;
        persistent = compiled.Persistent;
        outputs = compiled.Outputs;
        slots = new TorchTensor[compiled.SlotCount];
        foreach (PersistentSlot slot in persistent)
        {
            slots[slot.Slot] = new(slot.Handle);
        }

        inputs = new int[shapes.Length];
        Array.Fill(inputs, -1);
        foreach (InputSlot input in compiled.Inputs)
        {
            inputs[input.Index] = input.Slot;
        }
    }

    /// <summary>Whether the body reads an input at all.</summary>
    public bool Reads(int input) => inputs[input] >= 0;

    /// <summary>Sets an input for the steps to come; it stays the caller's.</summary>
    public void Give(int input, nint handle)
    {
        if (inputs[input] >= 0)
        {
            slots[inputs[input]] = new(handle);
        }
    }

    public void Run()
    {
        foreach (Instruction instruction in instructions)
        {
            instruction.Run(slots);
        }
    }

    /// <summary>An output of the step as a pointer of the caller's own, so that others can go, whatever is the same among them.</summary>
    public nint Owned(int output) => Lib.Checked(Lib.THSTensor_alias(slots[outputs[output]].Handle));

    /// <summary>Frees what the step made.</summary>
    public void Release()
    {
        foreach (Instruction instruction in instructions)
        {
            foreach (int slot in instruction.Out)
            {
                slots[slot].Dispose();
                slots[slot] = default;
            }
        }
    }

    /// <summary>Frees what a step made that did not end, and lets go of the inputs.</summary>
    public void Abandon()
    {
        Release();
        foreach (int slot in inputs)
        {
            if (slot >= 0)
            {
                slots[slot] = default;
            }
        }
    }

    public void Dispose()
    {
        foreach (PersistentSlot slot in persistent)
        {
            TorchOps.Free(slot.Handle);
        }

        foreach (Instruction instruction in instructions)
        {
            (instruction as IDisposable)?.Dispose();
        }
    }
}
