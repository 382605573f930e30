using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Attention in several heads, each on projections of its own: what MultiHeadAttention and GroupedQueryAttention share. The operands are
/// query, value and, where it is not the value, key; their masks leave values out, and the query's passes on. The call takes
/// <c>query_mask</c>, <c>value_mask</c>, <c>key_mask</c>, <c>attention_mask</c> (bool, broadcast to (batch, queries, values)),
/// <c>use_causal_mask</c> and <c>return_attention_scores</c> (a second output, (batch, heads, queries, values)).
/// </summary>
/// <param name="useBias">Whether the projections have biases.</param>
/// <param name="useGate">Whether a trained gate of the query, a sigmoid, multiplies the heads' results.</param>
/// <param name="dropout">The share of the scores that is dropped while training, 0 to 1.</param>
/// <param name="slidingWindow">A query sees the values less than so many places away; null: all.</param>
/// <param name="kernelInitializer">How the projections' kernels start.</param>
/// <param name="biasInitializer">How their biases start.</param>
/// <param name="kernelRegularizer">A penalty on the kernels.</param>
/// <param name="biasRegularizer">A penalty on the biases.</param>
/// <param name="activityRegularizer">A penalty on each projection's output.</param>
/// <param name="kernelConstraint">What the kernels are forced into after each step.</param>
/// <param name="biasConstraint">What the biases are forced into after each step.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
[NoFluentMethod]
public abstract partial class HeadedAttention(
    bool useBias,
    bool useGate,
    double dropout,
    int? slidingWindow,
    [Default("glorot_uniform")] Initializer? kernelInitializer,
    [Default("zeros")] Initializer? biasInitializer,
    Regularizer? kernelRegularizer,
    Regularizer? biasRegularizer,
    Regularizer? activityRegularizer,
    Constraint? kernelConstraint,
    Constraint? biasConstraint,
    long? seed) : Layer
{
    private static readonly string[] Operands = ["query", "value", "key"];
    private Softmax softmax = null!;
    private Dropout drop = null!;

    /// <summary>The share of the scores that is dropped while training.</summary>
    public double Dropout { get; } = Hyperparameter.Fraction(dropout);

    /// <summary>A query sees the values less than so many places away; null: all.</summary>
    public int? SlidingWindow { get; } = slidingWindow is int window ? Hyperparameter.AtLeast(1, window) : null;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    internal override IReadOnlyList<string> OperandNames => Operands;

    /// <summary>The query's mask passes on.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [masks[0]];

    /// <inheritdoc/>
    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
        if (BuildShapes is { } shapes)
        {
            writer.Key("build_config").WriteObject(build => build.Key("shapes_dict").WriteObject(all =>
            {
                for (int i = 0; i < shapes.Count; i++)
                {
                    all.Key($"{Operands[i]}_shape").WriteValue(shapes[i]);
                }
            }));
        }
    }

    /// <exception cref="ShapeException">The shapes do not go together.</exception>
    private protected static void Require(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count is < 2 or > 3)
        {
            throw new ShapeException($"expected the operands query and value, and perhaps key; got {inputs.Count}.");
        }

        if (inputs.Any(input => input.Rank < 3 || input[^1] < 1))
        {
            throw new ShapeException($"expected shapes (batch, steps, features) with known features, got {string.Join(", ", inputs)}.");
        }

        if (inputs.Count == 3 && !inputs[1][1..^1].IsCompatibleWith(inputs[2][1..^1]))
        {
            throw new ShapeException($"expected a value and a key of the same steps, got {inputs[1]} and {inputs[2]}.");
        }
    }

    /// <summary>A projection: of the features to heads, or of heads to features.</summary>
    private protected EinsumDense Projection(string name, string attribute, string equation, Shape output, string biasAxes, Shape input, string activation = "linear")
    {
        var dense = new EinsumDense(equation, output, activation, UseBias ? biasAxes : null, KernelInitializer, BiasInitializer, KernelRegularizer,
            BiasRegularizer, ActivityRegularizer, KernelConstraint, BiasConstraint)
        {
            Name = name,
            DType = DType,
        };
        AddLayer(dense, attribute);
        dense.EnsureBuilt([input]);
        return dense;
    }

    /// <summary>Softmax over the last axes of the scores, so many, and what drops some of them.</summary>
    private protected void BuildScores(int axes)
    {
        softmax = AddLayer(new Softmax(axes == 1 ? -1 : Enumerable.Range(-axes, axes).ToArray()) { DType = DType }, "_softmax");
        drop = AddLayer(new Dropout(Dropout, seed: Seed) { DType = DType }, "_dropout_layer");
    }

    /// <summary>The weights of scores that are computed, masked, and dropped while training.</summary>
    private protected (Tensor Scores, Tensor Dropped) Weighted(Tensor scores, Tensor? counts, int axes, CallContext context)
    {
        while (counts is not null && counts.Shape.Rank < scores.Shape.Rank)
        {
            int place = counts.Shape.Rank - (2 * axes);
            counts = Ops.ExpandDims(counts, Math.Max(0, place));
        }

        Tensor weights = softmax.ApplyAll([scores], counts is null ? null : new Dictionary<string, object?> { ["mask"] = counts })[0];
        weights.Mask = null;
        return (weights, Dropout > 0 ? drop.ApplyAll([weights], new Dictionary<string, object?> { ["training"] = context.Training })[0] : weights);
    }

    /// <summary>
    /// Attention of heads (batch, heads, steps, features): one operation where every query sees a value. One that sees none gets the values'
    /// mean, through which no gradient goes to it.
    /// </summary>
    private protected static Tensor Mixed(Tensor query, Tensor key, Tensor value, double scale, Tensor? counts, bool eachSeesSome)
    {
        double never = query.DType == DeepKeras.DType.Float16 ? -0.7 * 65504 : -0.7 * float.MaxValue;
        Tensor? mask = counts is null || counts.Shape.Rank == 4 ? counts : Ops.ExpandDims(counts, counts.Shape.Rank == 3 ? 1 : 0);
        if (mask is null || eachSeesSome)
        {
            return Ops.Attention(query, key, value, scale, mask is null ? null : Ops.Where(mask, Ops.Constant(query.DType, 0), Ops.Constant(query.DType, never)));
        }

        Tensor scores = Ops.MatMul(query, key, transposeA: false, transposeB: true) * scale;
        return Ops.MatMul(Ops.Softmax(Ops.Where(mask, scores, never)), value);
    }
}
