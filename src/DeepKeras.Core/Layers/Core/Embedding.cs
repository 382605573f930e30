using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A trained vector for each integer from 0 to <paramref name="inputDim"/> − 1: (batch, …) to (batch, …, <paramref name="outputDim"/>).
/// After <c>keras.layers.Embedding</c>.
/// </summary>
/// <param name="inputDim">How many integers there are, 1 or more.</param>
/// <param name="outputDim">The size of a vector, 1 or more.</param>
/// <param name="embeddingsInitializer">How the vectors start.</param>
/// <param name="embeddingsRegularizer">A penalty on the vectors.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="embeddingsConstraint">What the vectors are forced into after each step.</param>
/// <param name="maskZero">Whether 0 means "nothing here": later layers skip it.</param>
/// <param name="loraRank">The rank of a trained correction of the vectors, which are frozen then (LoRA); null: none.</param>
/// <param name="loraAlpha">The correction counts alpha / rank times; null: once.</param>
[ConfigFixed("quantization_config")]
public sealed partial class Embedding(
    int inputDim,
    int outputDim,
    [Default("uniform")] Initializer? embeddingsInitializer = null,
    Regularizer? embeddingsRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? embeddingsConstraint = null,
    bool maskZero = false,
    [OmitWhenNull] int? loraRank = null,
    [OmitWhenNull] double? loraAlpha = null) : Layer
{
    private Variable embeddings = null!;
    private LowRankUpdate? correction;

    /// <summary>How many integers there are.</summary>
    public int InputDim { get; } = Hyperparameter.AtLeast(1, inputDim);

    /// <summary>The size of a vector.</summary>
    public int OutputDim { get; } = Hyperparameter.AtLeast(1, outputDim);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => MaskZero;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, EmbeddingsRegularizer, EmbeddingsConstraint);
        correction = LoraRank is int rank ? AddLowRankUpdate(embeddings, rank, LoraAlpha) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor indices = x.DType is DeepKeras.DType.Int32 or DeepKeras.DType.Int64 ? x : Ops.Cast(x, DeepKeras.DType.Int32);
        Tensor result = Ops.Gather(correction?.AddTo(embeddings) ?? embeddings, indices, 0);
        context.Penalize(ActivityRegularizer, result);
        return result;
    }

    /// <summary>Where the integer is not 0, if 0 means "nothing here".</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) =>
        MaskZero ? [Ops.NotEqual(inputs[0], 0)] : [];
}
