using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Several inputs made one, element by element; sizes of 1 are repeated, and an input of lower rank gets axes after the batch. Their masks
/// are joined by "or"; one without a mask leaves none. What Add, Multiply and the others share.
/// </summary>
[NoFluentMethod]
public abstract class Merge : Layer
{
    private protected Merge()
    {
    }

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        int[] batches = [.. inputs.Select(input => input[0]).Where(size => size != Shape.Unknown).Distinct()];
        if (batches.Length > 1)
        {
            throw new ShapeException($"expected inputs of one batch size, got {string.Join(", ", inputs)}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        int rank = inputs.Max(input => input.Shape.Rank);
        bool alike = inputs.All(input => input.Shape.Rank == rank);
        return Combine([.. inputs.Select((input, i) => (Raised(input, rank), alike && context.Mask(i) is { } mask ? Ops.ExpandDims(mask, -1) : null))]);
    }

    /// <summary>Makes one of inputs of one rank, each with its mask, which has a last axis of size 1.</summary>
    private protected abstract Tensor Combine(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs);

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) =>
        masks.Any(mask => mask is null) ? [] : [masks.Aggregate((a, b) => Ops.LogicalOr(a!, b!))];

    /// <summary>Two inputs after the other, where masks decide whose element counts: masked ones give way.</summary>
    private protected static Tensor Fold(IReadOnlyList<(Tensor Value, Tensor? Mask)> inputs, Func<Tensor, Tensor, Tensor> combine)
    {
        (Tensor result, Tensor? resultMask) = inputs[0];
        foreach ((Tensor value, Tensor? mask) in inputs.Skip(1))
        {
            Tensor next = mask is null ? value : Ops.Where(mask, value, result);
            Tensor before = resultMask is null ? result : Ops.Where(resultMask, result, next);
            resultMask = mask is null || resultMask is null ? null : Ops.LogicalOr(resultMask, mask);
            result = combine(before, next);
        }

        return result;
    }

    private static Tensor Raised(Tensor x, int rank)
    {
        while (x.Shape.Rank < rank)
        {
            x = Ops.ExpandDims(x, 1);
        }

        return x;
    }
}
