using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// Turns libtorch's recording of gradients off and, when disposed, back to what it was. It is a setting of the thread, which may belong to
/// code that uses libtorch itself.
/// </summary>
internal readonly struct Recording : IDisposable
{
    private readonly byte before;

    private Recording(byte before) => this.before = before;

    public static Recording Off()
    {
        byte before = Lib.THSAutograd_isGradEnabled();
        Lib.THSAutograd_setGrad(0);
        return new(before);
    }

    public void Dispose() => Lib.THSAutograd_setGrad(before);
}
