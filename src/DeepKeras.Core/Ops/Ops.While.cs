using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>What <paramref name="body"/> makes of a tensor, again and again as long as <paramref name="cond"/> holds of it.</summary>
    /// <param name="cond">Whether there is another step: a scalar.</param>
    /// <param name="body">One step; it keeps shape and dtype.</param>
    /// <param name="loopVars">What the first step takes.</param>
    /// <param name="maximumIterations">No more steps than this; null: any number. Gradients on the engine <c>tensorflow</c> are quicker with it.</param>
    public static Tensor WhileLoop(Func<Tensor, Tensor> cond, Func<Tensor, Tensor> body, Tensor loopVars, int? maximumIterations = null) =>
        WhileLoop(x => cond(x[0]), x => [body(x[0])], [loopVars], maximumIterations)[0];

    /// <summary>
    /// What <paramref name="body"/> makes of several tensors, again and again as long as <paramref name="cond"/> holds of them. Both are traced
    /// once; how many steps there are is known when the graph is run. Gradients flow through all steps.
    /// </summary>
    /// <param name="cond">Whether there is another step: a scalar.</param>
    /// <param name="body">One step: as many tensors as it takes, of the same shapes and dtypes.</param>
    /// <param name="loopVars">What the first step takes.</param>
    /// <param name="maximumIterations">No more steps than this; null: any number. Gradients on the engine <c>tensorflow</c> are quicker with it.</param>
    /// <exception cref="ShapeException">The condition is no scalar, or a step changes a shape or a dtype.</exception>
    /// <exception cref="InvalidOperationException">A step changes a variable or adds to the loss.</exception>
    public static IReadOnlyList<Tensor> WhileLoop(
        Func<IReadOnlyList<Tensor>, Tensor> cond,
        Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> body,
        IReadOnlyList<Tensor> loopVars,
        int? maximumIterations = null)
    {
        Tensor[] first = [.. loopVars.Select(Strong)];
        Tensor zero = Constant(0L);
        TensorType[] types = [zero.TensorType, .. first.Select(state => state.TensorType)];
        while (true)
        {
            // The number of the step is a state too: it bounds the loop, and gives each step random numbers of its own.
            Tensor[] before = [.. types.Select((type, i) => new InputNode($"state_{i}", type).Output)];
            (Tensor[] after, Tensor again) = Untouched(() =>
            {
                Tensor[] made = [.. body(before[1..]).Select(Strong)];
                return made.Length == first.Length ? ((Tensor[])[before[0] + 1, .. made], Goes(cond, made, before[0] + 1, maximumIterations))
                    : throw new ShapeException($"a step takes {first.Length} tensors and gives {made.Length}.");
            });
            if (ShapeOps.Widen(types, [.. after.Select(state => state.TensorType)]))
            {
                continue;
            }

            var builder = new ScanBuilder(before, [], before[0]);
            ScanBody step = builder.Build([.. after, again]);
            return EmitAll(new While(step, maximumIterations), [Goes(cond, first, zero, maximumIterations), zero, .. first, .. builder.Captures])[1..];
        }
    }

    /// <summary>Whether another step follows the states after so many.</summary>
    private static Tensor Goes(Func<IReadOnlyList<Tensor>, Tensor> cond, Tensor[] states, Tensor steps, int? most)
    {
        Tensor goes = Strong(cond(states));
        goes = goes.Shape.Rank == 0 ? Cast(goes, DType.Bool) : throw new ShapeException($"a loop goes on while a scalar holds; got a condition of shape {goes.Shape}.");
        return most is int limit ? LogicalAnd(goes, steps < limit) : goes;
    }

    /// <summary>Traces a step of a loop, which changes nothing outside of it.</summary>
    private static T Untouched<T>(Func<T> step)
    {
        int losses = DeepKeras.Trace.Current?.Losses.Count ?? 0;
        T result = Unchanged(step);
        return losses == (DeepKeras.Trace.Current?.Losses.Count ?? 0) ? result
            : throw new InvalidOperationException("a step of a loop whose length is not known adds to the loss; add what it gives back instead.");
    }
}
