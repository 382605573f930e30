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

    /// <summary>A loop that is run once; a plan keeps the <see cref="WhileLoop"/> of its loops instead.</summary>
    public void While(ReadOnlySpan<TorchTensor> x, While op, Span<TorchTensor> y)
    {
        using var loop = new WhileLoop(op, In, Differentiated, TwiceDifferentiated);
        loop.Run(x, y);
    }
}
