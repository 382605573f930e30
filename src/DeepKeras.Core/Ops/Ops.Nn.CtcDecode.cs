using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The labels that logits spell: repetitions are merged, blanks left out.</summary>
    /// <param name="inputs">Logits, (batch, steps, classes).</param>
    /// <param name="sequenceLengths">How many steps count, (batch).</param>
    /// <param name="strategy"><c>greedy</c>: the likeliest class of each step; <c>beam_search</c>: the likeliest labellings, computed on the host.</param>
    /// <param name="beamWidth">How many labellings a beam search keeps at each step.</param>
    /// <param name="topPaths">How many labellings it gives.</param>
    /// <param name="mergeRepeated">Whether a class that follows itself counts once; a beam search always merges.</param>
    /// <param name="maskIndex">The class that is the blank; negative ones count from the end, null is the last.</param>
    /// <returns>
    /// The labels, (paths, batch, steps) as int32, filled up with −1; and minus the sum of the greatest logits, (batch, 1), or the log
    /// probabilities of the labellings, (batch, paths).
    /// </returns>
    /// <exception cref="ArgumentException">Another strategy, or more paths are asked for than the sequences have.</exception>
    public static (Tensor Decoded, Tensor Scores) CtcDecode(
        Tensor inputs, Tensor sequenceLengths, string strategy = "greedy", int beamWidth = 100, int topPaths = 1, bool mergeRepeated = true, int? maskIndex = 0)
    {
        if (strategy is not ("greedy" or "beam_search") || inputs.Shape.Rank != 3)
        {
            throw new ArgumentException($"ctc_decode: expected the strategy greedy or beam_search and inputs (batch, steps, classes), got {strategy} and {inputs.Shape}.", nameof(strategy));
        }

        inputs = inputs.DType == DType.Float64 ? inputs : Cast(inputs, DType.Float32);
        int classes = inputs.Shape[2];
        int blank = maskIndex is int given ? (given < 0 ? given + classes : given) : classes - 1;
        return strategy == "greedy" ? Greedy(inputs, sequenceLengths, mergeRepeated, blank) : Searched(inputs, sequenceLengths, new CtcBeamSearch(beamWidth, topPaths), blank);
    }

    private static (Tensor Decoded, Tensor Scores) Searched(Tensor inputs, Tensor sequenceLengths, CtcBeamSearch search, int blank)
    {
        Tensor last = Concatenate([Slice(inputs, 2, 0, blank), Slice(inputs, 2, blank + 1), Slice(inputs, 2, blank, blank + 1)], 2);
        Tensor[] found = EmitAll(search, last, Cast(sequenceLengths, DType.Int32));
        return (Where(found[0] >= blank, found[0] + 1, found[0]), found[1]);
    }

    private static (Tensor Decoded, Tensor Scores) Greedy(Tensor inputs, Tensor sequenceLengths, bool mergeRepeated, int blank)
    {
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
