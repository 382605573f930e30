using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A recurrent layer whose output is its state: h' = activation(x · kernel + h · recurrent_kernel + bias), (batch, steps, features) to
/// (batch, units), or (batch, steps, units) with <paramref name="returnSequences"/>. After <c>keras.layers.SimpleRNN</c>.
/// </summary>
/// <param name="units">The size of the output and of each state, 1 or more.</param>
/// <param name="activation">Applied to the sum; the result is the output and the state.</param>
/// <param name="useBias">Whether a bias is added.</param>
/// <param name="kernelInitializer">How the kernel, which multiplies the input, starts.</param>
/// <param name="recurrentInitializer">How the recurrent kernel, which multiplies the state, starts.</param>
/// <param name="biasInitializer">How the bias starts.</param>
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
public sealed partial class SimpleRNN(
    int units,
    [Default("tanh")] Activation? activation = null,
    bool useBias = true,
    [Default("glorot_uniform")] Initializer? kernelInitializer = null,
    [Default("orthogonal")] Initializer? recurrentInitializer = null,
    [Default("zeros")] Initializer? biasInitializer = null,
    Regularizer? kernelRegularizer = null,
    Regularizer? recurrentRegularizer = null,
    Regularizer? biasRegularizer = null,
    Regularizer? activityRegularizer = null,
    Constraint? kernelConstraint = null,
    Constraint? recurrentConstraint = null,
    Constraint? biasConstraint = null,
    double dropout = 0,
    double recurrentDropout = 0,
    [NotConfig] long? seed = null,
    bool returnSequences = false,
    bool returnState = false,
    bool goBackwards = false,
    bool stateful = false,
    bool unroll = false,
    bool zeroOutputForMask = false)
    : Recurrent(
        new SimpleRNNCell(units, activation, useBias, kernelInitializer, recurrentInitializer, biasInitializer, kernelRegularizer, recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, biasConstraint, dropout, recurrentDropout, seed) { Name = "simple_rnn_cell" },
        returnSequences,
        returnState,
        goBackwards,
        stateful,
        unroll,
        zeroOutputForMask)
{
    private protected override Regularizer? OutputPenalty => ActivityRegularizer;
}
