using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

internal sealed partial class GraphDefOps
{
    /// <summary>A loop whose number of steps is known: one step's nodes after the other.</summary>
    /// <exception cref="EngineException">The number of steps is not known.</exception>
    public void Scan(ReadOnlySpan<NodeOutput> x, Scan op, Span<NodeOutput> y)
    {
        ScanBody body = op.Body;
        TensorType[] types = [.. x.ToArray().Select(operand => operand.Type)];
        int steps = ShapeOps.Steps(types.AsSpan(body.StateCount, body.SequenceCount));
        if (steps < 0)
        {
            throw new EngineException("TensorFlow: a loop is unrolled, so its number of steps must be known; give the input's time axis a size.");
        }

        NodeOutput[] operands = x.ToArray();
        var outputs = new NodeOutput[y.Length];
        var results = new List<NodeOutput>[body.ResultCount];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = [];
        }

        for (int n = 0; n < steps; n++)
        {
            int at = op.StepAt(n, steps);
            for (int i = body.StateCount; i < body.StateCount + body.SequenceCount; i++)
            {
                operands[i] = Squeeze(Slice(x[i], 0, at, at + 1, 1), 0);
            }

            body.Run(this, operands, outputs, graph.Constant);
            outputs.AsSpan(0, body.StateCount).CopyTo(operands);
            for (int i = 0; i < results.Length; i++)
            {
                results[i].Add(ExpandDims(outputs[body.StateCount + i], 0));
            }
        }

        operands.AsSpan(0, body.StateCount).CopyTo(y);
        var shapes = new TensorType[y.Length];
        ShapeOps.Instance.Scan(types, op, shapes);
        for (int i = 0; i < results.Length; i++)
        {
            TensorType type = shapes[body.StateCount + i];
            y[body.StateCount + i] = steps > 0 ? Concat([.. results[i]], 0) : graph.Constant(new HostArray(type.Type, type.Shape));
        }
    }
}
