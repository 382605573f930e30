using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// A graph made ready for one set of input shapes: a list of instructions over numbered slots. Every size is known, each tensor is freed
/// right after its last use, and a run allocates nothing on the managed heap.
/// </summary>
internal sealed unsafe class TorchPlan : IDisposable
{
    private readonly Shape[] inputShapes;
    private readonly InputSlot[] inputs;
    private readonly Instruction[] instructions;
    private readonly PlanUpdate[] updates;
    private readonly int[] outputs;
    private readonly TensorType[] outputTypes;
    private readonly Variable[] changed;
    private readonly bool wantsOneThread;
    private readonly PersistentSlot[] persistent;
    private readonly TorchTensor[] slots;

    public TorchPlan(Graph graph, Shape[] inputShapes)
    {
        this.inputShapes = inputShapes;
        var compiled = new PlanCompiler(graph, inputShapes);
        slots = new TorchTensor[compiled.SlotCount];
        inputs = compiled.Inputs;
        instructions = compiled.Instructions;
        outputs = compiled.Outputs;
        outputTypes = compiled.OutputTypes;
        updates = compiled.Updates;
        persistent = compiled.Persistent;
        changed = compiled.Changed;
        wantsOneThread = compiled.WantsOneThread;
        foreach (PersistentSlot slot in persistent)
        {
            slots[slot.Slot] = new(slot.Handle);
        }
    }

    /// <summary>Whether the plan was made for inputs of these shapes.</summary>
    public bool Fits(ReadOnlySpan<HostArray> arrays)
    {
        if (arrays.Length != inputShapes.Length)
        {
            return false;
        }

        for (int i = 0; i < arrays.Length; i++)
        {
            if (!ReferenceEquals(arrays[i].Shape, inputShapes[i]) && !arrays[i].Shape.Equals(inputShapes[i]))
            {
                return false;
            }
        }

        return true;
    }

    public void Run(ReadOnlySpan<HostArray> arrays, Span<HostArray?> results)
    {
        using var recording = Recording.Off();
        int threads = wantsOneThread ? PlanThreads.UseOne() : 1;
        try
        {
            Compute(arrays, results);
        }
        finally
        {
            Abandon();
            PlanThreads.Restore(threads);
        }

        foreach (Variable variable in changed)
        {
            variable.Changed();
        }
    }

    public void Dispose()
    {
        Abandon();
        foreach (InputSlot input in inputs)
        {
            input.Dispose();
        }

        foreach (PersistentSlot slot in persistent)
        {
            TorchOps.Free(slot.Handle);
        }

        foreach (PlanUpdate update in updates)
        {
            TorchOps.Free(update.Handle);
        }

        foreach (Instruction instruction in instructions)
        {
            (instruction as IDisposable)?.Dispose();
        }
    }

    private void Compute(ReadOnlySpan<HostArray> arrays, Span<HostArray?> results)
    {
        foreach (InputSlot input in inputs)
        {
            slots[input.Slot] = new(input.Take(arrays[input.Index]));
        }

        int at = 0;
        try
        {
            for (; at < instructions.Length; at++)
            {
                instructions[at].Run(slots);
            }
        }
        catch (EngineException e)
        {
            throw new EngineException($"{instructions[at]}: {e.Message}", e);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            results[i] = Fetch(outputs[i], outputTypes[i], results[i]);
        }

        foreach (PlanUpdate update in updates)
        {
            Lib.THSTensor_copy_(update.Handle, slots[update.Slot].Handle, 0);
        }
    }

    private HostArray Fetch(int slot, TensorType type, HostArray? into)
    {
        if (into is null || into.Type != type.Type || !into.Shape.Equals(type.Shape))
        {
            into = new HostArray(type.Type, type.Shape);
        }

        nint source = slots[slot].Handle;
        if (Lib.THSTensor_is_contiguous(source) != 0)
        {
            new ReadOnlySpan<byte>(Lib.THSTensor_data(source), into.Bytes.Length).CopyTo(into.Bytes);
        }
        else
        {
            nint target = TorchOps.Over(into);
            Lib.THSTensor_copy_(target, source, 0);
            TorchOps.Free(target);
        }

        return into;
    }

    /// <summary>Frees what a run has left: results that were fetched, or everything after an error.</summary>
    private void Abandon()
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
}
