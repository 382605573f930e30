using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// An <see cref="LSTM"/> over images, (batch, steps, height, width, channels), whose products are convolutions (Shi et al., Convolutional
/// LSTM network, 2015); the state is convolved with stride 1 and zeros around. After <c>keras.layers.ConvLSTM2D</c>.
/// </summary>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelSize">The size of both kernels, 1 or more along each axis.</param>
/// <param name="strides">How far the kernel moves over the input, 1 or more.</param>
/// <param name="padding">What the kernel sees beyond the input's edge; beyond the state's it sees zeros.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="dilationRate">The distance between neighbours that the kernel sees in the input, 1 or more; above 1 only where every stride is 1.</param>
/// <param name="activation">Applied to the candidate for the new state.</param>
/// <param name="recurrentActivation">Applied to the gates.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">How the kernel, which multiplies the input, starts.</param>
/// <param name="recurrentInitializer">How the recurrent kernel, which multiplies the state, starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
/// <param name="unitForgetBias">Whether the forget gate's bias starts as 1.</param>
/// <param name="kernelRegularizer">A penalty on the kernel.</param>
/// <param name="recurrentRegularizer">A penalty on the recurrent kernel.</param>
/// <param name="biasRegularizer">A penalty on the bias.</param>
/// <param name="activityRegularizer">A penalty on the outputs.</param>
/// <param name="kernelConstraint">What the kernel is forced into after each step of training.</param>
/// <param name="recurrentConstraint">What the recurrent kernel is forced into after each step of training.</param>
/// <param name="biasConstraint">What the bias is forced into after each step of training.</param>
/// <param name="dropout">The share of the inputs that is dropped in training, the same at every step, 0 to 1; 1 drops nothing.</param>
/// <param name="recurrentDropout">The share of the state that is dropped in training where the recurrent kernel multiplies it, 0 to 1; 1 drops nothing.</param>
/// <param name="seed">A seed of its own for dropout; null: the model's.</param>
/// <param name="returnSequences">Whether the output of every step is given, else that of the last one.</param>
/// <param name="returnState">Whether the states after the last step are further outputs.</param>
/// <param name="goBackwards">Whether the last step is read first; outputs stand in the order of computing.</param>
/// <param name="stateful">Whether a batch begins with the states that the batch before it ended with; the batch size must be known.</param>
/// <param name="unroll">Asks that the number of steps be known; the loop is the engine's matter.</param>
/// <param name="zeroOutputForMask">Whether the output of a masked step is zeros, else the output before it.</param>
public sealed partial class ConvLSTM2D(
    int filters,
    Size2 kernelSize,
    [Default(1)] Size2? strides = null,
    Padding padding = Padding.Valid,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [Default(1)] Size2? dilationRate = null,
    [Default("tanh")] Activation? activation = null,
    [Default("sigmoid")] Activation? recurrentActivation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("orthogonal")] Initializer? recurrentInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    bool unitForgetBias = true,
    Regularizer? kernelRegularizer = null,
    Regularizer? recurrentRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? recurrentConstraint = null,
    Constraint? biasConstraint = null,
    double dropout = 0,
    double recurrentDropout = 0,
    long? seed = null,
    bool returnSequences = false,
    bool returnState = false,
    bool goBackwards = false,
    bool stateful = false,
    bool unroll = false,
    bool zeroOutputForMask = false)
    : Recurrent(
        new ConvLSTMCell(filters, kernelSize, strides ?? 1, padding, dataFormat, dilationRate ?? 1, activation, recurrentActivation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, unitForgetBias, kernelRegularizer, recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed) { Name = "conv_lstm_cell" },
        returnSequences,
        returnState,
        goBackwards,
        stateful,
        unroll,
        zeroOutputForMask)
{
    private protected override Regularizer? OutputPenalty => ActivityRegularizer;
}
