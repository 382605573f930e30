using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Grows one tree of a forest on a bootstrap sample of the rows.</summary>
internal sealed class ForestGrower
{
    private readonly BinnedColumns columns;
    private readonly int[]? labels;
    private readonly float[]? targets;
    private readonly int outputs, tried, leastInLeaf;
    private readonly int[] rows, order, binRows;
    private readonly double[] binSums, left, all;
    private readonly List<int> features = [], lefts = [], rights = [];
    private readonly List<float> thresholds = [], leaves = [];
    private SplitMix64 random;

    /// <summary>For classes <paramref name="labels"/>, for a number <paramref name="targets"/>; the other one is null.</summary>
    public ForestGrower(BinnedColumns columns, int[]? labels, int classes, float[]? targets, int tried, int leastInLeaf, SplitMix64 random)
    {
        this.columns = columns;
        this.labels = labels;
        this.targets = targets;
        this.tried = tried;
        this.leastInLeaf = leastInLeaf;
        this.random = random;
        outputs = labels is null ? 1 : classes;
        rows = new int[columns.Rows];
        order = [.. Enumerable.Range(0, columns.Width)];
        binRows = new int[BinnedColumns.MaximumBins];
        binSums = new double[BinnedColumns.MaximumBins * outputs];
        left = new double[outputs];
        all = new double[outputs];
    }

    public ForestTree Grow()
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = random.NextBelow(rows.Length);
        }

        var open = new Stack<(int From, int To, int Parent, bool IsRight)>();
        open.Push((0, rows.Length, -1, false));
        while (open.TryPop(out var part))
        {
            (int column, int bin) = BestSplit(part.From, part.To);
            int node = column < 0 ? AddLeaf(part.To - part.From) : AddSplit(column, bin);
            if (part.Parent >= 0)
            {
                (part.IsRight ? rights : lefts)[part.Parent] = node;
            }

            if (node >= 0)
            {
                int middle = Divide(part.From, part.To, columns.Bins[column], bin);
                open.Push((middle, part.To, node, true));
                open.Push((part.From, middle, node, false));
            }
        }

        return new ForestTree([.. features], [.. thresholds], [.. lefts], [.. rights], [.. leaves], outputs);
    }

    // Leaves the node's totals in `all`, which AddLeaf reads.
    private (int Column, int Bin) BestSplit(int from, int to)
    {
        Array.Clear(all);
        double squares = 0;
        for (int i = from; i < to; i++)
        {
            double y = targets is null ? 1 : targets[rows[i]];
            all[labels is null ? 0 : labels[rows[i]]] += y;
            squares += y * y;
        }

        int count = to - from;
        double whole = Purity(all, count);
        bool pure = labels is null ? squares - whole <= 1e-12 * squares : whole >= count;
        if (count < 2 * leastInLeaf || pure)
        {
            return (-1, 0);
        }

        double best = double.NegativeInfinity;
        (int Column, int Bin) split = (-1, 0);
        for (int visited = 0; visited < order.Length && (visited < tried || split.Column < 0); visited++)
        {
            int pick = visited + random.NextBelow(order.Length - visited);
            (order[visited], order[pick]) = (order[pick], order[visited]);
            Try(order[visited], from, to, ref best, ref split);
        }

        return split;
    }

    private void Try(int column, int from, int to, ref double best, ref (int Column, int Bin) split)
    {
        byte[] bins = columns.Bins[column];
        int lowest = BinnedColumns.MaximumBins, highest = -1;
        for (int i = from; i < to; i++)
        {
            int row = rows[i], bin = bins[row];
            binRows[bin]++;
            binSums[(bin * outputs) + (labels is null ? 0 : labels[row])] += targets is null ? 1 : targets[row];
            lowest = Math.Min(lowest, bin);
            highest = Math.Max(highest, bin);
        }

        Array.Clear(left);
        int count = to - from, before = 0;
        double leftSquares = 0, rightSquares = 0;
        foreach (double sum in all)
        {
            rightSquares += sum * sum;
        }

        for (int bin = lowest; bin <= highest; bin++)
        {
            if (binRows[bin] == 0)
            {
                continue;
            }

            before += binRows[bin];
            binRows[bin] = 0;
            for (int i = 0; i < outputs; i++)
            {
                double moved = binSums[(bin * outputs) + i];
                if (moved != 0)
                {
                    double right = all[i] - left[i];
                    leftSquares += moved * ((2 * left[i]) + moved);
                    rightSquares -= moved * ((2 * right) - moved);
                    left[i] += moved;
                    binSums[(bin * outputs) + i] = 0;
                }
            }

            int after = count - before;
            if (bin < highest && before >= leastInLeaf && after >= leastInLeaf)
            {
                double purity = (leftSquares / before) + (rightSquares / after);
                if (purity > best)
                {
                    best = purity;
                    split = (column, bin);
                }
            }
        }
    }

    private int AddSplit(int column, int bin)
    {
        features.Add(column);
        thresholds.Add(columns.Edges[column][bin]);
        lefts.Add(0);
        rights.Add(0);
        return features.Count - 1;
    }

    private int AddLeaf(int count)
    {
        foreach (double sum in all)
        {
            leaves.Add((float)(sum / count));
        }

        return ~((leaves.Count / outputs) - 1);
    }

    private int Divide(int from, int to, byte[] bins, int last)
    {
        int i = from, j = to - 1;
        while (i <= j)
        {
            if (bins[rows[i]] <= last)
            {
                i++;
            }
            else
            {
                (rows[i], rows[j]) = (rows[j], rows[i]);
                j--;
            }
        }

        return i;
    }

    // Sum of squares over rows: largest where Gini or squared error is least.
    private static double Purity(double[] sums, int count)
    {
        double squares = 0;
        foreach (double sum in sums)
        {
            squares += sum * sum;
        }

        return squares / count;
    }
}
