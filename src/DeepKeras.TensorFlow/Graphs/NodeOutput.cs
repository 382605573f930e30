using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>
/// A tensor of a TensorFlow graph: one output of a node, with what is known of it. Graphs count a node's outputs; functions name them.
/// </summary>
/// <param name="Node">The node's name; an argument's, in a function.</param>
/// <param name="Port">The output's name in functions; null: the node is an argument of the function.</param>
/// <param name="PortIndex">Its place among the tensors of that name.</param>
/// <param name="Index">Its place among all outputs of the node.</param>
/// <param name="Type">Its dtype and shape; sizes may be unknown.</param>
internal sealed record NodeOutput(string Node, string? Port, int PortIndex, int Index, TensorType Type)
{
    public DType DType => Type.Type;

    public Shape Shape => Type.Shape;

    /// <summary>As <c>NodeDef.input</c> has it in a graph: <c>node</c> or <c>node:1</c>.</summary>
    public string InGraph => Index == 0 ? Node : $"{Node}:{Index}";

    /// <summary>As <c>NodeDef.input</c> has it in a function: <c>node:output:0</c>, or an argument's name.</summary>
    public string InFunction => Port is null ? Node : $"{Node}:{Port}:{PortIndex}";

    /// <summary>As signatures, feeds and fetches have it: <c>node:0</c>.</summary>
    public string TensorName => $"{Node}:{Index}";

    /// <summary>An argument of a function.</summary>
    public static NodeOutput Argument(string name, TensorType type) => new(name, null, 0, 0, type);
}
