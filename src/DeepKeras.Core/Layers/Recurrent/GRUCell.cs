using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// One step of <see cref="GRU"/>: an update gate z and a reset gate r = recurrent_activation(x · kernel + h · recurrent_kernel + bias), and a
/// candidate g = activation(x · kernel + r (h · recurrent_kernel) + bias), or (r h) · recurrent_kernel in it; h' = z h + (1 − z) g. After
/// <c>keras.layers.GRUCell</c>.
/// </summary>
/// <param name="units">The size of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to the candidate for the new state.</param>
/// <param name="recurrentActivation">Applied to the gates.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">How the kernel, which multiplies the input, starts.</param>
/// <param name="recurrentInitializer">How the recurrent kernel, which multiplies the state, starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="recurrentRegularizer">A penalty on the recurrent kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step of training.</param>
/// <param name="recurrentConstraint">What the recurrent kernel is forced into after each step of training.</param>
/// <param name="biasConstraint">What the bias is forced into after each step of training.</param>
/// <param name="dropout">The share of the inputs that is dropped in training, the same at every step, 0 to 1; 1 drops nothing.</param>
/// <param name="recurrentDropout">The share of the state that is dropped in training where the recurrent kernel multiplies it, 0 to 1; 1 drops nothing.</param>
/// <param name="resetAfter">Whether the reset gate is applied after the multiplication by the recurrent kernel (with a bias of its own), else before.</param>
/// <param name="seed">A seed of its own for dropout; null: the model's.</param>
[NoFluentMethod]
public sealed partial class GRUCell(
    int units,
    [Default("tanh")] Activation? activation = null,
    [Default("sigmoid")] Activation? recurrentActivation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("orthogonal")] Initializer? recurrentInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? recurrentRegularizer = null,
    Regularizer? biasRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? recurrentConstraint = null,
    Constraint? biasConstraint = null,
    double dropout = 0,
    double recurrentDropout = 0,
    bool resetAfter = true,
    long? seed = null) : RNNCell
{
    private Variable kernel = null!;
    private Variable recurrentKernel = null!;
    private Variable? bias;

    /// <summary>The size of the output and of each state.</summary>
    public int Units { get; } = Hyperparameter.AtLeast(1, units);

    /// <summary>The share of the inputs that is dropped in training.</summary>
    public double Dropout { get; } = Hyperparameter.Fraction(dropout);

    /// <summary>The share of the state that is dropped in training.</summary>
    public double RecurrentDropout { get; } = Hyperparameter.Fraction(recurrentDropout);

    /// <inheritdoc/>
    public override IReadOnlyList<Shape> StateShapes => [[Units]];

    internal override CellSteps Start(Tensor batch, Shape input, CallContext context)
    {
        // As in Keras each gate has masks of its own where the state is dropped, else all share one.
        DType type = DType.ComputeDType;
        int masks = RecurrentDropout > 0 ? 3 : 1;
        IReadOnlyList<Tensor> inputMasks = Masks(batch, input, Dropout, masks, Seed, type, context);
        IReadOnlyList<Tensor> stateMasks = Masks(batch, [Units], RecurrentDropout, masks, Seed, type, context);
        Tensor? inputBias = bias is null ? null : ResetAfter ? Ops.At(bias, 0, 0) : (Tensor)bias;
        Tensor? stateBias = bias is null || !ResetAfter ? null : Ops.At(bias, 0, 1);
        return new(Prepare, ResetAfter ? StepResetAfter : StepResetBefore);

        IReadOnlyList<Tensor> Prepare(Tensor x)
        {
            Tensor sum = Gated(x, kernel, inputMasks, Units);
            return [inputBias is null ? sum : sum + inputBias];
        }

        (Tensor Output, IReadOnlyList<Tensor> States) StepResetAfter(IReadOnlyList<Tensor> prepared, IReadOnlyList<Tensor> states)
        {
            Tensor h = states[0];
            Tensor inner = Gated(h, recurrentKernel, stateMasks, Units);
            inner = stateBias is null ? inner : inner + stateBias;
            Tensor z = RecurrentActivation.Apply(Part(prepared[0], 0, Units) + Part(inner, 0, Units));
            Tensor r = RecurrentActivation.Apply(Part(prepared[0], 1, Units) + Part(inner, 1, Units));
            return Mixed(z, h, Part(prepared[0], 2, Units) + (r * Part(inner, 2, Units)));
        }

        (Tensor Output, IReadOnlyList<Tensor> States) StepResetBefore(IReadOnlyList<Tensor> prepared, IReadOnlyList<Tensor> states)
        {
            Tensor h = states[0];
            IReadOnlyList<Tensor> gateMasks = [.. stateMasks.Take(2)];
            Tensor inner = Gated(h, Ops.Slice(recurrentKernel, -1, 0, 2 * Units), gateMasks, Units);
            Tensor z = RecurrentActivation.Apply(Part(prepared[0], 0, Units) + Part(inner, 0, Units));
            Tensor r = RecurrentActivation.Apply(Part(prepared[0], 1, Units) + Part(inner, 1, Units));
            Tensor kept = stateMasks.Count == 0 ? r * h : r * (h * stateMasks[2]);
            return Mixed(z, h, Part(prepared[0], 2, Units) + Ops.MatMul(kept, Part(recurrentKernel, 2, Units)));
        }

        (Tensor Output, IReadOnlyList<Tensor> States) Mixed(Tensor z, Tensor h, Tensor candidate)
        {
            Tensor after = (z * h) + ((1 - z) * Activation.Apply(candidate));
            return (after, [after]);
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank != 2 || input[^1] == Shape.Unknown)
        {
            throw new ShapeException($"expected a step of shape (batch, features) with a known number of features, got {input}.");
        }

        kernel = AddWeight("kernel", [input[^1], 3 * Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        recurrentKernel = AddWeight("recurrent_kernel", [Units, 3 * Units], RecurrentInitializer, RecurrentRegularizer, RecurrentConstraint);
        if (UseBias)
        {
            bias = AddWeight("bias", ResetAfter ? [2, 3 * Units] : [3 * Units], BiasInitializer, BiasRegularizer, BiasConstraint);
        }
    }
}
