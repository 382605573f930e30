namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The labels that the likeliest class of each step spells: repetitions are merged, blanks left out.</summary>
    /// <param name="inputs">Logits, (batch, steps, classes).</param>
    /// <param name="sequenceLengths">How many steps count, (batch).</param>
    /// <param name="strategy"><c>greedy</c>, the only one here: a beam search has no fixed graph.</param>
    /// <param name="mergeRepeated">Whether a class that follows itself counts once.</param>
    /// <param name="maskIndex">The class that is the blank; negative ones count from the end.</param>
    /// <returns>The labels, (1, batch, steps) as int32, filled up with −1; and minus the sum of the greatest logits, (batch, 1).</returns>
    /// <exception cref="ArgumentException">Another strategy.</exception>
    public static (Tensor Decoded, Tensor Scores) CtcDecode(Tensor inputs, Tensor sequenceLengths, string strategy = "greedy", bool mergeRepeated = true, int maskIndex = 0)
    {
        if (strategy != "greedy" || inputs.Shape.Rank != 3)
        {
            throw new ArgumentException($"ctc_decode: expected the strategy greedy and inputs (batch, steps, classes), got {strategy} and {inputs.Shape}.", nameof(strategy));
        }

        inputs = Floating(inputs);
        int blank = maskIndex < 0 ? maskIndex + inputs.Shape[2] : maskIndex;
        Tensor place = ExpandDims(Positions(inputs, 1), 0);
        Tensor counts = place < ExpandDims(Cast(sequenceLengths, DType.Int32), 1);
        Tensor labels = Where(counts, ArgMax(inputs, -1), blank);
        Tensor scores = -Sum(Where(counts, Max(inputs, [-1]), 0), [1], keepDims: true);
        Tensor before = Pad(Slice(labels, 1, 0, -1), [(0, 0), (1, 0)], -1);
        Tensor kept = mergeRepeated ? LogicalAnd(NotEqual(labels, blank), NotEqual(labels, before)) : NotEqual(labels, blank);

        // What is kept goes to the front, in order.
        Tensor order = ArgSort(Cast(LogicalNot(kept), DType.Int32), 1);
        return (ExpandDims(TakeAlongAxis(Where(kept, labels, -1), order, 1), 0), scores);
    }
}
