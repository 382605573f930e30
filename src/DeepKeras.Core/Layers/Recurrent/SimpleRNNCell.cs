using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>One step of <see cref="SimpleRNN"/>: activation(x · kernel + h · recurrent_kernel + bias). After <c>keras.layers.SimpleRNNCell</c>.</summary>
/// <param name="units">The size of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to the sum; the result is the output and the state.</param>
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
/// <param name="seed">A seed of its own for dropout; null: the model's.</param>
[NoFluentMethod]
public sealed partial class SimpleRNNCell(
    int units,
    [Default("tanh")] Activation? activation = null,
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
        DType type = DType.ComputeDType;
        IReadOnlyList<Tensor> inputMasks = Masks(batch, input, Dropout, 1, Seed, type, context);
        IReadOnlyList<Tensor> stateMasks = Masks(batch, [Units], RecurrentDropout, 1, Seed, type, context);
        return new(Prepare, Step);

        IReadOnlyList<Tensor> Prepare(Tensor x)
        {
            Tensor sum = Gated(x, kernel, inputMasks, Units);
            return [bias is null ? sum : sum + bias];
        }

        (Tensor Output, IReadOnlyList<Tensor> States) Step(IReadOnlyList<Tensor> prepared, IReadOnlyList<Tensor> states)
        {
            Tensor h = Activation.Apply(Gated(states[0], recurrentKernel, stateMasks, Units) + prepared[0]);
            return (h, [h]);
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank != 2 || input[^1] == Shape.Unknown)
        {
            throw new ShapeException($"expected a step of shape (batch, features) with a known number of features, got {input}.");
        }

        kernel = AddWeight("kernel", [input[^1], Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        recurrentKernel = AddWeight("recurrent_kernel", [Units, Units], RecurrentInitializer, RecurrentRegularizer, RecurrentConstraint);
        if (UseBias)
        {
            bias = AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint);
        }
    }
}
