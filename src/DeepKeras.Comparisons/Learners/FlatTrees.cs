using Microsoft.ML.Trainers.FastTree;

namespace DeepKeras.Comparisons.Learners;

/// <summary>A sum of regression trees in flat arrays, read off an ML.NET model.</summary>
internal sealed class FlatTrees
{
    private readonly int[] roots;
    private readonly int[] features;
    private readonly float[] thresholds;
    private readonly int[] left;
    private readonly int[] right;
    private readonly double[] leaves;
    private readonly double bias;

    // Inner nodes of all trees lie in one array; a leaf is the complement of its place in `leaves`.
    private FlatTrees(IReadOnlyList<RegressionTreeBase> trees, IReadOnlyList<double> treeWeights, double bias)
    {
        var featureList = new List<int>();
        var thresholdList = new List<float>();
        var leftList = new List<int>();
        var rightList = new List<int>();
        var leafList = new List<double>();
        roots = new int[trees.Count];
        for (int t = 0; t < roots.Length; t++)
        {
            RegressionTreeBase tree = trees[t];
            if (tree.CategoricalSplitFlags.Any(flag => flag))
            {
                throw new InvalidOperationException($"tree {t} splits on a category; the encoded columns are numbers.");
            }

            int firstNode = featureList.Count, firstLeaf = leafList.Count;
            roots[t] = tree.NumberOfLeaves == 1 ? ~firstLeaf : firstNode;
            for (int node = 0; tree.NumberOfLeaves > 1 && node < tree.NumberOfNodes; node++)
            {
                featureList.Add(tree.NumericalSplitFeatureIndexes[node]);
                thresholdList.Add(tree.NumericalSplitThresholds[node]);
                leftList.Add(Place(tree.LeftChild[node]));
                rightList.Add(Place(tree.RightChild[node]));
            }

            for (int leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
            {
                leafList.Add(tree.LeafValues[leaf] * treeWeights[t]);
            }

            int Place(int child) => child < 0 ? ~(~child + firstLeaf) : child + firstNode;
        }

        features = [.. featureList];
        thresholds = [.. thresholdList];
        left = [.. leftList];
        right = [.. rightList];
        leaves = [.. leafList];
        this.bias = bias;
    }

    /// <summary>No tree at all: one number for every row.</summary>
    public static FlatTrees Constant(double value) => new([], [], value);

    public static FlatTrees From<T>(TreeEnsemble<T> ensemble)
        where T : RegressionTreeBase => new(ensemble.Trees, ensemble.TreeWeights, ensemble.Bias);

    /// <summary>The mean of a forest's trees, instead of their sum.</summary>
    public static FlatTrees MeanOf<T>(TreeEnsemble<T> forest)
        where T : RegressionTreeBase =>
        new(forest.Trees, [.. forest.TreeWeights.Select(weight => weight / forest.Trees.Count)], forest.Bias / forest.Trees.Count);

    /// <summary>Inner nodes and leaves together.</summary>
    public long Nodes => features.Length + leaves.Length;

    public double Sum(ReadOnlySpan<float> row)
    {
        double sum = bias;
        foreach (int root in roots)
        {
            int node = root;
            while (node >= 0)
            {
                node = row[features[node]] <= thresholds[node] ? left[node] : right[node];
            }

            sum += leaves[~node];
        }

        return sum;
    }
}
