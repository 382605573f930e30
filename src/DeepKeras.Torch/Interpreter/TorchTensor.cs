using DeepKeras.Torch.Native;

namespace DeepKeras.Torch;

/// <summary>A pointer to a libtorch tensor. Whoever makes one disposes of it; nothing else does.</summary>
internal readonly record struct TorchTensor(nint Handle)
{
    public void Dispose()
    {
        if (Handle != 0)
        {
            Lib.THSTensor_dispose(Handle);
        }
    }
}
