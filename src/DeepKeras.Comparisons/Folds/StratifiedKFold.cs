namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// k folds of shuffled rows in which every class is spread evenly: its counts in two test folds, and the sizes of two test
/// folds, differ by at most 1 (Kohavi 1995).
/// </summary>
public static class StratifiedKFold
{
    /// <summary>Splits the rows.</summary>
    /// <param name="labels">The class of each row; any numbers.</param>
    /// <param name="k">Folds a repeat, at least 2.</param>
    /// <param name="repeats">Shufflings, at least 1.</param>
    /// <param name="seed">Equal seeds give equal folds on every platform.</param>
    /// <param name="allowRareClasses">
    /// Accept a class with fewer than k rows. Some test folds then lack it, and scores such as AUC are undefined there.
    /// </param>
    /// <returns>k · repeats folds, repeat by repeat.</returns>
    /// <exception cref="ArgumentException">
    /// Too few rows, a class with fewer rows than folds, or repeats that can only give the same folds again.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or <paramref name="repeats"/> is too small.</exception>
    public static IReadOnlyList<Fold> Split(
        IReadOnlyList<int> labels, int k = 5, int repeats = 1, int seed = 0, bool allowRareClasses = false)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Partition.Check(labels.Count, k, repeats);
        int[][] rowsOfClass = RowsOfClass(labels);
        if (!allowRareClasses)
        {
            CheckClasses(labels, rowsOfClass, k);
        }

        return Partition.Repeat(k, repeats, seed, random =>
        {
            var foldOfRow = new int[labels.Count];
            int dealt = 0; // goes on from class to class, so that the odd rows of all classes do not land in the same fold
            foreach (int[] rows in rowsOfClass)
            {
                int[] order = [.. rows];
                random.Shuffle(order);
                foreach (int row in order)
                {
                    foldOfRow[row] = dealt++ % k;
                }
            }

            return foldOfRow;
        });
    }

    private static int[][] RowsOfClass(IReadOnlyList<int> labels) =>
        [.. Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];

    private static void CheckClasses(IReadOnlyList<int> labels, int[][] rowsOfClass, int k)
    {
        if (rowsOfClass.Length < 2)
        {
            throw new ArgumentException($"All {labels.Count} rows are of class {labels[0]}: expected at least 2 classes.", nameof(labels));
        }

        int[]? rare = rowsOfClass.FirstOrDefault(rows => rows.Length < k);
        if (rare is not null)
        {
            throw new ArgumentException(
                $"class {labels[rare[0]]}: expected at least {k} rows, one for each of the {k} folds, got {rare.Length}.",
                nameof(labels));
        }
    }
}
