namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public void While(ReadOnlySpan<TensorType> x, While op, Span<TensorType> y)
    {
        ScanBody body = op.Body;
        if (x.Length != body.Graph.Inputs.Count + 1 || x[0] is not { Type: DType.Bool, Shape.Rank: 0 })
        {
            throw new ShapeException($"a loop with {body.Graph.Inputs.Count} operands goes on while a bool scalar holds; got {string.Join(", ", x.ToArray())}.");
        }

        TensorType[] inputs = [.. x[1..]];
        var results = new TensorType[body.Graph.Outputs.Count];
        if (inputs.AsSpan().SequenceEqual([.. body.Graph.Inputs.Select(input => input.TensorType)])
            && !Widen(inputs.AsSpan(0, body.StateCount), [.. body.Graph.Outputs.Take(body.StateCount).Select(output => output.TensorType)]))
        {
            // The body was made for these very types; what an engine has made of it need not be inferred again.
            inputs.AsSpan(0, body.StateCount).CopyTo(y);
            return;
        }

        do
        {
            body.Run(this, inputs, results, constant => new(constant.Type, constant.Shape));
        }
        while (Widen(inputs.AsSpan(0, body.StateCount), results.AsSpan(0, body.StateCount)));
        inputs.AsSpan(0, body.StateCount).CopyTo(y);
    }
}
