using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Attention in several heads of which groups share their keys and values (Ainslie et al., GQA, 2023): (batch, queries, features) and
/// (batch, values, features) to (batch, queries, features of the query). After <c>keras.layers.GroupQueryAttention</c>.
/// </summary>
/// <param name="headDim">The features of each head, 1 or more.</param>
/// <param name="numQueryHeads">The number of heads of queries, 1 or more.</param>
/// <param name="numKeyValueHeads">The number of heads of keys and values; it divides <paramref name="numQueryHeads"/>.</param>
/// <param name="dropout">The share of the scores that is dropped while training, 0 to 1.</param>
/// <param name="useBias">Whether the projections have biases.</param>
/// <param name="slidingWindow">A query sees the values less than so many places away; null: all.</param>
/// <param name="kernelInitializer">How the projections' kernels start.</param>
/// <param name="biasInitializer">How their biases start.</param>
/// <param name="kernelRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the biases.</param>
/// <param name="activityRegularizer">A penalty on each projection's output, and on the layer's own.</param>
/// <param name="kernelConstraint">What the kernels are forced into after each step.</param>
/// <param name="biasConstraint">What the biases are forced into after each step.</param>
/// <param name="useGate">Whether a trained gate of the query, a sigmoid, multiplies the heads' results.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[KerasName("GroupQueryAttention")]
[KerasAlias("GroupedQueryAttention")]
[NoFluentMethod]
public sealed partial class GroupedQueryAttention(
    int headDim,
    int numQueryHeads,
    int numKeyValueHeads,
    double dropout = 0.0,
    bool useBias = true,
    int? slidingWindow = null,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    bool useGate = false,
    long? seed = null)
    : HeadedAttention(useBias, useGate, dropout, slidingWindow, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer,
        kernelConstraint, biasConstraint, seed)
{
    private EinsumDense queries = null!;
    private EinsumDense keys = null!;
    private EinsumDense values = null!;
    private EinsumDense? gates;
    private EinsumDense output = null!;

    /// <summary>Python's class has another name than Keras's list.</summary>
    internal override string DefaultName => "grouped_query_attention";

    /// <summary>The features of each head.</summary>
    public int HeadDim { get; } = Hyperparameter.AtLeast(1, headDim);

    /// <summary>The number of heads of queries.</summary>
    public int NumQueryHeads { get; } = numQueryHeads % Hyperparameter.AtLeast(1, numKeyValueHeads) == 0 ? Hyperparameter.AtLeast(1, numQueryHeads)
        : throw new ArgumentException($"num_query_heads: expected a multiple of num_key_value_heads {numKeyValueHeads}, got {numQueryHeads}.");

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        Require(inputs);
        if (inputs.Any(input => input.Rank != 3))
        {
            throw new ShapeException($"expected shapes (batch, steps, features), got {string.Join(", ", inputs)}.");
        }

        (Shape query, Shape value) = (inputs[0], inputs[1]);
        if (query[^1] != value[^1])
        {
            throw new ShapeException($"expected a query and a value of the same features, got {query} and {value}.");
        }

        queries = Projection("query", "_query_dense", "bqm,muh->bquh", [Shape.Unknown, NumQueryHeads, HeadDim], "uh", query);
        keys = Projection("key", "_key_dense", "bkm,mvh->bkvh", [Shape.Unknown, NumKeyValueHeads, HeadDim], "vh", inputs.Count > 2 ? inputs[2] : value);
        gates = UseGate ? Projection("gate", "_gate_dense", "bqm,muh->bquh", [Shape.Unknown, NumQueryHeads, HeadDim], "uh", query, "sigmoid") : null;
        values = Projection("value", "_value_dense", "bkm,mvh->bkvh", [Shape.Unknown, NumKeyValueHeads, HeadDim], "vh", value);
        BuildScores(1);
        output = Projection("attention_output", "_output_dense", "bquh,uhm->bqm", [Shape.Unknown, query[^1]], "m", [query[0], query[1], NumQueryHeads, HeadDim]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        (Tensor query, Tensor value) = (inputs[0], inputs[1]);
        bool both = context.TryArgument("return_attention_scores", out bool wanted) && wanted;
        Tensor? counts = AttentionMasks.Of(query, value, context, context.Argument("query_mask") ?? context.Mask(0), SlidingWindow);
        double scale = 1 / Math.Sqrt(HeadDim);

        int repeats = NumQueryHeads / NumKeyValueHeads;
        Tensor q = HeadsFirst(queries.Apply(query), 1);
        Tensor k = HeadsFirst(keys.Apply(inputs.Count > 2 ? inputs[2] : value), repeats);
        Tensor v = HeadsFirst(values.Apply(value), repeats);
        Tensor mixed;
        Tensor? scores = null;
        if (!both && Dropout == 0)
        {
            mixed = Mixed(q, k, v, scale, counts, AttentionMasks.IsCausalAlone(context, SlidingWindow));
        }
        else
        {
            (scores, Tensor dropped) = Weighted(Ops.MatMul(q * scale, k, transposeA: false, transposeB: true), counts, 1, context);
            mixed = Ops.MatMul(dropped, v);
        }

        Tensor heads = Ops.Transpose(mixed, 0, 2, 1, 3);
        Tensor result = output.Apply(gates is null ? heads : heads * gates.Apply(query));
        IReadOnlyList<Tensor> outputs = both ? [result, scores!] : [result];
        foreach (Tensor each in outputs)
        {
            context.Penalize(ActivityRegularizer, each);
        }

        return outputs;
    }

    /// <summary>(batch, steps, heads, features) to (batch, heads, steps, features), each head repeated.</summary>
    private static Tensor HeadsFirst(Tensor x, int repeats) => Repetition.Along(Ops.Transpose(x, 0, 2, 1, 3), 1, repeats);
}
