namespace DeepKeras.Operations;

// ---- over time -------------------------------------------------------------------------------------------------------

/// <summary>
/// A loop over time. Operands: the initial states, the sequences (time first), then what every step sees alike. Results: the states after
/// the last step, then what each step gives, stacked along a new first axis in the order of computing.
/// See docs/decisions/008-loops-over-time.md.
/// </summary>
/// <param name="Body">One step.</param>
/// <param name="Reverse">Whether the sequences are read from the last step to the first. Results still stand in the order of computing.</param>
internal sealed record Scan(ScanBody Body, bool Reverse) : Op
{
    public override int OutputCount => Body.Graph.Outputs.Count;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => ops.Scan(x, this, y);

    /// <summary>Which step of the sequences the n-th step of the loop reads.</summary>
    public int StepAt(int n, int count) => Reverse ? count - 1 - n : n;
}
