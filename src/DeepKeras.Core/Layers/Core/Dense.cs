using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Every output is a weighted sum of every input: activation(x · kernel + bias) over the last axis. After <c>keras.layers.Dense</c>.</summary>
/// <param name="units">The size of the output's last axis, 1 or more.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">How the kernel, (inputs, units), starts.</param>
/// <param name="biasInitializer">How the bias, (units), starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
/// <param name="loraRank">The rank of a trained correction of the kernel, which is frozen then (LoRA); null: none.</param>
/// <param name="loraAlpha">The correction counts alpha / rank times; null: once.</param>
[ConfigFixed("quantization_config")]
public sealed partial class Dense(
    int units,
    [Default("linear")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    [OmitWhenNull] Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    [OmitWhenNull] int? loraRank = null,
    [OmitWhenNull] double? loraAlpha = null) : Layer
{
    private Variable kernel = null!;
    private Variable? bias;
    private LowRankUpdate? correction;

    /// <summary>The size of the output's last axis.</summary>
    public int Units { get; } = Hyperparameter.AtLeast(1, units);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank < 2 || input[^1] == Shape.Unknown)
        {
            throw new ShapeException($"expected shape (batch, …, inputs) with a known last size, got {input}.");
        }

        kernel = AddWeight("kernel", [input[^1], Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        if (UseBias)
        {
            bias = AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint);
        }

        correction = LoraRank is int rank ? AddLowRankUpdate(kernel, rank, LoraAlpha) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor sum = Ops.MatMul(x, correction?.AddTo(kernel) ?? kernel);
        Tensor result = Activation.Apply(bias is null ? sum : sum + bias);
        context.Penalize(ActivityRegularizer, result);
        return result;
    }
}
