using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Each axis of space in a fixed number of parts, part i of n from ⌊i · size / n⌋ to ⌈(i + 1) · size / n⌉: what the adaptive pooling layers share.</summary>
public abstract partial class AdaptivePooling : Layer
{
    private readonly PoolKind kind;
    private readonly int[] parts;

    private protected AdaptivePooling(PoolKind kind, IReadOnlyList<int> parts, DataFormat dataFormat)
    {
        this.kind = kind;
        this.parts = WindowRules.Sizes("output_size", parts);
        DataFormat = dataFormat;
    }

    /// <summary>Where the channels stand.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, parts.Length);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int first = DataFormat.FirstSpace();
        int[] sizes = [.. Enumerable.Range(first, parts.Length).Select(axis => x.Shape[axis])];
        if (sizes.Any(size => size < 1))
        {
            throw new ShapeException($"expected shape {DataFormat.Describe(parts.Length)} with known sizes of 1 or more, got {x.Shape}.");
        }

        if (sizes.Zip(parts).All(pair => pair.First % pair.Second == 0))
        {
            int[] window = [.. sizes.Zip(parts, (size, count) => size / count)];
            return DataFormat.WithChannelsLast(x, image => Ops.Emit(new Pool(kind, window, window, new int[2 * window.Length]), image));
        }

        for (int i = 0; i < parts.Length; i++)
        {
            x = Along(x, first + i, parts[i]);
        }

        return x;
    }

    private Tensor Along(Tensor x, int axis, int count)
    {
        long size = x.Shape[axis];
        return Ops.Concatenate([.. Enumerable.Range(0, count).Select(part =>
        {
            Tensor piece = Ops.Slice(x, axis, (int)(part * size / count), (int)((((part + 1) * size) + count - 1) / count));
            return kind == PoolKind.Max ? Ops.Max(piece, [axis], keepDims: true) : Ops.Mean(piece, [axis], keepDims: true);
        })], axis);
    }
}
