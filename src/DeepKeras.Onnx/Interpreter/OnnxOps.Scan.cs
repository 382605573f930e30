using DeepKeras.Onnx.Messages;
using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Loops over time: ONNX's Scan, whose body reads what it needs of the graph around it by name.</summary>
internal sealed partial class OnnxOps
{
    public void Scan(ReadOnlySpan<OnnxValue> x, Scan op, Span<OnnxValue> y)
    {
        ScanBody body = op.Body;
        OnnxGraphBuilder inner = graph.Body();
        var message = new GraphProto { Name = graph.Unique("step") };
        int fed = body.StateCount + body.SequenceCount;
        OnnxValue[] inputs = x.ToArray();
        string[] operands = new string[fed];
        for (int i = 0; i < fed; i++)
        {
            operands[i] = x[i].Name;
            TensorType type = i < body.StateCount ? body.Graph.Inputs[i].TensorType : x[i].Type with { Shape = x[i].Shape[1..] };
            string name = graph.Unique(i < body.StateCount ? "state" : "step_input");
            inputs[i] = OnnxValue.Named(inner, type, name);
            message.Input.Add(Described(name, type));
        }

        // What every step sees alike is named in the graph around the loop, so that it is made there, before the loop.
        for (int i = fed; i < inputs.Length; i++)
        {
            if (inputs[i].Constant is null)
            {
                _ = inputs[i].IsChannelsFirst ? inputs[i].ChannelsFirst : inputs[i].Name;
            }
        }

        var ops = new OnnxOps(inner);
        var outputs = new OnnxValue[y.Length];
        body.Run(ops, inputs, outputs, constant => OnnxValue.Of(inner, constant), node => ops.Out = [.. node.Outputs.Select(output => output.TensorType)]);
        for (int i = 0; i < outputs.Length; i++)
        {
            // An input, or a value from around the loop, is passed through a node.
            string name = inner.Add("Identity", [outputs[i].Name]);
            message.Output.Add(Described(name, body.Graph.Outputs[i].TensorType));
        }

        message.Node.AddRange(Pruning.Needed(inner.Nodes, message.Output.Select(output => output.Name)));
        long[] directions = new long[body.SequenceCount];
        Array.Fill(directions, op.Reverse ? 1 : 0);
        string[] results = graph.AddMany("Scan", operands, y.Length, ("body", message), ("num_scan_inputs", body.SequenceCount), ("scan_input_directions", directions));
        for (int i = 0; i < results.Length; i++)
        {
            y[i] = Result(results[i], i);
        }
    }

    private static ValueInfoProto Described(string name, TensorType type) => new() { Name = name, Type = OnnxModelWriter.TypeOf(type.Type, type.Shape, _ => null) };
}
