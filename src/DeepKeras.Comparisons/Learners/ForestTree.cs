namespace DeepKeras.Comparisons.Learners;

/// <summary>A tree in flat arrays. Node 0 is the root; a child below 0 is the complement of a leaf's number.</summary>
/// <param name="Features">The column that each inner node looks at.</param>
/// <param name="Thresholds">Rows with at most this value go left.</param>
/// <param name="Left">The left child of each inner node.</param>
/// <param name="Right">The right child of each inner node.</param>
/// <param name="Leaves">A share for each class, or the mean target, leaf by leaf.</param>
/// <param name="Outputs">The number of values in a leaf.</param>
internal sealed record ForestTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Leaves, int Outputs)
{
    public long Nodes => Features.Length + (Leaves.Length / Outputs);

    public ReadOnlySpan<float> LeafOf(ReadOnlySpan<float> row)
    {
        int node = Features.Length == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        }

        return Leaves.AsSpan(~node * Outputs, Outputs);
    }
}
