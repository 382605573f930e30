namespace DeepKeras.Layers;

/// <summary>
/// A layer applied to every step alike: (batch, steps, …). A layer that draws numbers draws new ones at each step; one with state that it
/// moves (such as BatchNormalization) moves it step by step, for which the number of steps must be known. After
/// <c>keras.layers.TimeDistributed</c>.
/// </summary>
/// <param name="layer">The layer for one step.</param>
public sealed partial class TimeDistributed(Layer layer) : Layer
{
    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        if (input.Rank < 3)
        {
            throw new ShapeException($"expected shape (batch, steps, …) of three axes or more, got {input}.");
        }

        AddLayer(Layer);
        if (!Trainable)
        {
            Layer.Trainable = false;
        }

        Layer.EnsureBuilt([[input[0], .. input[2..]]]);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor? mask = context.Mask() is { Shape.Rank: > 2 } many ? DataFormatRules.AxisTo(many, 1, 0) : null;
        var arguments = new Dictionary<string, object?> { ["training"] = context.Training };
        Tensor steps = DataFormatRules.AxisTo(x, 1, 0);
        if (Moves(Layer))
        {
            int count = x.Shape[1] >= 0 ? x.Shape[1]
                : throw new ShapeException($"{Layer.Path} moves state of its own at each step, so the number of steps must be known; got {x.Shape}.");
            return Ops.Stack([.. Enumerable.Range(0, count).Select(i => Step(Ops.At(steps, 0, i), mask is null ? null : Ops.At(mask, 0, i), arguments))], 1);
        }

        (_, Tensor[] results) = Ops.Scan([], mask is null ? [steps] : [steps, mask], (_, step) => ([], [Step(step[0], step.ElementAtOrDefault(1), arguments)]));
        return DataFormatRules.AxisTo(results[0], 1, 0);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [masks[0]];

    private Tensor Step(Tensor x, Tensor? mask, Dictionary<string, object?> arguments)
    {
        x.Mask = mask;
        return Layer.ApplyAll([x], arguments)[0];
    }

    private static bool Moves(Layer layer) => layer.OwnVariables.Any(variable => !variable.Trainable) || layer is IStateful { States.Count: > 0 } || layer.InnerLayers.Any(Moves);
}
