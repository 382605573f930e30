namespace DeepKeras.Layers;

/// <summary>
/// A cell, or a stack of them, run over the steps of a sequence: (batch, steps, features) to (batch, units), or (batch, steps, units) with
/// <paramref name="returnSequences"/>. After <c>keras.layers.RNN</c>.
/// </summary>
/// <param name="cell">One step: one of Keras's cells, <see cref="StackedRNNCells"/>, or your own.</param>
/// <param name="returnSequences">Whether the output of every step is given, else that of the last one.</param>
/// <param name="returnState">Whether the states after the last step are further outputs.</param>
/// <param name="goBackwards">Whether the last step is read first; outputs stand in the order of computing.</param>
/// <param name="stateful">Whether a batch begins with the states that the batch before it ended with; the batch size must be known.</param>
/// <param name="unroll">Asks that the number of steps be known; the loop is the engine's matter.</param>
/// <param name="zeroOutputForMask">Whether the output of a masked step is zeros, else the output before it.</param>
public sealed partial class RNN(
    RNNCell cell,
    bool returnSequences = false,
    bool returnState = false,
    bool goBackwards = false,
    bool stateful = false,
    bool unroll = false,
    bool zeroOutputForMask = false) : Recurrent(cell, returnSequences, returnState, goBackwards, stateful, unroll, zeroOutputForMask)
{
    private protected override bool OwnsCell => false;
}
