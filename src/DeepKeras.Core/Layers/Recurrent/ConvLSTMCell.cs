using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>One step of the ConvLSTM layers: an <see cref="LSTMCell"/> whose products are convolutions over one to three axes of space.</summary>
[NotConfig]
[NoFluentMethod]
internal sealed class ConvLSTMCell(
    int filters,
    IReadOnlyList<int> kernelSize,
    IReadOnlyList<int> strides,
    Padding padding,
    DataFormat dataFormat,
    IReadOnlyList<int> dilationRate,
    Activation? activation,
    Activation? recurrentActivation,
    bool useBias,
    Initializer? kernelInitializer,
    Initializer? recurrentInitializer,
    Initializer? biasInitializer,
    bool unitForgetBias,
    Regularizer? kernelRegularizer,
    Regularizer? recurrentRegularizer,
    Regularizer? biasRegularizer,
    Constraint? kernelConstraint,
    Constraint? recurrentConstraint,
    Constraint? biasConstraint,
    double dropout,
    double recurrentDropout,
    long? seed) : RNNCell
{
    private const int Gates = 4;
    private readonly Padding border = padding != Padding.Causal ? padding : throw new ArgumentException("padding: expected valid or same, got causal.", nameof(padding));
    private readonly int units = Hyperparameter.AtLeast(1, filters);
    private readonly int[] window = WindowRules.Sizes("kernel_size", kernelSize);
    private readonly int[] steps = WindowRules.Sizes("strides", strides);
    private readonly int[] dilations = WindowRules.Dilations(dilationRate, strides);
    private readonly double inputRate = Hyperparameter.Fraction(dropout);
    private readonly double stateRate = Hyperparameter.Fraction(recurrentDropout);
    private readonly Activation candidate = activation ?? Activation.Get("tanh");
    private readonly Activation gate = recurrentActivation ?? Activation.Get("sigmoid");
    private Shape state = Shape.Scalar;
    private Variable kernel = null!;
    private Variable recurrentKernel = null!;
    private Variable? bias;

    public override IReadOnlyList<Shape> StateShapes => [state, state];

    private Conv InputConvolution => new(steps, dilations, WindowRules.Pads(border, window, dilations), 1);

    private Conv StateConvolution => new(Ones, Ones, WindowRules.Pads(Padding.Same, window, Ones), 1);

    private int[] Ones => [.. window.Select(_ => 1)];

    internal override CellSteps Start(Tensor batch, Shape input, CallContext context)
    {
        DType type = DType.ComputeDType;
        IReadOnlyList<Tensor> inputMasks = Masks(batch, input, inputRate, Gates, seed, type, context);
        IReadOnlyList<Tensor> stateMasks = Masks(batch, state, stateRate, Gates, seed, type, context);
        return new(x => [x], (prepared, states) =>
        {
            Tensor sum = Convolved(prepared[0], kernel, InputConvolution, inputMasks);
            sum = bias is null ? sum : sum + bias;
            Tensor gates = sum + Convolved(states[0], recurrentKernel, StateConvolution, stateMasks);
            Tensor[] parts = [.. Enumerable.Range(0, Gates).Select(i => InFormat(Part(gates, i, units)))];
            Tensor c = (gate.Apply(parts[1]) * states[1]) + (gate.Apply(parts[0]) * candidate.Apply(parts[2]));
            Tensor h = gate.Apply(parts[3]) * candidate.Apply(c);
            return (h, [h, c]);
        });
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int channels = dataFormat.Channels(input, window.Length);
        Shape last = dataFormat == DataFormat.ChannelsLast ? input : [input[0], .. input[2..], channels];
        if (last[1..].Any(size => size == Shape.Unknown))
        {
            throw new ShapeException($"expected a step of shape {dataFormat.Describe(window.Length)} with every size but the batch known, got {input}.");
        }

        Shape kernelShape = [.. window, channels, Gates * units];
        Shape result = ShapeOps.Instance.Conv(new(DeepKeras.DType.Float32, last), new(DeepKeras.DType.Float32, kernelShape), InputConvolution).Shape[1..].With(-1, units);
        state = dataFormat == DataFormat.ChannelsLast ? result : [units, .. result[..^1]];
        kernel = AddWeight("kernel", kernelShape, kernelInitializer, kernelRegularizer, kernelConstraint);
        recurrentKernel = AddWeight("recurrent_kernel", [.. window, units, Gates * units], recurrentInitializer ?? "orthogonal", recurrentRegularizer, recurrentConstraint);
        if (useBias)
        {
            Initializer first = biasInitializer ?? "zeros";
            bias = AddWeight("bias", [Gates * units], unitForgetBias ? new ForgetBias(first, units) : first, biasRegularizer, biasConstraint);
        }
    }

    /// <summary>All gates' convolutions, channels last; each gate's with its own dropout mask.</summary>
    private Tensor Convolved(Tensor x, Tensor weights, Conv conv, IReadOnlyList<Tensor> masks) =>
        masks.Count == 0 ? Ops.Emit(conv, ChannelsLast(x), weights)
        : Ops.Concatenate([.. masks.Select((mask, i) => Ops.Emit(conv, ChannelsLast(x * mask), Part(weights, i, units)))], -1);

    private Tensor ChannelsLast(Tensor x) => dataFormat == DataFormat.ChannelsLast ? x : DataFormatRules.AxisTo(x, 1, -1);

    private Tensor InFormat(Tensor x) => dataFormat == DataFormat.ChannelsLast ? x : DataFormatRules.AxisTo(x, -1, 1);
}
