using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Walks a graph of DeepKeras and builds the same one of ONNX.</summary>
internal static class GraphInterpreter
{
    /// <summary>Adds the nodes of a graph.</summary>
    /// <param name="graph">What is walked.</param>
    /// <param name="builder">Where the nodes are added.</param>
    /// <param name="known">What tensors are already, such as the inputs; takes all others.</param>
    /// <param name="cancellation">Stops between two operations.</param>
    /// <exception cref="NotSupportedException">ONNX lacks an operation; the message names it.</exception>
    public static void Add(Graph graph, OnnxGraphBuilder builder, Dictionary<Tensor, OnnxValue> known, CancellationToken cancellation)
    {
        var ops = new OnnxOps(builder);
        foreach (Node node in graph.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case OpNode op:
                    var results = new OnnxValue[op.Outputs.Length];
                    ops.Out = [.. op.Outputs.Select(output => output.TensorType)];
                    op.Op.Apply(ops, [.. op.Inputs.Select(input => known[input])], results);
                    for (int i = 0; i < results.Length; i++)
                    {
                        known[op.Outputs[i]] = results[i];
                    }

                    break;
                case VariableNode variable when !known.ContainsKey(node.Output):
                    known[node.Output] = OnnxValue.Of(builder, variable.Variable.Host, variable.Variable.Path);
                    break;
                case ConstantNode constant when !known.ContainsKey(node.Output):
                    known[node.Output] = OnnxValue.Of(builder, constant.Value);
                    break;
                default:
                    if (!known.ContainsKey(node.Output))
                    {
                        throw new NotSupportedException($"ONNX has no counterpart of a {node.GetType().Name}.");
                    }

                    break;
            }
        }
    }
}
