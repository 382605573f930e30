using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>
/// How many rows the folds train on and test on: the corrected tests need their ratio, since training sets that overlap make
/// the scores of folds depend on each other.
/// </summary>
public sealed record FoldSizes
{
    private FoldSizes(double train, double test, double perFoldTest)
    {
        TestToTrainRatio = test / train;
        MeanTestRows = perFoldTest;
    }

    /// <summary>Σ test rows / Σ training rows over the folds.</summary>
    public double TestToTrainRatio { get; }

    /// <summary>Mean number of test rows in a fold.</summary>
    public double MeanTestRows { get; }

    /// <summary>Every fold has the same sizes.</summary>
    /// <param name="trainRows">Training rows of a fold, at least 1.</param>
    /// <param name="testRows">Test rows of a fold, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static FoldSizes Equal(int trainRows, int testRows) => Unequal([trainRows], [testRows]);

    /// <summary>Folds of unequal sizes.</summary>
    /// <param name="trainRows">Training rows of each fold, at least 1.</param>
    /// <param name="testRows">Test rows of each fold, as many folds.</param>
    /// <exception cref="ArgumentException">The lists are empty or of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static FoldSizes Unequal(IReadOnlyList<int> trainRows, IReadOnlyList<int> testRows)
    {
        ArgumentNullException.ThrowIfNull(trainRows);
        ArgumentNullException.ThrowIfNull(testRows);
        if (trainRows.Count == 0 || trainRows.Count != testRows.Count)
        {
            throw new ArgumentException(
                $"Expected as many training counts as test counts, and at least one; got {trainRows.Count} and {testRows.Count}.",
                nameof(testRows));
        }

        foreach (int rows in trainRows.Concat(testRows))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        }

        double test = testRows.Sum(rows => (double)rows);
        return new FoldSizes(trainRows.Sum(rows => (double)rows), test, test / testRows.Count);
    }

    /// <summary>The sizes of folds in which every row is either trained on or tested on.</summary>
    /// <param name="folds">Folds of <see cref="KFold"/>, <see cref="StratifiedKFold"/> or <see cref="GroupKFold"/>.</param>
    /// <exception cref="ArgumentException">
    /// The folds leave rows out, as those of <see cref="TimeSeriesSplit"/> do: they are not exchangeable, and no corrected test
    /// is valid for them. Use <see cref="TimeOrderedComparison"/>.
    /// </exception>
    public static FoldSizes Of(IReadOnlyList<Fold> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        int rows = folds.Count == 0 ? 0 : folds.Max(fold => fold.Train.Concat(fold.Test).Max()) + 1;
        foreach (Fold fold in folds)
        {
            if (fold.Train.Length + fold.Test.Length != rows)
            {
                throw new ArgumentException(
                    $"Fold {fold.Index} of repeat {fold.Repeat}: expected training and test part to share out all {rows} rows, got " +
                    $"{fold.Train.Length} and {fold.Test.Length}. The corrected tests are not valid for time-ordered folds.",
                    nameof(folds));
            }
        }

        return Unequal([.. folds.Select(fold => fold.Train.Length)], [.. folds.Select(fold => fold.Test.Length)]);
    }
}
