using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans;

/// <summary>Matrix products and convolutions whose only use is the addition of a bias or a matrix: libtorch does both in one call.</summary>
internal sealed class ProductFusion
{
    private readonly Dictionary<OpNode, (OpNode Product, Tensor Bias)> sums = [];
    private readonly HashSet<OpNode> absorbed = [];

    public ProductFusion(Graph graph, PlanTypes types, GradientRegions regions)
    {
        var uses = new Dictionary<Tensor, int>();
        foreach (Tensor tensor in graph.Nodes.OfType<OpNode>().SelectMany(node => node.Inputs).Concat(graph.Outputs).Concat(graph.Updates.Select(update => update.Value)))
        {
            uses[tensor] = uses.GetValueOrDefault(tensor) + 1;
        }

        foreach (OpNode node in graph.Nodes.OfType<OpNode>())
        {
            if (node.Op is Binary { Kind: BinaryKind.Add } && node.Inputs[0].Node is OpNode { Outputs.Length: 1 } product && uses[product.Output] == 1
                && !regions.IsLeaf(product.Output) && Fits(product.Op, types.Of(product.Output), types.Of(node.Inputs[1])))
            {
                sums.Add(node, (product, node.Inputs[1]));
                absorbed.Add(product);
            }
        }
    }

    /// <summary>The product and the bias that an addition does in one call, if it does.</summary>
    public (OpNode Product, Tensor Bias)? Sum(OpNode node) => sums.TryGetValue(node, out (OpNode, Tensor) sum) ? sum : null;

    /// <summary>Whether a product is computed by the addition that follows.</summary>
    public bool IsComputedByItsSum(OpNode node) => absorbed.Contains(node);

    /// <summary>Whether the node is one of the two.</summary>
    public bool Takes(OpNode node) => absorbed.Contains(node) || sums.ContainsKey(node);

    private static bool Fits(Op product, TensorType result, TensorType bias) =>
        product switch
        {
            // A row for each row, as a recurrent cell adds its input, is as good as one row for all.
            MatMul { TransposeA: false, TransposeB: false } =>
                (IsRow(result, bias) || bias.Shape.Equals(result.Shape)) && result.Shape.Rank == 2 && result.Type is (DType.Float32 or DType.Float64),
            Conv => IsRow(result, bias),
            _ => false,
        };

    private static bool IsRow(TensorType result, TensorType bias) => bias.Shape.Rank == 1 && result.Shape.Rank > 0 && bias.Shape[0] == result.Shape[^1];
}
