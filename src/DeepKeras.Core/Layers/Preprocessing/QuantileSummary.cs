namespace DeepKeras.Layers;

/// <summary>
/// Values of a stream with the weights that they stand for, few enough that quantiles are right to within ε: Keras's summary for
/// Discretization, in its precision (float32, between them double).
/// </summary>
internal sealed class QuantileSummary(double epsilon)
{
    private float[] values = [];
    private float[] weights = [];

    public void Add(HostArray batch)
    {
        float[] sorted = new float[batch.Elements];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = (float)batch[i];
        }

        Array.Sort(sorted);
        double step = Math.Max(sorted.Length / (1 / epsilon), 1);
        var chosen = new List<float>();
        for (int i = (int)(step - 1); i < sorted.Length; i += (int)step)
        {
            chosen.Add(sorted[i]);
        }

        float[] all = [.. chosen, .. values];
        float[] allWeights = [.. Enumerable.Repeat((float)step, chosen.Count), .. weights];
        int[] order = [.. Enumerable.Range(0, all.Length).OrderBy(i => all[i])];
        (values, weights) = Compressed([.. order.Select(i => all[i])], [.. order.Select(i => allWeights[i])], epsilon);
    }

    /// <summary>The boundaries of bins with the same share of the values each, one fewer than bins.</summary>
    public double[] Boundaries(int bins) => [.. Compressed(values, weights, 1.0 / bins).Values.SkipLast(1).Select(value => (double)value)];

    private static (float[] Values, float[] Weights) Compressed(float[] values, float[] weights, double epsilon)
    {
        if (values.Length * epsilon < 1)
        {
            return (values, weights);
        }

        float[] sums = new float[weights.Length];
        float sum = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = sum += weights[i];
        }

        double[] shares = [.. sums.Select(s => (double)(s / sum))];
        int count = (int)Math.Ceiling(1 / epsilon);
        float[] bins = new float[count];
        float[] binWeights = new float[count];
        double before = 0;
        for (int i = 0; i < count; i++)
        {
            double share = epsilon + (i * epsilon);
            bins[i] = (float)Interpolated(share, shares, values);
            double reached = Interpolated(share, shares, sums);
            binWeights[i] = (float)(reached - before);
            before = reached;
        }

        return (bins, binWeights);
    }

    /// <summary>Between known points on straight lines, as NumPy's <c>interp</c>.</summary>
    private static double Interpolated(double x, double[] known, float[] at)
    {
        if (x > known[^1])
        {
            return at[^1];
        }

        int right = 0;
        while (right < known.Length && known[right] <= x)
        {
            right++;
        }

        if (right == 0)
        {
            return at[0];
        }

        int left = right - 1;
        if (left == known.Length - 1 || known[left] == x)
        {
            return at[left];
        }

        double slope = ((double)at[right] - at[left]) / (known[right] - known[left]);
        return (slope * (x - known[left])) + at[left];
    }
}
