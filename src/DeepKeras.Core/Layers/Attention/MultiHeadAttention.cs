using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Dot-product attention in several heads (Vaswani et al., Attention is all you need, 2017): (batch, queries, features) and
/// (batch, values, features) to (batch, queries, features of the query). After <c>keras.layers.MultiHeadAttention</c>.
/// </summary>
/// <param name="numHeads">The number of heads, 1 or more.</param>
/// <param name="keyDim">The features of each head's queries and keys, 1 or more.</param>
/// <param name="valueDim">The features of each head's values; null: <paramref name="keyDim"/>.</param>
/// <param name="dropout">The share of the scores that is dropped while training, 0 to 1.</param>
/// <param name="useBias">Whether the projections have biases.</param>
/// <param name="outputShape">The output's sizes in place of the query's features; null: those.</param>
/// <param name="attentionAxes">The axes over which values are seen; null: all but the batch and the features.</param>
/// <param name="slidingWindow">A query sees the values less than so many places away; null: all.</param>
/// <param name="kernelInitializer">How the projections' kernels start.</param>
/// <param name="biasInitializer">How their biases start.</param>
/// <param name="kernelRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the biases.</param>
/// <param name="activityRegularizer">A penalty on each projection's output.</param>
/// <param name="kernelConstraint">What the kernels are forced into after each step.</param>
/// <param name="biasConstraint">What the biases are forced into after each step.</param>
/// <param name="useGate">Whether a trained gate of the query, a sigmoid, multiplies the heads' results.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[NoFluentMethod]
public sealed partial class MultiHeadAttention(
    int numHeads,
    int keyDim,
    int? valueDim = null,
    double dropout = 0.0,
    bool useBias = true,
    Shape? outputShape = null,
    Axes? attentionAxes = null,
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
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private int[] seen = [];
    private Axes? axesInConfig = attentionAxes is null ? null : [.. attentionAxes];
    private EinsumDense queries = null!;
    private EinsumDense keys = null!;
    private EinsumDense values = null!;
    private EinsumDense? gates;
    private EinsumDense output = null!;

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; } = Hyperparameter.AtLeast(1, numHeads);

    /// <summary>The features of each head's queries and keys.</summary>
    public int KeyDim { get; } = Hyperparameter.AtLeast(1, keyDim);

    /// <summary>The features of each head's values.</summary>
    public int ValueDim { get; } = Hyperparameter.AtLeast(1, valueDim ?? keyDim);

    /// <summary>The axes over which values are seen; once the layer is built, as it sees them.</summary>
    public Axes? AttentionAxes => axesInConfig;

    private double Scale => 1 / Math.Sqrt(KeyDim);

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        Require(inputs);
        (Shape query, Shape value) = (inputs[0], inputs[1]);
        int rank = value.Rank;
        seen = axesInConfig is null ? [.. Enumerable.Range(1, rank - 2)] : [.. axesInConfig.Select(axis => axis < 0 ? axis + rank : axis)];
        if (seen.Length == 0 || seen.Any(axis => axis < 1 || axis > rank - 2) || query.Rank != rank)
        {
            throw new ShapeException($"expected a query and a value of one rank with attention along axes 1 to {rank - 2}, got {query}, {value} and axes [{string.Join(", ", seen)}].");
        }

        queries = ToHeads("query", "query_dense", query, KeyDim);
        keys = ToHeads("key", "key_dense", inputs.Count > 2 ? inputs[2] : value, KeyDim);
        gates = UseGate ? ToHeads("gate", "_gate_dense", query, ValueDim, "sigmoid") : null;
        values = ToHeads("value", "value_dense", value, ValueDim);
        BuildScores(seen.Length);
        axesInConfig = [.. seen];

        Shape features = OutputShape ?? [query[^1]];
        string free = Letters[..(query.Rank - 1)];
        string heads = Letters[(query.Rank - 1)..(query.Rank + 1)];
        string made = Letters[(query.Rank + 1)..(query.Rank + 1 + features.Rank)];
        output = Projection("attention_output", "output_dense", $"{free}{heads},{heads}{made}->{free}{made}",
            [.. Enumerable.Repeat(Shape.Unknown, query.Rank - 2), .. features], made, [.. query[..^1], NumHeads, ValueDim]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        (Tensor query, Tensor value) = (inputs[0], inputs[1]);
        bool both = context.TryArgument("return_attention_scores", out bool wanted) && wanted;

        // Of the query's masks Keras takes the one that came with it, never one that is passed.
        Tensor? counts = AttentionMasks.Of(query, value, context, context.Mask(0), SlidingWindow);

        int rank = query.Shape.Rank + 1;
        int[] order = [.. Enumerable.Range(0, rank - 1).Except(seen), .. seen, rank - 1];
        int[] back = [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(order, axis))];
        Tensor q = Ops.Transpose(queries.Apply(query), order);
        Tensor k = Ops.Transpose(keys.Apply(inputs.Count > 2 ? inputs[2] : value), order);
        Tensor v = Ops.Transpose(values.Apply(value), order);
        Tensor mixed;
        Tensor? scores = null;
        if (rank == 4 && !both && Dropout == 0)
        {
            mixed = Mixed(q, k, v, Scale, counts, AttentionMasks.IsCausalAlone(context, SlidingWindow));
        }
        else
        {
            // Keras multiplies the query before the product; several axes of attention are one axis while matrices are multiplied.
            int kept = rank - seen.Length - 1;
            Shape shape = q.Shape;
            Tensor product = Ops.MatMul(Flat(q, kept) * Scale, Flat(k, kept), transposeA: false, transposeB: true);
            Tensor apart = seen.Length == 1 ? product : Ops.Reshape(product, [.. Copies(kept), .. Sizes(q, kept), .. Sizes(k, kept)]);
            (scores, Tensor dropped) = Weighted(apart, counts, seen.Length, context);
            Tensor flat = seen.Length == 1 ? dropped : Ops.Reshape(dropped, [.. Copies(kept), Sizes(q, kept).Aggregate(1, (a, b) => a * b), Sizes(k, kept).Aggregate(1, (a, b) => a * b)]);
            mixed = Ops.MatMul(flat, Flat(v, kept));
            mixed = seen.Length == 1 ? mixed : Ops.Reshape(mixed, [.. Copies(kept), .. Sizes(q, kept), ValueDim]);
        }

        Tensor heads = Ops.Transpose(mixed, back);
        Tensor result = output.Apply(gates is null ? heads : heads * gates.Apply(query));
        return both ? [result, scores!] : [result];
    }

    private static int[] Copies(int count) => [.. Enumerable.Range(0, count).Select(ReshapeDims.Copy)];

    private int[] Sizes(Tensor x, int kept)
    {
        int[] sizes = [.. x.Shape[kept..^1]];
        return seen.Length == 1 || sizes.All(size => size >= 0) ? sizes
            : throw new ShapeException($"expected known sizes along the axes of attention [{string.Join(", ", seen)}], as there are several.");
    }

    private Tensor Flat(Tensor x, int kept) =>
        seen.Length == 1 ? x : Ops.Reshape(x, [.. Copies(kept), Sizes(x, kept).Aggregate(1, (a, b) => a * b), x.Shape[^1]]);

    private EinsumDense ToHeads(string name, string attribute, Shape input, int features, string activation = "linear")
    {
        string free = Letters[..(input.Rank - 1)];
        char summed = Letters[input.Rank - 1];
        string heads = Letters[input.Rank..(input.Rank + 2)];
        return Projection(name, attribute, $"{free}{summed},{summed}{heads}->{free}{heads}", [.. Enumerable.Repeat(Shape.Unknown, input.Rank - 2), NumHeads, features], heads, input, activation);
    }
}
