using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// softmax(scores of query and key) value, on (batch, queries, features), (batch, values, features) and (batch, values, features): what
/// Attention and AdditiveAttention share. The inputs are query, value and, where it is not the value, key. A mask of the values leaves
/// values out; one of the query sets its rows to 0 and passes on. The call takes <c>use_causal_mask</c> (no query sees a later value) and
/// <c>return_attention_scores</c> (a second output, (batch, queries, values)).
/// </summary>
[NoFluentMethod]
public abstract class ScoredAttention : Layer
{
    private const double FarBelow = 1e9;
    private const double FarBelowInHalf = 65504;

    private protected ScoredAttention()
    {
    }

    /// <summary>The share of the scores that is dropped while training.</summary>
    private protected abstract double ScoresDropped { get; }

    /// <summary>The seed of what is dropped; null: the model's.</summary>
    private protected abstract long? OwnSeed { get; }

    /// <summary>The scores, (batch, queries, values), before softmax.</summary>
    private protected abstract Tensor Scores(Tensor query, Tensor key);

    /// <summary>Makes the weights, given the features of the query.</summary>
    private protected abstract void BuildScores(Shape query);

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count is < 2 or > 3)
        {
            throw new ShapeException($"expected inputs [query, value] or [query, value, key], got {inputs.Count}.");
        }

        if (inputs.Any(input => input.Rank < 2))
        {
            throw new ShapeException($"expected shapes (batch, steps, features), got {string.Join(", ", inputs)}.");
        }

        BuildScores(inputs[0]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        (Tensor query, Tensor value) = (inputs[0], inputs[1]);
        Tensor scores = Scores(query, inputs.Count > 2 ? inputs[2] : value);
        Tensor? counts = context.Mask(1) is { } valueMask ? Ops.ExpandDims(valueMask, -2) : null;
        if (context.TryArgument("use_causal_mask", out bool causal) && causal)
        {
            counts = AttentionMasks.And(counts, AttentionMasks.Causal(scores));
        }

        if (counts is not null)
        {
            scores = Ops.Where(counts, scores, scores - (scores.DType == DeepKeras.DType.Float16 ? FarBelowInHalf : FarBelow));
        }

        Tensor weights = Ops.Softmax(scores);
        Tensor output = Ops.MatMul(Noise.Drop(weights, ScoresDropped, null, OwnSeed, context), value);
        if (context.Mask() is { } queryMask)
        {
            output = Ops.Where(Ops.ExpandDims(queryMask, -1), output, 0);
        }

        return context.TryArgument("return_attention_scores", out bool both) && both ? [output, weights] : [output];
    }

    /// <summary>The query's mask.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [masks[0]];
}
