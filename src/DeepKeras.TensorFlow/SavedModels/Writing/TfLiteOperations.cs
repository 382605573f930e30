using System.Collections.Frozen;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// Which operations TensorFlow Lite's converter turns into its built-in ones, after trials of TensorFlow 2.21's converter with open batch and built-in
/// operations only. What is not in the list is refused, rather than left for the converter to refuse.
/// </summary>
internal static class TfLiteOperations
{
    private static readonly FrozenSet<string> BuiltIn = string.Join(
        ' ',
        "AddV2 Sub Mul RealDiv FloorDiv FloorMod Maximum Minimum SquaredDifference Neg Abs Sign Square Pow Sqrt Rsqrt Exp Log Sin Cos Floor Ceil Round",
        "Equal NotEqual Less LessEqual Greater GreaterEqual LogicalAnd LogicalOr LogicalNot SelectV2",
        "Sum Mean Max Min Prod All Any ArgMax Cumsum TopKV2 UnsortedSegmentSum",
        "Relu Relu6 LeakyRelu Elu Selu Softplus Softsign Tanh Sigmoid Softmax LogSoftmax",
        "MatMul BatchMatMulV2 BatchMatMulV3 Einsum BiasAdd Conv2D DepthwiseConv2dNative Conv2DBackpropInput Conv3D Conv3DBackpropInputV2",
        "MaxPool AvgPool FusedBatchNormV3 ResizeBilinear ResizeNearestNeighbor SpaceToBatchND BatchToSpaceND DepthToSpace",
        "Shape Reshape ExpandDims Squeeze Transpose ConcatV2 Split SplitV Pack Unpack StridedSlice Slice Tile BroadcastTo ReverseV2 Fill Range Cast",
        "Pad PadV2 MirrorPad GatherV2 GatherNd TensorScatterUpdate OneHot",
        "Const Identity NoOp ReadVariableOp StatefulPartitionedCall PartitionedCall StatelessWhile If").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Checks the functions of a graph, which are what the converter reads.</summary>
    /// <exception cref="NotSupportedException">An operation is not among the built-in ones; the message names each.</exception>
    public static void Check(GraphDef graph)
    {
        string[] refused =
        [
            .. (graph.Library?.Function ?? []).SelectMany(Refused).GroupBy(reason => reason, StringComparer.Ordinal).Select(group => group.Key).Order(StringComparer.Ordinal),
        ];
        if (refused.Length > 0)
        {
            throw new NotSupportedException($"TensorFlow Lite has no built-in operation for {string.Join(", ", refused)}; export a plain SavedModel and convert it with SELECT_TF_OPS, or leave out the layers that need them.");
        }
    }

    private static IEnumerable<string> Refused(FunctionDef function)
    {
        Dictionary<string, NodeDef> nodes = function.NodeDef.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (NodeDef node in function.NodeDef)
        {
            if (node.Op == "Erf" ? !IsGelu(node, nodes) : !BuiltIn.Contains(node.Op))
            {
                yield return node.Op;
            }
            else if (node.Op == "Conv2DBackpropInput" && node.Attr.TryGetValue("dilations", out AttrValue? dilations) && dilations.List?.I.Any(size => size > 1) == true)
            {
                yield return $"{node.Op} with dilation";
            }
            else if (node.Attr.TryGetValue("T", out AttrValue? type) && type.Type is DataType.DtDouble or DataType.DtString)
            {
                yield return $"{node.Op} of {TypeNames.Of(type.Type)}";
            }
        }
    }

    /// <summary>½ x · (1 + erf(x √½)), in this order, becomes Lite's own GELU; erf alone becomes nothing.</summary>
    private static bool IsGelu(NodeDef erf, Dictionary<string, NodeDef> nodes) =>
        Only(erf, "AddV2", nodes) is { } sum && Only(sum, "Mul", nodes) is { } product
        && product.Input.Any(input => nodes.GetValueOrDefault(NodeOf(input)) is { Op: "Mul" } half && half.Input.Any(x => nodes.GetValueOrDefault(NodeOf(x))?.Op == "Const"));

    /// <summary>The one node that takes a node's output, where it is of this operation.</summary>
    private static NodeDef? Only(NodeDef node, string operation, Dictionary<string, NodeDef> nodes)
    {
        NodeDef[] users = [.. nodes.Values.Where(user => user.Input.Any(input => NodeOf(input) == node.Name))];
        return users is [{ } user] && user.Op == operation ? user : null;
    }

    private static string NodeOf(string input) => input.TrimStart('^').Split(':')[0];
}
