namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public void Scan(ReadOnlySpan<TensorType> x, Scan op, Span<TensorType> y)
    {
        ScanBody body = op.Body;
        if (x.Length != body.Graph.Inputs.Count)
        {
            throw new ShapeException($"a loop with {body.Graph.Inputs.Count} operands got {x.Length}.");
        }

        TensorType[] inputs = x.ToArray();
        int steps = Steps(x.Slice(body.StateCount, body.SequenceCount));
        for (int i = 0; i < body.SequenceCount; i++)
        {
            TensorType sequence = inputs[body.StateCount + i];
            inputs[body.StateCount + i] = sequence with { Shape = sequence.Shape[1..] };
        }

        var results = new TensorType[y.Length];
        do
        {
            body.Run(this, inputs, results, constant => new(constant.Type, constant.Shape));
        }
        while (Widen(inputs.AsSpan(0, body.StateCount), results));
        inputs.AsSpan(0, body.StateCount).CopyTo(y);
        for (int i = body.StateCount; i < y.Length; i++)
        {
            y[i] = results[i] with { Shape = [steps, .. results[i].Shape] };
        }
    }

    /// <summary>The number of steps of all sequences, or unknown.</summary>
    /// <exception cref="ShapeException">They differ, or one has no axis.</exception>
    internal static int Steps(ReadOnlySpan<TensorType> sequences)
    {
        int steps = Shape.Unknown;
        foreach (TensorType sequence in sequences)
        {
            if (sequence.Shape.Rank == 0 || (steps >= 0 && sequence.Shape[0] >= 0 && steps != sequence.Shape[0]))
            {
                throw new ShapeException($"sequences of a loop have one number of steps on axis 0; got {string.Join(", ", sequences.ToArray())}.");
            }

            steps = steps < 0 ? sequence.Shape[0] : steps;
        }

        return sequences.Length > 0 ? steps : throw new ShapeException("a loop reads one sequence or more.");
    }

    /// <summary>Leaves open what a step leaves open of its states; whether anything was.</summary>
    /// <exception cref="ShapeException">A step changes a state's shape or dtype.</exception>
    internal static bool Widen(Span<TensorType> states, ReadOnlySpan<TensorType> after)
    {
        bool widened = false;
        for (int i = 0; i < states.Length; i++)
        {
            if (states[i].Type != after[i].Type || !states[i].Shape.IsCompatibleWith(after[i].Shape))
            {
                throw new ShapeException($"a step turns state {i} from {states[i]} into {after[i]}; it must stay as it was.");
            }

            for (int axis = 0; axis < states[i].Shape.Rank; axis++)
            {
                if (states[i].Shape[axis] >= 0 && after[i].Shape[axis] < 0)
                {
                    states[i] = states[i] with { Shape = states[i].Shape.With(axis, Shape.Unknown) };
                    widened = true;
                }
            }
        }

        return widened;
    }
}
