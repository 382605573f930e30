namespace DeepKeras.Layers;

/// <summary>A cell over time: masks, the output of the last step, and the order of axes.</summary>
internal sealed class RecurrentLoop(Recurrent layer, CellSteps steps, Tensor batch)
{
    /// <summary>Runs the cell.</summary>
    /// <param name="x">The sequences, (batch, steps, …).</param>
    /// <param name="initial">The states before the first step.</param>
    /// <param name="mask">Which steps count, (batch, steps); null: all.</param>
    /// <returns>The output, and the states after the last step.</returns>
    public (Tensor Output, IReadOnlyList<Tensor> States) Run(Tensor x, IReadOnlyList<Tensor> initial, Tensor? mask)
    {
        List<Tensor> sequences = [.. steps.Prepare(TimeFirst(x))];
        int prepared = sequences.Count;
        if (mask is not null)
        {
            sequences.Add(TimeFirst(Ops.Cast(mask, DType.Bool)));
        }

        // The output before a step is needed where it may stand for a masked step's, and of the last step where only that is wanted.
        bool carried = !layer.ReturnSequences || (mask is not null && !layer.ZeroOutputForMask);
        Tensor none = RNNCell.BatchZeros(batch, layer.Cell.OutputShape, layer.Cell.DType.ComputeDType);
        IReadOnlyList<Tensor> before = carried ? [.. initial, none] : initial;
        (Tensor[] after, Tensor[] results) = Ops.Scan(
            before,
            sequences,
            (states, step) => Step(states, step[..prepared], mask is null ? null : step[^1], carried, none),
            layer.GoBackwards);
        Tensor output = layer.ReturnSequences ? TimeFirst(results[0]) : after[^1];
        return (output, after[..initial.Count]);
    }

    private (IReadOnlyList<Tensor> States, IReadOnlyList<Tensor> Results) Step(Tensor[] states, Tensor[] step, Tensor? counts, bool carried, Tensor none)
    {
        Tensor[] own = carried ? states[..^1] : states;
        (Tensor output, IReadOnlyList<Tensor> after) = steps.Step(step, own);
        if (counts is not null)
        {
            output = Chosen(counts, output, layer.ZeroOutputForMask ? none : states[^1]);
            after = [.. after.Select((state, i) => Chosen(counts, state, own[i]))];
        }

        return (carried ? [.. after, output] : after, layer.ReturnSequences ? [output] : []);
    }

    /// <summary>The one where the step counts, else the other.</summary>
    private static Tensor Chosen(Tensor counts, Tensor one, Tensor other)
    {
        while (counts.Shape.Rank < one.Shape.Rank)
        {
            counts = Ops.ExpandDims(counts, -1);
        }

        return Ops.Where(counts, one, other);
    }

    /// <summary>The first two axes changed about.</summary>
    private static Tensor TimeFirst(Tensor x) => DataFormatRules.AxisTo(x, 1, 0);
}
