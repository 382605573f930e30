using DeepKeras.Operations;

namespace DeepKeras.Torch;

/// <summary>libtorch holds no text: <see cref="HostStages"/> has computed these on the host before a plan is made.</summary>
internal sealed unsafe partial class TorchOps
{
    public TorchTensor TextOf(TorchTensor x) => throw OnHost();

    public TorchTensor TextHash(TorchTensor x, TextHash op) => throw OnHost();

    public TorchTensor CrossedHash(ReadOnlySpan<TorchTensor> x, long buckets) => throw OnHost();

    public TorchTensor TextTokens(TorchTensor x, TextTokens op) => throw OnHost();

    public TorchTensor TableLookup(TorchTensor x, LookupTable table) => throw OnHost();

    private static InvalidOperationException OnHost() => new("operations on text are computed on the host, before libtorch's part of the graph.");
}
