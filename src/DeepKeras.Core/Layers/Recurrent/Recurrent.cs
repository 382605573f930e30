using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A cell that is run over the steps of a sequence, (batch, steps, …): what RNN, SimpleRNN, LSTM, GRU and the ConvLSTM layers share. Further
/// inputs, or the argument <c>initial_state</c>, are the states before the first step; a mask that came with the input is ignored then, as in
/// Keras. Where a step is masked, the states stay as they were.
/// </summary>
/// <param name="cell">One step.</param>
/// <param name="returnSequences">Whether the output of every step is given, (batch, steps, …), else that of the last one.</param>
/// <param name="returnState">Whether the states after the last step are further outputs.</param>
/// <param name="goBackwards">Whether the last step is read first; outputs stand in the order of computing.</param>
/// <param name="stateful">Whether a batch begins with the states that the batch before it ended with; the batch size must be known.</param>
/// <param name="unroll">Asks that the number of steps be known; the loop is the engine's matter.</param>
/// <param name="zeroOutputForMask">Whether the output of a masked step is zeros, else the output before it.</param>
public abstract partial class Recurrent(
    [NotConfig] RNNCell cell,
    bool returnSequences,
    bool returnState,
    bool goBackwards,
    bool stateful,
    bool unroll,
    bool zeroOutputForMask) : Layer, IStateful
{
    private List<Variable>? states;

    /// <summary>One step.</summary>
    public RNNCell Cell { get; } = cell;

    /// <summary>Whether the output of a masked step is zeros, else the output before it.</summary>
    public bool ZeroOutputForMask { get; internal set; } = zeroOutputForMask;

    IReadOnlyList<Variable> IStateful.States => states ?? [];

    /// <summary>Whether the cell is part of this layer, so that it computes in this layer's dtype.</summary>
    private protected virtual bool OwnsCell => true;

    /// <summary>The layer's results for a tensor, from given states on.</summary>
    /// <param name="input">The sequences, (batch, steps, …).</param>
    /// <param name="initialState">The states before the first step, such as those that another layer with <c>returnState</c> ended with.</param>
    /// <returns>The output, and with <c>returnState</c> the states after the last step.</returns>
    /// <exception cref="ShapeException">A shape, or the number of states, does not fit.</exception>
    public IReadOnlyList<Tensor> ApplyAll(Tensor input, IReadOnlyList<Tensor> initialState) =>
        ApplyAll([input], new Dictionary<string, object?> { ["initial_state"] = initialState });

    /// <summary>Sets the states of a stateful layer to zeros.</summary>
    public void ResetStates()
    {
        foreach (Variable state in states ?? [])
        {
            state.Reset();
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank < 3)
        {
            throw new ShapeException($"expected shape (batch, steps, …), got {input}.");
        }

        if (OwnsCell)
        {
            Cell.UsePolicy(DType);
        }

        AddHeldLayer(Cell, "cell");

        Cell.EnsureBuilt([[input[0], .. input[2..]]]);
        if (!Stateful)
        {
            return;
        }

        if (input[0] == Shape.Unknown)
        {
            throw new ShapeException($"a stateful layer must know the batch size, got {input}; give the input's batch a size.");
        }

        states = [.. Cell.StateShapes.Select(shape => new Variable("rnn_state", [input[0], .. shape], DType.VariableDType, null, trainable: false) { Path = $"{Path}/rnn_state", AutoCast = false })];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor x = inputs[0];
        if (Unroll && x.Shape[1] == Shape.Unknown)
        {
            throw new ShapeException($"unroll needs a known number of steps, got {x.Shape}.");
        }

        Tensor batch = Ops.Positions(x, 0);
        IReadOnlyList<Tensor> given = inputs.Count > 1 ? [.. inputs.Skip(1)] : context.Tensors("initial_state");
        if (given.Count > 0 && given.Count != Cell.StateShapes.Count)
        {
            throw new ShapeException($"expected {Cell.StateShapes.Count} initial states, got {given.Count}.");
        }

        IReadOnlyList<Tensor> initial =
            given.Count > 0 ? given
            : states is not null ? [.. states.Select(context.Trace.Read)]
            : Cell.InitialStates(batch);
        Tensor? mask = context.TryArgument("mask", out Tensor named) ? named : given.Count > 0 ? null : context.Mask();
        CellSteps steps = Cell.Begin(batch, x.Shape[2..], context.Trace, context.Training);
        var loop = new RecurrentLoop(this, steps, batch);
        (Tensor output, IReadOnlyList<Tensor> after) = loop.Run(x, [.. initial.Select(state => Ops.Cast(state, Cell.DType.ComputeDType))], mask);
        output = Ops.Cast(output, DType.ComputeDType);
        after = [.. after.Select(state => Ops.Cast(state, DType.ComputeDType))];
        for (int i = 0; i < (states?.Count ?? 0); i++)
        {
            context.Update(states![i], after[i]);
        }

        IReadOnlyList<Tensor> outputs = ReturnState ? [output, .. after] : [output];
        foreach (Tensor result in outputs)
        {
            context.Penalize(OutputPenalty, result);
        }

        return outputs;
    }

    /// <summary>The penalty on the outputs, if the layer has one.</summary>
    private protected virtual Regularizers.Regularizer? OutputPenalty => null;

    /// <summary>The input's mask, where every step has an output.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) =>
        ReturnSequences && masks.Count > 0 ? [masks[0]] : [];
}
