using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>
    /// A loop over time. The step is traced once; what it uses from around it, variables among that, becomes an operand of the loop, and
    /// whatever does not depend on states or steps is computed once, before it. Random numbers are drawn anew at each step.
    /// </summary>
    /// <param name="states">The states before the first step.</param>
    /// <param name="sequences">What is read step by step, time first; one or more.</param>
    /// <param name="step">From (states, one step of each sequence) to (new states of the same shapes, results).</param>
    /// <param name="reverse">Whether the last step is read first.</param>
    /// <returns>The states after the last step, and the results of all steps stacked in the order of computing.</returns>
    /// <exception cref="ShapeException">The sequences differ in length, or a step changes a state's shape or dtype.</exception>
    /// <exception cref="InvalidOperationException">The step changes a variable.</exception>
    internal static (Tensor[] States, Tensor[] Results) Scan(
        IReadOnlyList<Tensor> states,
        IReadOnlyList<Tensor> sequences,
        Func<Tensor[], Tensor[], (IReadOnlyList<Tensor> States, IReadOnlyList<Tensor> Results)> step,
        bool reverse = false)
    {
        ShapeOps.Steps([.. sequences.Select(sequence => sequence.TensorType)]);
        TensorType[] stateTypes = [.. states.Select(state => state.TensorType)];
        while (true)
        {
            Tensor[] before = [.. stateTypes.Select((type, i) => new InputNode($"state_{i}", type).Output)];
            Tensor[] read = [.. sequences.Select((sequence, i) => new InputNode($"step_{i}", new(sequence.DType, sequence.Shape[1..])).Output)];
            int losses = DeepKeras.Trace.Current?.Losses.Count ?? 0;
            (IReadOnlyList<Tensor> after, IReadOnlyList<Tensor> results) = Unchanged(() => step(before, read));
            if (after.Count != states.Count)
            {
                throw new ShapeException($"a step takes {states.Count} states and gives {after.Count}.");
            }

            // What a step adds to the loss counts once a step.
            List<Tensor> penalties = DeepKeras.Trace.Current is { } trace ? Taken(trace.Losses, losses) : [];
            if (ShapeOps.Widen(stateTypes, [.. after.Select(state => state.TensorType)]))
            {
                continue;
            }

            var builder = new ScanBuilder(before, read);
            ScanBody body = builder.Build([.. after, .. results, .. penalties]);
            List<Tensor> all = [.. sequences];
            if (builder.DrawsNumbers)
            {
                all.Add(Cast(Positions(sequences[0], 0), DType.Int64));
            }

            Tensor[] outputs = EmitAll(new Scan(body, reverse), [.. states, .. all, .. builder.Captures]);
            for (int i = 0; i < penalties.Count; i++)
            {
                DeepKeras.Trace.Current!.Losses.Add(Sum(outputs[states.Count + results.Count + i]));
            }

            return (outputs[..states.Count], outputs[states.Count..(states.Count + results.Count)]);
        }
    }

    /// <summary>Traces a step of a loop, which changes no variable.</summary>
    private static T Unchanged<T>(Func<T> step)
    {
        int updates = DeepKeras.Trace.Current?.UpdateCount ?? 0;
        T result = step();
        return updates == (DeepKeras.Trace.Current?.UpdateCount ?? 0) ? result
            : throw new InvalidOperationException("a step of a loop changes a variable, which only the graph around it can; give it back as a state.");
    }

    private static List<Tensor> Taken(List<Tensor> losses, int from)
    {
        List<Tensor> taken = losses[from..];
        losses.RemoveRange(from, taken.Count);
        return taken;
    }
}
