namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// k folds in which rows of one group (a person, a writer, a file) are never on both sides. Greedy: the largest group left goes
/// into the smallest fold, as in scikit-learn; groups of equal size go in shuffled order.
/// </summary>
public static class GroupKFold
{
    /// <summary>Splits the rows.</summary>
    /// <typeparam name="TGroup">What names a group.</typeparam>
    /// <param name="groups">The group of each row; groups need not be contiguous.</param>
    /// <param name="k">Folds a repeat, at least 2.</param>
    /// <param name="repeats">Shufflings, at least 1.</param>
    /// <param name="seed">Equal seeds give equal folds on every platform.</param>
    /// <returns>k · repeats folds, repeat by repeat. One huge group fills a fold: sizes may be far from equal.</returns>
    /// <exception cref="ArgumentException">
    /// Fewer groups than folds, or repeats that can only give the same folds again (when hardly any two groups have one size).
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or <paramref name="repeats"/> is too small.</exception>
    public static IReadOnlyList<Fold> Split<TGroup>(IReadOnlyList<TGroup> groups, int k = 5, int repeats = 1, int seed = 0)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        Partition.Check(Math.Max(groups.Count, k), k, repeats);
        int[][] rowsOfGroup = [.. Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]).Select(group => group.ToArray())];
        if (rowsOfGroup.Length < k)
        {
            throw new ArgumentException($"{rowsOfGroup.Length} groups are too few for {k} folds: expected at least {k}.", nameof(groups));
        }

        return Partition.Repeat(k, repeats, seed, random =>
        {
            int[][] order = [.. rowsOfGroup];
            random.Shuffle(order);
            var foldOfRow = new int[groups.Count];
            var size = new int[k];
            foreach (int[] rows in order.OrderByDescending(rows => rows.Length))
            {
                int smallest = Array.IndexOf(size, size.Min());
                size[smallest] += rows.Length;
                foreach (int row in rows)
                {
                    foldOfRow[row] = smallest;
                }
            }

            return foldOfRow;
        });
    }
}
