using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>Kernels that only gradients need. Here every size is known, and convolutions are plain ones (see <see cref="Lowering"/>).</summary>
internal sealed partial class GraphDefOps : IKernels<NodeOutput>
{
    public NodeOutput UnaryGradient(UnaryKind kind, NodeOutput at, NodeOutput gradient) =>
        kind == UnaryKind.Relu ? Binary("ReluGrad", gradient, at) : Binary(kind == UnaryKind.Sigmoid ? "SigmoidGrad" : "TanhGrad", at, gradient);

    public NodeOutput Polygamma(int order, NodeOutput x) =>
        x.DType.Size() == 2 ? Through(DType.Float32, x, wide => Polygamma(order, wide))
        : graph.Add("Polygamma", x.Type, [graph.Number(x.DType, order), x], Attr.Type("T", x.DType));

    public NodeOutput ConvInputGradient(NodeOutput gradient, NodeOutput kernel, Conv op, Shape shape)
    {
        NodeOutput filter = op.Groups > 1 ? ByChannel(kernel, op.Groups) : kernel;
        return graph.Add(
            op.Groups > 1 ? "DepthwiseConv2dNativeBackpropInput" : op.Strides.Count == 2 ? "Conv2DBackpropInput" : "Conv3DBackpropInputV2",
            new(gradient.DType, shape),
            [graph.Ints([.. shape]), filter, gradient],
            Settings(gradient.DType, op));
    }

    public NodeOutput ConvFilterGradient(NodeOutput x, NodeOutput gradient, Conv op, Shape shape)
    {
        Shape own = op.Groups > 1 ? [shape[0], shape[1], op.Groups, shape[3] / op.Groups] : shape;
        NodeOutput result = graph.Add(
            op.Groups > 1 ? "DepthwiseConv2dNativeBackpropFilter" : op.Strides.Count == 2 ? "Conv2DBackpropFilter" : "Conv3DBackpropFilterV2",
            new(x.DType, own),
            [x, graph.Ints([.. own]), gradient],
            Settings(x.DType, op));
        return op.Groups > 1 ? Reshaped(result, shape) : result;
    }

    public NodeOutput MaxPoolGradient(NodeOutput x, NodeOutput pooled, NodeOutput gradient, Pool op) =>
        graph.Add("MaxPoolGrad", x.Type, [x, pooled, gradient], Settings(x.DType, op));

    public NodeOutput MaxPoolPick(NodeOutput x, NodeOutput pooled, NodeOutput gradient, Pool op) =>
        graph.Add("MaxPoolGradGrad", pooled.Type, [x, pooled, gradient], Settings(x.DType, op));

    public NodeOutput AveragePoolGradient(NodeOutput gradient, Pool op, Shape shape) =>
        graph.Add("AvgPoolGrad", new(gradient.DType, shape), [graph.Ints([.. shape]), gradient], Settings(gradient.DType, op));

    private NodeOutput ByChannel(NodeOutput kernel, int groups) =>
        Reshaped(kernel, [kernel.Shape[0], kernel.Shape[1], groups, kernel.Shape[3] / groups]);

    private static (string, AttrValue)[] Settings(DType type, Conv op) =>
        [Attr.Type("T", type), Attr.Ints("strides", Full(op.Strides)), Attr.Text("padding", op.Pads.Count == 0 ? "SAME" : "VALID")];

    private static (string, AttrValue)[] Settings(DType type, Pool op) =>
        [Attr.Type("T", type), Attr.Ints("ksize", Full(op.Window)), Attr.Ints("strides", Full(op.Strides)), Attr.Text("padding", op.Pads.Count == 0 ? "SAME" : "VALID")];
}
