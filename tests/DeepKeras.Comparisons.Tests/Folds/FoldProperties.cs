namespace DeepKeras.Comparisons.Folds;

/// <summary>Checks by the names the oracle gives them, on the folds of seed 7.</summary>
internal sealed class FoldProperties
{
    private readonly int rows;

    public FoldProperties(int rows, Func<int, IReadOnlyList<Fold>> split)
    {
        this.rows = rows;
        Folds = split(7);
        All = new()
        {
            ["each_fold_train_and_test_disjoint"] = () => Folds.All(fold => !fold.Train.Intersect(fold.Test).Any()),
            ["test_folds_partition_rows"] = () => Repeats().All(Partitions),
            ["each_repeat_partitions_rows"] = () => Repeats().All(Partitions),
            ["train_is_complement"] = () => Folds.All(fold => Rows.Except(fold.Test).SequenceEqual(fold.Train)),
            ["same_seed_same_folds"] = () => Same(Folds, split(7)),
            ["other_seed_other_folds"] = () => !Same(Folds, split(8)),
            ["repeats_differ"] = () => Repeats().Select(folds => string.Join(';', folds.Select(fold => string.Join(',', fold.Test))))
                .Distinct().Count() == Repeats().Count(),
        };
    }

    public IReadOnlyList<Fold> Folds { get; }

    public Dictionary<string, Func<bool>> All { get; }

    private IEnumerable<int> Rows => Enumerable.Range(0, rows);

    private static bool Same(IReadOnlyList<Fold> a, IReadOnlyList<Fold> b) => a.Count == b.Count
        && a.Zip(b).All(pair => pair.First.Test.SequenceEqual(pair.Second.Test) && pair.First.Train.SequenceEqual(pair.Second.Train));

    private IEnumerable<Fold[]> Repeats() => Folds.GroupBy(fold => fold.Repeat).Select(group => group.ToArray());

    private bool Partitions(Fold[] folds) => folds.SelectMany(fold => fold.Test).Order().SequenceEqual(Rows);
}
