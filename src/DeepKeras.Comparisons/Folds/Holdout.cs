using DeepKeras.Data;

namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// One split into a part to train on and a part to validate on: stratified for classes, whole groups where there are groups, the last rows
/// where rows are in time order, else shuffled.
/// </summary>
public static class Holdout
{
    // Far from the streams that folds use, one a repeat.
    private const int Stream = 2_000_003;

    /// <summary>Splits the rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="share">The share of the rows to hold out, above 0 and below 1.</param>
    /// <param name="seed">Equal seeds give equal splits on every platform.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public static Fold Split(Dataset data, double share, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "expected a share between 0 and 1.");
        }

        SplitMix64 random = SplitMix64.For(seed, Stream);
        bool[] held = data.TimeOrdered ? Last(data.Rows, share)
            : data.Groups is { } groups ? Groups(groups, share, random)
            : data.Task == LearningTask.Regression ? Rows(new int[data.Rows], share, random)
            : Rows(data.Labels.ToArray(), share, random);
        int[] all = [.. Enumerable.Range(0, data.Rows)];
        int[] test = [.. all.Where(row => held[row])];
        return test.Length > 0 && test.Length < data.Rows
            ? new Fold([.. all.Where(row => !held[row])], test, 0, 0)
            : throw new ArgumentException($"data set \"{data.Name}\": a share of {share} of {data.Rows} rows leaves one part empty.", nameof(share));
    }

    private static bool[] Last(int rows, double share)
    {
        var held = new bool[rows];
        Array.Fill(held, true, rows - (int)Math.Round(rows * share), (int)Math.Round(rows * share));
        return held;
    }

    private static bool[] Groups(IReadOnlyList<int> groups, double share, SplitMix64 random)
    {
        int[] order = [.. groups.Distinct()];
        random.Shuffle(order);
        var sizes = groups.CountBy(group => group).ToDictionary();
        var chosen = new HashSet<int>();
        double wanted = groups.Count * share;
        foreach (int group in order)
        {
            // A group joins where that brings the part nearer to its size.
            if (sizes[group] <= 2 * wanted)
            {
                chosen.Add(group);
                wanted -= sizes[group];
            }

            if (wanted <= 0)
            {
                break;
            }
        }

        return [.. groups.Select(chosen.Contains)];
    }

    // Dealt out along the classes, so that each gives its share, and the odd rows even out.
    private static bool[] Rows(int[] strata, double share, SplitMix64 random)
    {
        var held = new bool[strata.Length];
        double due = 0.5;
        foreach (IGrouping<int, int> stratum in Enumerable.Range(0, strata.Length).GroupBy(row => strata[row]).OrderBy(group => group.Key))
        {
            int[] order = [.. stratum];
            random.Shuffle(order);
            foreach (int row in order)
            {
                due += share;
                if (due >= 1)
                {
                    held[row] = true;
                    due--;
                }
            }
        }

        return held;
    }
}
