using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Puts a graph of ours into a graph of TensorFlow's, or into the body of a function.</summary>
internal static class GraphEmitter
{
    /// <summary>The outputs, and the names of the nodes that change variables. The bodies of loops are added to the functions.</summary>
    public static (NodeOutput[] Outputs, string[] Effects) Emit(Endpoint endpoint, GraphWriter writer, IReadOnlyList<NodeOutput> inputs, List<FunctionDef> functions)
    {
        var ops = new GraphDefOps(writer, export: true) { Functions = functions };
        var values = new Dictionary<Tensor, NodeOutput>();
        for (int i = 0; i < inputs.Count; i++)
        {
            values[endpoint.Graph.Inputs[i]] = inputs[i];
        }

        if (endpoint.Step is { } step && endpoint.Graph.Nodes.Contains(step.Node))
        {
            // Another number each time, and with it another mask.
            values[step] = writer.Add(
                "RandomUniformInt",
                step.TensorType,
                [writer.Constant(new HostArray(DType.Int32, [0])), writer.Constant(HostArray.Scalar(0L)), writer.Constant(HostArray.Scalar(long.MaxValue))],
                Attr.Type("Tout", DType.Int64),
                Attr.Type("T", DType.Int32));
        }

        foreach (Node node in endpoint.Graph.Nodes)
        {
            switch (node)
            {
                case ConstantNode constant:
                    values[node.Output] = writer.Constant(constant.Value);
                    break;
                case VariableNode variable:
                    values[node.Output] = writer.Read(variable.Variable);
                    break;
                case OpNode op:
                    NodeOutput[] x = [.. op.Inputs.Select(input => values[input])];
                    var y = new NodeOutput[op.Outputs.Length];
                    op.Op.Apply(ops, x, y);
                    for (int i = 0; i < y.Length; i++)
                    {
                        values[op.Outputs[i]] = y[i];
                    }

                    break;
            }
        }

        var effects = new List<string>();
        foreach ((Variable variable, Tensor value) in endpoint.Graph.Updates)
        {
            NodeOutput read = writer.Read(variable);
            NodeDef assign = writer.Node("AssignVariableOp", "update", [writer.Handle(variable), values[value]], Attr.Type("dtype", variable.DType));
            assign.Input.Add($"^{read.Node}");
            effects.Add(assign.Name);
        }

        return ([.. endpoint.Graph.Outputs.Select(output => values[output])], [.. effects]);
    }
}
