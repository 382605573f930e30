namespace DeepKeras.Layers;

/// <summary>A cell at work on one batch of sequences: its dropout masks are drawn, the same for all steps.</summary>
/// <param name="Prepare">What of the inputs does not depend on the states: of one step, or of all at once (time first).</param>
/// <param name="Step">From what <paramref name="Prepare"/> made of a step, and the states, to the output and the new states.</param>
internal sealed record CellSteps(
    Func<Tensor, IReadOnlyList<Tensor>> Prepare,
    Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>, (Tensor Output, IReadOnlyList<Tensor> States)> Step);
