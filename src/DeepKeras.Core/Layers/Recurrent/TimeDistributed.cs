namespace DeepKeras.Layers;

/// <summary>
/// A layer applied to every step alike: (batch, steps, …). A layer that draws numbers draws new ones at each step; one with state that it
/// moves (such as BatchNormalization) moves it step by step. A mask is handed on step by step; a penalty on the layer's own output does not
/// count. After <c>keras.layers.TimeDistributed</c>.
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

        AddHeldLayer(Layer);
        Layer.EnsureBuilt([[input[0], .. input[2..]]]);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Variable[] moved = [.. Moved(Layer).Distinct()];
        bool[] changes = new bool[moved.Length];
        Tensor[] sequences = [.. new[] { x, context.Mask() }.OfType<Tensor>().Select(sequence => DataFormatRules.AxisTo(sequence, 1, 0))];
        (Tensor[] after, Tensor[] results) = Ops.Scan([.. moved.Select(context.Trace.Read)], sequences, (before, step) =>
        {
            Tensor result = null!;
            Tensor[] now = context.Trace.Instead(moved, before, () => result = Step(step[0], step.ElementAtOrDefault(1), context));
            changes = [.. now.Select((value, i) => changes[i] || value != before[i])];
            return (now, [result]);
        });
        for (int i = 0; i < moved.Length; i++)
        {
            if (changes[i])
            {
                context.Update(moved[i], after[i]);
            }
        }

        return DataFormatRules.AxisTo(results[0], 1, 0);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [masks[0]];

    /// <summary>The layer on one step. Keras calls it past the place where it adds the penalty on a layer's output.</summary>
    private Tensor Step(Tensor x, Tensor? mask, CallContext context)
    {
        x.Mask = mask;
        Layer? outer = context.Trace.Unpenalized;
        context.Trace.Unpenalized = Layer;
        try
        {
            return Layer.ApplyAll([x], new Dictionary<string, object?> { ["training"] = context.Training })[0];
        }
        finally
        {
            context.Trace.Unpenalized = outer;
        }
    }

    /// <summary>What a call of the layer may change: what training does not move, and the kernel of a spectral normalization.</summary>
    private static IEnumerable<Variable> Moved(Layer layer) =>
        [.. layer.OwnVariables.Where(variable => !variable.Trainable || layer is SpectralNormalization), .. (layer as IStateful)?.States ?? [], .. layer.InnerLayers.SelectMany(Moved)];
}
