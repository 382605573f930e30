using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// One step of <see cref="LSTM"/>: gates i, f, o = recurrent_activation(x · kernel + h · recurrent_kernel + bias) and a candidate g of the
/// same with activation; c' = f c + i g, h' = o activation(c'). The states are h and c. After <c>keras.layers.LSTMCell</c>.
/// </summary>
/// <param name="units">The size of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to the candidate for the new state.</param>
/// <param name="recurrentActivation">Applied to the gates.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="unitForgetBias">Whether the forget gate's bias starts as 1.</param>
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
/// <param name="seed">A seed of its own for dropout; null: the model's.</param>
[NoFluentMethod]
public sealed partial class LSTMCell(
    int units,
    [Default("tanh")] Activation? activation = null,
    [Default("sigmoid")] Activation? recurrentActivation = null,
    bool useBias = true,
    bool unitForgetBias = true,
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
    public override IReadOnlyList<Shape> StateShapes => [[Units], [Units]];

    internal override CellSteps Start(Tensor batch, Shape input, CallContext context)
    {
        // As in Keras each gate has masks of its own where the state is dropped, else all share one.
        DType type = DType.ComputeDType;
        int masks = RecurrentDropout > 0 ? 4 : 1;
        IReadOnlyList<Tensor> inputMasks = Masks(batch, input, Dropout, masks, Seed, type, context);
        IReadOnlyList<Tensor> stateMasks = Masks(batch, [Units], RecurrentDropout, masks, Seed, type, context);
        return new(Prepare, Step);

        IReadOnlyList<Tensor> Prepare(Tensor x)
        {
            Tensor sum = Gated(x, kernel, inputMasks, Units);
            return [bias is null ? sum : sum + bias];
        }

        (Tensor Output, IReadOnlyList<Tensor> States) Step(IReadOnlyList<Tensor> prepared, IReadOnlyList<Tensor> states)
        {
            Tensor gates = Gated(states[0], recurrentKernel, stateMasks, Units) + prepared[0];
            Tensor i = RecurrentActivation.Apply(Part(gates, 0, Units));
            Tensor f = RecurrentActivation.Apply(Part(gates, 1, Units));
            Tensor c = (f * states[1]) + (i * Activation.Apply(Part(gates, 2, Units)));
            Tensor h = RecurrentActivation.Apply(Part(gates, 3, Units)) * Activation.Apply(c);
            return (h, [h, c]);
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank != 2 || input[^1] == Shape.Unknown)
        {
            throw new ShapeException($"expected a step of shape (batch, features) with a known number of features, got {input}.");
        }

        kernel = AddWeight("kernel", [input[^1], 4 * Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        recurrentKernel = AddWeight("recurrent_kernel", [Units, 4 * Units], RecurrentInitializer, RecurrentRegularizer, RecurrentConstraint);
        if (UseBias)
        {
            bias = AddWeight("bias", [4 * Units], UnitForgetBias ? new ForgetBias(BiasInitializer, Units) : BiasInitializer, BiasRegularizer, BiasConstraint);
        }
    }
}
