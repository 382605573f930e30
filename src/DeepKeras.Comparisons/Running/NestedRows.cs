using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>
/// One order of training rows whose beginnings are the subsets of a learning curve, so that a larger subset holds every smaller one: classes
/// in their shares, whole groups one after the other, of rows in time order the latest first.
/// </summary>
internal static class NestedRows
{
    // Far from the streams that folds, their seeds and holdouts use.
    private const int Stream = 3_000_017;

    public static int[] Order(Dataset data, int seed)
    {
        SplitMix64 random = SplitMix64.For(seed, Stream);
        if (data.TimeOrdered)
        {
            return [.. Enumerable.Range(0, data.Rows).Reverse()];
        }

        if (data.Groups is { } groups)
        {
            int[] order = [.. groups.Distinct()];
            random.Shuffle(order);
            ILookup<int, int> rows = Enumerable.Range(0, data.Rows).ToLookup(row => groups[row]);
            return [.. order.SelectMany(group => rows[group])];
        }

        if (data.Task == LearningTask.Regression)
        {
            int[] order = [.. Enumerable.Range(0, data.Rows)];
            random.Shuffle(order);
            return order;
        }

        return Stratified(data.Labels.ToArray(), random);
    }

    // The k-th of a class's c rows stands at (k + 1/2) / c: any beginning holds classes in their shares, to a row.
    private static int[] Stratified(int[] labels, SplitMix64 random)
    {
        var place = new double[labels.Length];
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).OrderBy(group => group.Key))
        {
            int[] order = [.. rows];
            random.Shuffle(order);
            for (int k = 0; k < order.Length; k++)
            {
                place[order[k]] = (k + 0.5) / order.Length;
            }
        }

        return [.. Enumerable.Range(0, labels.Length).OrderBy(row => place[row]).ThenBy(row => labels[row])];
    }
}
