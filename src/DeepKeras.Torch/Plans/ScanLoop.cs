using System.Runtime.InteropServices;
using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// A loop over time on libtorch: its <see cref="LoopStep"/>, run for each step of the sequences.
/// </summary>
internal sealed unsafe class ScanLoop : IDisposable
{
    /// <summary>Where the library puts the steps that it takes apart.</summary>
    [ThreadStatic]
    private static nint* target;

    private readonly Scan op;
    private readonly int steps;
    private readonly TensorType[] resultTypes;
    private readonly LoopStep step;
    private readonly nint[][] sequences;
    private readonly nint[][] results;
    private readonly nint[] states;

    public ScanLoop(Scan op, TensorType[] types, TensorType[] resultTypes, bool recorded, bool twice)
    {
        this.op = op;
        this.resultTypes = resultTypes;
        ScanBody body = op.Body;
        steps = types[body.StateCount].Shape[0];
        Shape[] shapes = [.. types.Select((type, i) => i >= body.StateCount && i < body.StateCount + body.SequenceCount ? type.Shape[1..] : type.Shape)];
        step = new(body.Graph, shapes, recorded, twice);
        sequences = [.. Enumerable.Range(0, body.SequenceCount).Select(i => !step.Reads(body.StateCount + i) ? [] : GC.AllocateArray<nint>(steps, pinned: true))];
        results = [.. Enumerable.Range(0, body.ResultCount).Select(_ => new nint[steps])];
        states = new nint[body.StateCount];
    }

    /// <summary>Runs all steps. The operands stay the caller's; the results are the caller's.</summary>
    public void Run(ReadOnlySpan<TorchTensor> x, Span<TorchTensor> y)
    {
        try
        {
            Begin(x);
            for (int n = 0; n < steps; n++)
            {
                Step(n);
            }

            End(y);
        }
        finally
        {
            Abandon();
        }
    }

    public void Dispose() => step.Dispose();

    private void Begin(ReadOnlySpan<TorchTensor> x)
    {
        int stateCount = op.Body.StateCount;
        for (int i = 0; i < stateCount; i++)
        {
            // What leaves a loop of no steps is a copy too: the operand may be a variable's memory.
            states[i] = Lib.Checked(steps == 0 ? Lib.THSTensor_clone(x[i].Handle) : Lib.THSTensor_alias(x[i].Handle));
        }

        for (int i = 0; i < sequences.Length && steps > 0; i++)
        {
            if (step.Reads(stateCount + i))
            {
                Unbind(x[stateCount + i].Handle, sequences[i]);
            }
        }

        for (int i = stateCount + sequences.Length; i < x.Length; i++)
        {
            step.Give(i, x[i].Handle);
        }
    }

    private void Step(int n)
    {
        int at = op.StepAt(n, steps);
        for (int i = 0; i < states.Length; i++)
        {
            step.Give(i, states[i]);
        }

        for (int i = 0; i < sequences.Length; i++)
        {
            if (step.Reads(states.Length + i))
            {
                step.Give(states.Length + i, sequences[i][at]);
            }
        }

        step.Run();

        // Each result is copied as a pointer of its own first, so that the old states can go, whatever is among the new ones.
        for (int i = 0; i < results.Length; i++)
        {
            results[i][n] = step.Owned(states.Length + i);
        }

        Span<nint> after = stackalloc nint[states.Length];
        for (int i = 0; i < states.Length; i++)
        {
            after[i] = step.Owned(i);
        }

        TorchOps.Free(states);
        after.CopyTo(states);
        step.Release();
    }

    private void End(Span<TorchTensor> y)
    {
        for (int i = 0; i < states.Length; i++)
        {
            // A state that no step changed is still the operand.
            bool own = steps == 0 || op.Body.Graph.Outputs[i].Node is OpNode;
            y[i] = new(own ? states[i] : Lib.Checked(Lib.THSTensor_clone(states[i])));
            states[i] = own ? 0 : states[i];
        }

        for (int i = 0; i < results.Length; i++)
        {
            TensorType type = resultTypes[states.Length + i];
            if (steps == 0)
            {
                y[states.Length + i] = new(TorchOps.Empty(type.Shape, type.Type));
                continue;
            }

            fixed (nint* parts = results[i])
            {
                y[states.Length + i] = new(Lib.Checked(Lib.THSTensor_stack(parts, steps, 0)));
            }
        }
    }

    /// <summary>All steps of a sequence; taken apart in one call, since the gradient of one slice is as large as the whole.</summary>
    private static void Unbind(nint sequence, nint[] parts)
    {
        nint whole = Lib.Checked(Lib.THSTensor_contiguous(sequence));
        target = (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(parts, 0);
        Lib.THSTensor_unbind(whole, &Hand, 0);
        TorchOps.Free(whole);
        Lib.Raise();
    }

    [UnmanagedCallersOnly]
    private static nint* Hand(nuint count) => target;

    private void Abandon()
    {
        step.Abandon();
        TorchOps.Free(states);
        Array.Clear(states);
        foreach (nint[] parts in sequences)
        {
            TorchOps.Free(parts);
            Array.Clear(parts);
        }

        foreach (nint[] parts in results)
        {
            TorchOps.Free(parts);
            Array.Clear(parts);
        }
    }
}

/// <summary>A loop as a step of a plan.</summary>
internal sealed class ScanInstruction(Scan op, bool recorded, bool twice, int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes), IDisposable
{
    private readonly ScanLoop loop = new(op, inputTypes, outputTypes, recorded, twice);
    private readonly TorchTensor[] x = new TorchTensor[inputs.Length];
    private readonly TorchTensor[] y = new TorchTensor[outputs.Length];

    public void Dispose() => loop.Dispose();

    public override string ToString() => $"Scan over {InTypes[op.Body.StateCount].Shape[0]} steps";

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
