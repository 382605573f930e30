using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>The mean of trees: shares of classes, or a number where there are no classes.</summary>
internal sealed class ForestModel(ForestTree[] trees, int classes) : IShallowModel
{
    public long Size => trees.Sum(tree => tree.Nodes);

    public string SizeUnit => "nodes";

    // A split: column, threshold, two children; a leaf: its shares. Half the nodes are leaves.
    public long Bytes => Size * (16 + (4 * Math.Max(1, classes))) / 2;

    public Predictions Predict(EncodedRows rows)
    {
        int outputs = Math.Max(1, classes);
        var encoded = new float[rows.Width];
        var sums = new double[outputs];
        var numbers = new float[classes == 0 ? rows.Rows : 0];
        var shares = new float[classes == 0 ? 0 : rows.Rows, outputs];
        for (int row = 0; row < rows.Rows; row++)
        {
            rows.CopyTo(row, encoded);
            Array.Clear(sums);
            foreach (ForestTree tree in trees)
            {
                ReadOnlySpan<float> leaf = tree.LeafOf(encoded);
                for (int i = 0; i < outputs; i++)
                {
                    sums[i] += leaf[i];
                }
            }

            for (int i = 0; i < outputs; i++)
            {
                if (classes == 0)
                {
                    numbers[row] = (float)(sums[i] / trees.Length);
                }
                else
                {
                    shares[row, i] = (float)(sums[i] / trees.Length);
                }
            }
        }

        return classes == 0 ? Predictions.OfNumbers(numbers) : Predictions.OfProbabilities(shares);
    }
}
