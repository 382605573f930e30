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

    /// <summary>The loop as its steps, one after the other; those after the last leave the states as they are. Gradients go through it.</summary>
    /// <exception cref="EngineException">Nobody knows how many steps there are at most, or they are too many.</exception>
    public static Tensor[] Unrolled(While op, Tensor[] x)
    {
        if (op.Most is not <= MostUnrolled)
        {
            throw new EngineException($"the engine \"tensorflow\" has gradients of a while_loop where maximum_iterations is given and at most {MostUnrolled}; got {op.Most?.ToString() ?? "none"}. The engine \"torch\" has them of any.");
        }

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
}
