using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Loops of unknown length, for TensorFlow.</summary>
internal static class WhileLoops
{
    /// <summary>More steps than this are not written out for gradients.</summary>
    private const int MostUnrolled = 4096;

    /// <summary>The loop with a step in terms of what TensorFlow has, every size known.</summary>
    public static Tensor[] Lowered(While op, Tensor[] x)
    {
        Tensor[] inputs = [.. x.Skip(1).Select((operand, i) => new InputNode($"operand_{i}", operand.TensorType).Output)];
        return Ops.EmitAll(new While(new ScanBody(new Graph(inputs, Lowering.Step(op.Body.Graph, inputs), []), op.Body.StateCount, 0), op.Most), x);
    }

    /// <summary>What the loop passes back: through its steps written out where few are possible, else through each step done again.</summary>
    public static Tensor?[] Gradient(While op, Tensor[] x, Tensor?[] weights) =>
        op.Most is <= MostUnrolled ? Backward.Through(() => Unrolled(op, x), x, weights) : Backwards(op.Body, x, weights);

    /// <summary>The loop as its steps, one after the other; those after the last leave the states as they are. Gradients go through it.</summary>
    private static Tensor[] Unrolled(While op, Tensor[] x)
    {
        int count = op.Body.StateCount;
        Tensor again = x[0];
        Tensor[] first = x[1..(1 + count)];
        Tensor[] states = first;
        for (int n = 0; n < op.Most; n++)
        {
            // A step that does not count sees the first states: on others it might give infinities, whose gradients would be NaN.
            Tensor goes = again;
            Tensor[] seen = [.. states.Zip(first, (state, other) => Ops.Where(goes, state, other))];
            Tensor[] outputs = Lowering.Step(op.Body.Graph, [.. seen, .. x[(1 + count)..]]);
            states = [.. states.Zip(outputs, (state, next) => Ops.Where(goes, next, state))];
            again = Ops.LogicalAnd(goes, outputs[count]);
        }

        return states;
    }

    /// <summary>
    /// A loop from the last step to the first. The states before a step are not kept but computed anew from the first ones, so the time grows
    /// with the square of the number of steps, and the memory not at all.
    /// </summary>
    private static Tensor?[] Backwards(ScanBody body, Tensor[] x, Tensor?[] weights)
    {
        int count = body.StateCount;
        int[] passed = [.. Enumerable.Range(0, x.Length - 1).Where(i => x[i + 1].DType.IsFloating())];
        ScanBody counted = Counted(body);
        Tensor steps = Ops.EmitAll(new While(counted, null), [x[0], Ops.Constant(0L), .. x[1..], Ops.Constant(long.MaxValue)])[0];

        // The states are: how many steps are left, and the gradients of the states and of what every step sees alike.
        Tensor left = Input(steps.TensorType);
        Tensor[] gradients = [.. passed.Select(i => Input(x[i + 1].TensorType))];
        Tensor[] seen = [.. x.Select(operand => Input(operand.TensorType))];
        Tensor before = left - 1;
        Tensor[] states = Ops.EmitAll(new While(counted, null), [Ops.LogicalAnd(seen[0], before > 0), Ops.Constant(0L), .. seen[1..], before])[1..];
        var flowing = new Tensor?[count];
        for (int i = 0; i < passed.Length && passed[i] < count; i++)
        {
            flowing[passed[i]] = gradients[i];
        }

        Tensor?[] flows = Backward.Through(() => Lowering.Step(body.Graph, [.. states, .. seen[(1 + count)..]])[..count], [.. states, .. seen[(1 + count)..]], flowing);
        Tensor[] after = [.. passed.Select((place, i) => place < count ? flows[place] ?? Zeros(gradients[i]) : flows[place] is { } flow ? gradients[i] + flow : gradients[i])];
        var step = new ScanBody(new Graph([left, .. gradients, .. seen], [before, .. after, before > 0], []), 1 + passed.Length, 0);
        Tensor[] given = [.. passed.Select(place => place < count && weights[place] is { } weight ? weight : Zeros(x[place + 1]))];
        Tensor[] results = Ops.EmitAll(new While(step, null), [steps > 0, steps, .. given, .. x]);
        var all = new Tensor?[x.Length];
        for (int i = 0; i < passed.Length; i++)
        {
            all[passed[i] + 1] = results[i + 1];
        }

        return all;
    }

    /// <summary>The step with a number of the step as its first state, and a limit to it as what every step sees last.</summary>
    private static ScanBody Counted(ScanBody body)
    {
        Tensor number = Input(new(DType.Int64, Shape.Scalar));
        Tensor limit = Input(new(DType.Int64, Shape.Scalar));
        Tensor[] inputs = [.. body.Graph.Inputs.Select(input => Input(input.TensorType))];
        Tensor[] outputs = Lowering.Step(body.Graph, inputs);
        Tensor next = number + 1;
        return new(new Graph([number, .. inputs, limit], [next, .. outputs[..^1], Ops.LogicalAnd(outputs[^1], next < limit)], []), body.StateCount + 1, 0);
    }

    private static Tensor Input(TensorType type) => new InputNode("operand", type).Output;

    private static Tensor Zeros(Tensor like) => Ops.Filled(like.DType, like.Shape, 0);
}
