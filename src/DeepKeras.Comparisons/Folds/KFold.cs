namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// k folds of shuffled rows, whose sizes differ by at most 1 (Kohavi, "A study of cross-validation and bootstrap for accuracy
/// estimation and model selection", 1995). For regression; classes want <see cref="StratifiedKFold"/>, rows that belong together
/// <see cref="GroupKFold"/>, time <see cref="TimeSeriesSplit"/>.
/// </summary>
public static class KFold
{
    /// <summary>Splits the rows.</summary>
    /// <param name="rows">Number of rows, at least <paramref name="k"/>.</param>
    /// <param name="k">Folds a repeat, at least 2.</param>
    /// <param name="repeats">Shufflings, at least 1.</param>
    /// <param name="seed">Equal seeds give equal folds on every platform.</param>
    /// <returns>k · repeats folds, repeat by repeat.</returns>
    /// <exception cref="ArgumentException">Too few rows, or repeats that can only give the same folds again.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or <paramref name="repeats"/> is too small.</exception>
    public static IReadOnlyList<Fold> Split(int rows, int k = 5, int repeats = 1, int seed = 0)
    {
        Partition.Check(rows, k, repeats);
        return Partition.Repeat(k, repeats, seed, random =>
        {
            int[] order = [.. Enumerable.Range(0, rows)];
            random.Shuffle(order);
            var foldOfRow = new int[rows];
            for (int i = 0; i < rows; i++)
            {
                foldOfRow[order[i]] = i % k;
            }

            return foldOfRow;
        });
    }
}
