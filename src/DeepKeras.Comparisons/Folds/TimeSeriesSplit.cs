namespace DeepKeras.Comparisons.Folds;

/// <summary>
/// Folds over rows in the order of time, never shuffled: the last k blocks are tested one after the other, each after training
/// on what came before it. Such folds are not exchangeable; no t-test is valid for them.
/// </summary>
public static class TimeSeriesSplit
{
    /// <summary>Splits the rows.</summary>
    /// <param name="rows">Number of rows, oldest first.</param>
    /// <param name="k">Number of test blocks, at least 2.</param>
    /// <param name="testRows">Rows of a test block; rows / (k + 1) when null. The remainder joins the first training part.</param>
    /// <param name="gap">Rows left out between training and test part, at least 0, so that lags do not reach across.</param>
    /// <param name="maxTrainRows">Keeps only the latest rows of a training part; all of them when null (expanding window).</param>
    /// <returns>k folds in the order of time.</returns>
    /// <exception cref="ArgumentException">Too few rows for these blocks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small.</exception>
    public static IReadOnlyList<Fold> Split(int rows, int k = 5, int? testRows = null, int gap = 0, int? maxTrainRows = null)
    {
        if (k < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Expected at least 2 folds, got {k}.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        ArgumentOutOfRangeException.ThrowIfLessThan(testRows ?? 1, 1, nameof(testRows));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTrainRows ?? 1, 1, nameof(maxTrainRows));
        int size = testRows ?? rows / (k + 1);
        long first = rows - (long)k * size;
        if (size < 1 || first - gap < 1)
        {
            throw new ArgumentException(
                $"{rows} rows are too few for {k} time-ordered folds of {Math.Max(size, 1)} test rows with a gap of {gap}: expected at " +
                $"least {(long)k * Math.Max(size, 1) + gap + 1}.",
                nameof(rows));
        }

        var folds = new Fold[k];
        for (int fold = 0; fold < k; fold++)
        {
            int testFrom = (int)first + fold * size;
            int trainTo = testFrom - gap;
            int trainFrom = maxTrainRows is int most ? Math.Max(0, trainTo - most) : 0;
            folds[fold] = new Fold(
                [.. Enumerable.Range(trainFrom, trainTo - trainFrom)], [.. Enumerable.Range(testFrom, size)], 0, fold);
        }

        return folds;
    }
}
