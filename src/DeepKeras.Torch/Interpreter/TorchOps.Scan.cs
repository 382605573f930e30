using DeepKeras.Operations;
using DeepKeras.Torch.Plans;

namespace DeepKeras.Torch;

internal sealed unsafe partial class TorchOps
{
    /// <summary>A loop that is run once; a plan keeps the <see cref="ScanLoop"/> of its loops instead.</summary>
    public void Scan(ReadOnlySpan<TorchTensor> x, Scan op, Span<TorchTensor> y)
    {
        using var loop = new ScanLoop(op, In, Out, Differentiated, TwiceDifferentiated);
        loop.Run(x, y);
    }
}
