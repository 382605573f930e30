using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// One step of a recurrent layer: from the step's input and the states to the output and the new states. A cell of your own overrides
/// <see cref="StateShapes"/>, <see cref="Layer.Build(Shape)"/> (the shape of one step's input, (batch, features)) and <see cref="Step"/>;
/// <see cref="RNN"/> runs it over time on every engine.
/// </summary>
[NoFluentMethod]
public abstract partial class RNNCell : Layer
{
    /// <summary>The shape of each state, without the batch; known when the cell is built.</summary>
    public abstract IReadOnlyList<Shape> StateShapes { get; }

    /// <summary>The shape of a step's output, without the batch: the first state's, unless overridden.</summary>
    public virtual Shape OutputShape => StateShapes[0];

    /// <summary>Computes one step.</summary>
    /// <param name="x">The step's input, (batch, features).</param>
    /// <param name="states">The states before the step.</param>
    /// <param name="context">Whether it is for training. A cell cannot change variables: what it remembers is a state.</param>
    /// <returns>The output, and the new states in the same shapes.</returns>
    protected virtual (Tensor Output, IReadOnlyList<Tensor> States) Step(Tensor x, IReadOnlyList<Tensor> states, CallContext context) =>
        throw new NotSupportedException($"{GetType()} does not override Step.");

    /// <summary>Makes the cell ready for a batch of sequences.</summary>
    /// <param name="batch">A vector as long as the batch; its values do not matter.</param>
    /// <param name="input">The shape of a step's input, without the batch.</param>
    /// <param name="trace">The graph in the making.</param>
    /// <param name="training">Whether it is for training.</param>
    internal CellSteps Begin(Tensor batch, Shape input, Trace trace, bool training)
    {
        var context = new CallContext(this, trace, [], new Dictionary<string, object?> { ["training"] = training });
        CellSteps steps = InComputeDType(trace, () => Start(batch, input, context));
        return new(x => InComputeDType(trace, () => steps.Prepare(x)), (prepared, states) => InComputeDType(trace, () => Advance(steps, prepared, states)));
    }

    /// <summary>The states before the first step.</summary>
    /// <param name="batch">A vector as long as the batch.</param>
    internal IReadOnlyList<Tensor> InitialStates(Tensor batch) => [.. StateShapes.Select(shape => BatchZeros(batch, shape, DType.ComputeDType))];

    /// <summary>Zeros for each row of a batch whose size may be unknown.</summary>
    /// <param name="batch">A vector as long as the batch.</param>
    /// <param name="shape">A row's shape.</param>
    /// <param name="type">The dtype.</param>
    internal static Tensor BatchZeros(Tensor batch, Shape shape, DType type)
    {
        Tensor rows = Ops.Cast(batch * 0, type);
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            rows = Ops.ExpandDims(rows, -1);
        }

        return rows + Ops.Filled(type, [1, .. shape], 0);
    }

    /// <summary>The work on one batch; by default <see cref="Step"/> does all of it.</summary>
    internal virtual CellSteps Start(Tensor batch, Shape input, CallContext context) =>
        new(x => [x], (prepared, states) => Step(prepared[0], states, context));

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor x = inputs[0];
        IReadOnlyList<Tensor> states = inputs.Count > 1 ? [.. inputs.Skip(1)] : context.Tensors("states");
        if (states.Count != StateShapes.Count)
        {
            throw new ShapeException($"expected {StateShapes.Count} states, got {states.Count}.");
        }

        CellSteps steps = Begin(Ops.Positions(x, 0), x.Shape[1..], context.Trace, context.Training);
        (Tensor output, IReadOnlyList<Tensor> after) = steps.Step(steps.Prepare(x), [.. states.Select(state => Ops.Cast(state, DType.ComputeDType))]);
        return [output, .. after];
    }

    /// <summary>A cell's outputs have no masks.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [];

    /// <summary>
    /// Masks of zeros and enlarged ones, one for each gate that has its own; none where nothing is dropped. As in Keras a rate of 1 drops nothing.
    /// </summary>
    private protected static IReadOnlyList<Tensor> Masks(Tensor batch, Shape shape, double rate, int count, long? seed, DType type, CallContext context) =>
        context.Training && rate is > 0 and < 1
            ? [.. Enumerable.Range(0, count).Select(_ => Noise.Drop(BatchZeros(batch, shape, type) + 1, rate, null, seed, context))]
            : [];

    /// <summary>x · kernel, each gate's part of the kernel with its own dropout mask of x.</summary>
    private protected static Tensor Gated(Tensor x, Tensor kernel, IReadOnlyList<Tensor> masks, int units) =>
        masks.Count == 0 ? Ops.MatMul(x, kernel)
        : masks.Count == 1 ? Ops.MatMul(x * masks[0], kernel)
        : Ops.Concatenate([.. masks.Select((mask, gate) => Ops.MatMul(x * mask, Part(kernel, gate, units)))], -1);

    /// <summary>One gate's part of the last axis.</summary>
    private protected static Tensor Part(Tensor gates, int gate, int units) => Ops.Slice(gates, -1, gate * units, (gate + 1) * units);

    private (Tensor Output, IReadOnlyList<Tensor> States) Advance(CellSteps steps, IReadOnlyList<Tensor> prepared, IReadOnlyList<Tensor> states)
    {
        (Tensor output, IReadOnlyList<Tensor> after) = steps.Step(prepared, states);
        return after.Count == states.Count ? (output, after) : throw new ShapeException($"{Path}: a step takes {states.Count} states and gives {after.Count}.");
    }
}
