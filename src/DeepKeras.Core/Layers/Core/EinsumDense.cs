using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A <see cref="Dense"/> over any axes: activation(einsum(equation, x, kernel) + bias). <c>"abc,cd->abd"</c> is Dense on sequences,
/// <c>"abc,cde->abde"</c> makes heads. After <c>keras.layers.EinsumDense</c>.
/// </summary>
/// <param name="equation">Einstein's sum of the input and the kernel, each axis a letter; <c>...</c> may stand first or last for axes that stay.</param>
/// <param name="outputShape">The output's sizes after the batch; −1 where it is the input's.</param>
/// <param name="activation">Applied to the sum; null: none.</param>
/// <param name="biasAxes">The output's letters along which the bias has values of its own; null: no bias.</param>
/// <param name="kernelInitializer">How the kernel starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step.</param>
/// <param name="biasConstraint">What the bias is forced into after each step.</param>
/// <param name="loraRank">The rank of a trained correction of the kernel, which is frozen then (LoRA); null: none.</param>
/// <param name="loraAlpha">The correction counts alpha / rank times; null: once.</param>
[ConfigFixed("quantization_config")]
public sealed partial class EinsumDense(
    string equation,
    Shape outputShape,
    [Default("linear")] Activation? activation = null,
    string? biasAxes = null,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? biasConstraint = null,
    [OmitWhenNull] int? loraRank = null,
    [OmitWhenNull] double? loraAlpha = null) : Layer
{
    private EinsumEquation einsum = null!;
    private Variable kernel = null!;
    private Variable? bias;
    private LowRankUpdate? correction;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        einsum = EinsumEquation.Parse(Equation, input.Rank);
        Shape output = einsum.Output(input, OutputShape);
        (Shape shape, int[] inputAxes, int[] outputAxes) = einsum.Kernel(input, output);
        kernel = AddWeight("kernel", shape, Fanned(KernelInitializer, inputAxes, outputAxes), KernelRegularizer, KernelConstraint);
        bias = BiasAxes is null ? null : AddWeight("bias", einsum.Bias(output, BiasAxes), BiasInitializer, BiasRegularizer, BiasConstraint);
        correction = LoraRank is int rank ? AddLowRankUpdate(kernel, rank, LoraAlpha) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor sum = einsum.Apply(x, correction?.AddTo(kernel) ?? kernel);
        Tensor result = Activation.Apply(bias is null ? sum : sum + bias);
        context.Penalize(ActivityRegularizer, result);
        return result;
    }

    /// <summary>An initializer that goes by the numbers of inputs and outputs learns from the equation which axes those are.</summary>
    private static Initializer Fanned(Initializer initializer, int[] inputAxes, int[] outputAxes) => initializer is FanInitializer { InputAxes: null } or FanInitializer { OutputAxes: null }
        ? ((FanInitializer)initializer).WithAxes(inputAxes, outputAxes)
        : initializer;
}
