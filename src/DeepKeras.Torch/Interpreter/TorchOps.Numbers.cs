using DeepKeras.Torch.Native;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>How numbers are stored.</summary>
internal sealed unsafe partial class TorchOps
{
    public TorchTensor ViewAsReal(TorchTensor x)
    {
        nint pairs = Checked(THSTensor_view_as_real(x.Handle));
        return new(Next(pairs, THSTensor_clone(pairs)));
    }

    public TorchTensor ViewAsComplex(TorchTensor x)
    {
        nint whole = Checked(THSTensor_contiguous(x.Handle));
        nint pairs = Next(whole, THSTensor_view_as_complex(whole));
        return new(Next(pairs, THSTensor_clone(pairs)));
    }

    public TorchTensor Bitcast(TorchTensor x, DType type)
    {
        nint whole = Checked(THSTensor_contiguous(x.Handle));
        nint result = Empty(Out[0].Shape, type);
        long bytes = Out[0].Shape.Elements * type.Size();
        Buffer.MemoryCopy(THSTensor_data(whole), THSTensor_data(result), bytes, bytes);
        Free(whole);
        return new(result);
    }

    /// <summary>A plan knows every size: a <see cref="StagedExecutable"/> computes this between two of them.</summary>
    public TorchTensor NonZero(TorchTensor x) => throw BetweenPlans();

    /// <inheritdoc cref="NonZero"/>
    public TorchTensor CountTo(TorchTensor count) => throw BetweenPlans();

    private static InvalidOperationException BetweenPlans() => new("an operation whose result's size depends on values cannot stand inside a loop's body.");
}
