using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>Where an input goes; the last few arrays keep their tensors, since batches come in the same few buffers.</summary>
internal sealed class InputSlot(int slot, int index, DType type, bool requiresGradient) : IDisposable
{
    private const int Kept = 4;
    private readonly HostArray?[] arrays = new HostArray?[Kept];
    private readonly nint[] handles = new nint[Kept];
    private int next;

    public int Slot => slot;

    public int Index => index;

    public DType Type => type;

    /// <summary>The tensor over an array; it belongs to this slot.</summary>
    public nint Take(HostArray array)
    {
        int found = Array.IndexOf(arrays, array);
        if (found >= 0)
        {
            return handles[found];
        }

        int place = next++ % Kept;
        TorchOps.Free(handles[place]);
        handles[place] = TorchOps.Over(array);
        arrays[place] = array;
        if (requiresGradient)
        {
            Lib.THSTensor_set_requires_grad(handles[place], 1);
        }

        return handles[place];
    }

    public void Dispose()
    {
        TorchOps.Free(handles);
        Array.Clear(handles);
        Array.Clear(arrays);
    }
}
