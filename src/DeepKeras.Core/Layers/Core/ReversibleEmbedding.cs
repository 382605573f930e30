using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// An <see cref="Embedding"/> that also goes back: called with <c>reverse</c>, (…, <paramref name="outputDim"/>) to scores of the integers,
/// (…, <paramref name="inputDim"/>), as a language model's head does. After <c>keras.layers.ReversibleEmbedding</c>.
/// </summary>
/// <param name="inputDim">How many integers there are, 1 or more.</param>
/// <param name="outputDim">The size of a vector, 1 or more.</param>
/// <param name="tieWeights">Whether the way back uses the same vectors.</param>
/// <param name="embeddingsInitializer">How the vectors start.</param>
/// <param name="embeddingsRegularizer">A penalty on the vectors.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="embeddingsConstraint">What the vectors are forced into after each step.</param>
/// <param name="maskZero">Whether 0 means "nothing here": later layers skip it.</param>
/// <param name="reverseDtype">The dtype of the way back, such as <c>float32</c>; null: the layer's.</param>
/// <param name="logitSoftCap">c: scores s become c · tanh(s / c); null: they stay.</param>
[ConfigFixed("quantization_config")]
public sealed partial class ReversibleEmbedding(
    int inputDim,
    int outputDim,
    bool tieWeights = true,
    [Default("uniform")] Initializer? embeddingsInitializer = null,
    Regularizer? embeddingsRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? embeddingsConstraint = null,
    bool maskZero = false,
    string? reverseDtype = null,
    double? logitSoftCap = null) : Layer
{
    private readonly DType? backType = reverseDtype is null ? null
        : Enum.TryParse(reverseDtype, ignoreCase: true, out DType type) && type.IsFloating() ? type
        : throw new ArgumentException($"reverse_dtype: expected float32, float64, float16 or bfloat16, got \"{reverseDtype}\".");

    private Variable embeddings = null!;
    private Variable? back;

    /// <summary>How many integers there are.</summary>
    public int InputDim { get; } = Hyperparameter.AtLeast(1, inputDim);

    /// <summary>The size of a vector.</summary>
    public int OutputDim { get; } = Hyperparameter.AtLeast(1, outputDim);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, EmbeddingsRegularizer, EmbeddingsConstraint);
        back = TieWeights ? null : AddWeight("reverse_embeddings", [OutputDim, InputDim], EmbeddingsInitializer);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor result = context.TryArgument("reverse", out bool reverse) && reverse ? Back(x) : Forth(x);
        context.Penalize(ActivityRegularizer, result);
        return result;
    }

    private Tensor Forth(Tensor x)
    {
        Tensor indices = x.DType is DeepKeras.DType.Int32 or DeepKeras.DType.Int64 ? x : Ops.Cast(x, DeepKeras.DType.Int32);
        Tensor result = Ops.Take(embeddings, indices);
        result.Mask = MaskZero ? Ops.NotEqual(x, 0) : null;
        return result;
    }

    private Tensor Back(Tensor x)
    {
        Tensor kernel = back is null ? Ops.Transpose(embeddings) : back;
        Tensor scores = backType is DType type ? Ops.MatMul(Ops.Cast(x, type), Ops.Cast(kernel, type)) : Ops.MatMul(x, kernel);
        return LogitSoftCap is double cap ? Ops.Tanh(scores / cap) * cap : scores;
    }
}
