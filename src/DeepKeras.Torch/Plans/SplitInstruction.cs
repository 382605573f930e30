using System.Runtime.InteropServices;
using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>One tensor taken apart along an axis: one call.</summary>
internal sealed unsafe class SplitInstruction : Instruction
{
    /// <summary>Where the library puts the parts.</summary>
    [ThreadStatic]
    private static nint* target;

    private readonly int axis;
    private readonly long[] sizes;
    private readonly nint[] parts;

    public SplitInstruction(int axis, int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
        : base(inputs, outputs, inputTypes, outputTypes)
    {
        this.axis = axis;
        sizes = [.. outputTypes.Select(type => (long)type.Shape[axis])];
        parts = GC.AllocateArray<nint>(sizes.Length, pinned: true);
    }

    public override string ToString() => $"Split along axis {axis}";

    protected override void Compute(TorchTensor[] slots)
    {
        Array.Clear(parts);
        target = (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(parts, 0);
        fixed (long* wanted = sizes)
        {
            Lib.THSTensor_split_with_sizes(slots[In[0]].Handle, &Hand, wanted, sizes.Length, axis);
        }

        for (int i = 0; i < parts.Length; i++)
        {
            slots[Out[i]] = new(parts[i]);
        }

        Lib.Raise();
    }

    [UnmanagedCallersOnly]
    private static nint* Hand(nuint count) => target;
}
