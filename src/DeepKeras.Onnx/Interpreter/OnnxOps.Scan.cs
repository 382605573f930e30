using DeepKeras.Onnx.Messages;
using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Loops: ONNX's Scan and Loop, whose bodies read what they need of the graph around them by name.</summary>
internal sealed partial class OnnxOps
{
    public void Scan(ReadOnlySpan<OnnxValue> x, Scan op, Span<OnnxValue> y)
    {
        ScanBody body = op.Body;
        var message = new GraphProto { Name = graph.Unique("step") };
        int fed = body.StateCount + body.SequenceCount;
        string[] operands = [.. x[..fed].ToArray().Select(operand => operand.Name)];
        TensorType[] types = [.. x[..fed].ToArray().Select((operand, i) => i < body.StateCount ? body.Graph.Inputs[i].TensorType : operand.Type with { Shape = operand.Shape[1..] })];
        Describe(message, Step(body, x, types, message));
        long[] directions = new long[body.SequenceCount];
        Array.Fill(directions, op.Reverse ? 1 : 0);
        Take(graph.AddMany("Scan", operands, y.Length, ("body", message), ("num_scan_inputs", body.SequenceCount), ("scan_input_directions", directions)), y);
    }

    public void While(ReadOnlySpan<OnnxValue> x, While op, Span<OnnxValue> y)
    {
        ScanBody body = op.Body;
        var message = new GraphProto { Name = graph.Unique("step") };
        message.Input.Add(Described(graph.Unique("iteration"), new(DType.Int64, Shape.Scalar)));
        message.Input.Add(Described(graph.Unique("again"), new(DType.Bool, Shape.Scalar)));
        string[] operands = ["", .. x[..(1 + body.StateCount)].ToArray().Select(operand => operand.Name)];
        (OnnxGraphBuilder inner, List<(string Name, TensorType Type)> outputs) = Step(body, x[1..], [.. body.Graph.Inputs.Take(body.StateCount).Select(input => input.TensorType)], message);

        // Whether there is another step comes first there.
        Describe(message, (inner, [outputs[^1], .. outputs[..^1]]));
        Take(graph.AddMany("Loop", operands, y.Length, ("body", message)), y);
    }

    /// <summary>The nodes of a step in a graph of their own, and the outputs of them by name.</summary>
    /// <param name="body">The step.</param>
    /// <param name="x">What the loop is given for the step's inputs.</param>
    /// <param name="types">The types of the inputs that each step gets anew, which come first.</param>
    /// <param name="message">Takes these inputs.</param>
    private (OnnxGraphBuilder Graph, List<(string Name, TensorType Type)> Outputs) Step(ScanBody body, ReadOnlySpan<OnnxValue> x, TensorType[] types, GraphProto message)
    {
        OnnxGraphBuilder inner = graph.Body();
        OnnxValue[] inputs = x.ToArray();
        for (int i = 0; i < types.Length; i++)
        {
            string name = graph.Unique(i < body.StateCount ? "state" : "step_input");
            inputs[i] = OnnxValue.Named(inner, types[i], name);
            message.Input.Add(Described(name, types[i]));
        }

        // What every step sees alike is named in the graph around the loop, so that it is made there, before the loop.
        foreach (OnnxValue input in inputs.AsSpan(types.Length))
        {
            if (input.Constant is null)
            {
                _ = input.IsChannelsFirst ? input.ChannelsFirst : input.Name;
            }
        }

        var ops = new OnnxOps(inner);
        var outputs = new OnnxValue[body.Graph.Outputs.Count];
        body.Run(ops, inputs, outputs, constant => OnnxValue.Of(inner, constant), node => ops.Out = [.. node.Outputs.Select(output => output.TensorType)]);

        // An input, or a value from around the loop, is passed through a node.
        return (inner, [.. outputs.Select((output, i) => (inner.Add("Identity", [output.Name]), body.Graph.Outputs[i].TensorType))]);
    }

    private static void Describe(GraphProto message, (OnnxGraphBuilder Graph, List<(string Name, TensorType Type)> Outputs) step)
    {
        foreach ((string name, TensorType type) in step.Outputs)
        {
            message.Output.Add(Described(name, type));
        }

        message.Node.AddRange(Pruning.Needed(step.Graph.Nodes, message.Output.Select(output => output.Name)));
    }

    private void Take(string[] results, Span<OnnxValue> y)
    {
        for (int i = 0; i < results.Length; i++)
        {
            y[i] = Result(results[i], i);
        }
    }

    private static ValueInfoProto Described(string name, TensorType type) => new() { Name = name, Type = OnnxModelWriter.TypeOf(type.Type, type.Shape, _ => null) };
}
