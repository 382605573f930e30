namespace DeepKeras.Operations;

/// <summary>
/// A loop as long as a condition holds. Operands: whether there is a first step (bool scalar), the initial states, then what every step sees
/// alike. Results: the states after the last step. The body's outputs are the new states, and whether there is another step.
/// </summary>
/// <param name="Body">One step, which reads no sequences.</param>
/// <param name="Most">No more steps than this, which the body itself sees to; null: nobody knows.</param>
internal sealed record While(ScanBody Body, int? Most) : Op
{
    public override int OutputCount => Body.StateCount;

    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => ops.While(x, this, y);
}
