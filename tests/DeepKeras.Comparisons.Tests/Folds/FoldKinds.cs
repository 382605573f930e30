using DeepKeras.Comparisons.Statistics.Oracles;

namespace DeepKeras.Comparisons.Folds;

/// <summary>Kinds kfold, repeated_kfold, stratified_kfold, group_kfold, time_series, split_error: properties, not indices.</summary>
internal static class FoldKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["kfold"] = inputs => Plain(inputs, repeats: 1),
        ["repeated_kfold"] = inputs => Plain(inputs, inputs.Integer("repeats")),
        ["stratified_kfold"] = Stratified,
        ["group_kfold"] = Group,
        ["time_series"] = TimeSeries,
        ["split_error"] = Error,
    };

    private static OracleAnswer Plain(OracleInputs inputs, int repeats)
    {
        (int n, int k) = (inputs.Integer("n"), inputs.Integer("k"));
        var check = new FoldProperties(n, seed => KFold.Split(n, k, repeats, seed));
        return new OracleAnswer
        {
            ["count"] = check.Folds.Count,
            ["test_sizes_sorted"] = check.Folds.Select(fold => fold.Test.Length).OrderDescending(),
            ["properties"] = check.All,
        };
    }

    private static OracleAnswer Stratified(OracleInputs inputs)
    {
        (int[] labels, int k, int repeats) = (inputs.Integers("labels"), inputs.Integer("k"), inputs.Integer("repeats"));

        // Two cases disagree on a class with fewer rows than folds: here it is spread, in split_error it is refused (the default).
        bool rare = labels.CountBy(label => label).Any(pair => pair.Value < k);
        var check = new FoldProperties(labels.Length, seed => StratifiedKFold.Split(labels, k, repeats, seed, allowRareClasses: rare));
        int[] classes = [.. labels.Distinct().Order()];
        int[][] counts = [.. classes.Select(c => check.Folds.Select(fold => fold.Test.Count(row => labels[row] == c)).ToArray())];
        int[] sizes = [.. check.Folds.Select(fold => fold.Test.Length)];
        check.All["class_counts_per_test_fold_differ_by_at_most_1"] = () => counts.All(c => c.Max() - c.Min() <= 1);
        check.All["test_sizes_differ_by_at_most_number_of_classes_minus_1"] = () => sizes.Max() - sizes.Min() <= classes.Length - 1;
        return new OracleAnswer
        {
            ["count"] = check.Folds.Count,
            ["class_counts_min"] = counts.Select(c => c.Min()),
            ["class_counts_max"] = counts.Select(c => c.Max()),
            ["properties"] = check.All,
        };
    }

    private static OracleAnswer Group(OracleInputs inputs)
    {
        (int[] groups, int k) = (inputs.Integers("groups"), inputs.Integer("k"));
        var check = new FoldProperties(groups.Length, seed => GroupKFold.Split(groups, k, seed: seed));
        check.All["no_group_on_both_sides"] = () => check.Folds.All(fold =>
            !fold.Train.Select(row => groups[row]).Intersect(fold.Test.Select(row => groups[row])).Any());
        check.All["no_empty_test_fold"] = () => check.Folds.All(fold => fold.Test.Length > 0);
        int[] sizes = [.. check.Folds.Select(fold => fold.Test.Length).OrderDescending()];
        return new OracleAnswer
        {
            ["count"] = check.Folds.Count,
            ["greedy_test_sizes_sorted"] = sizes,
            ["largest_test_fold_at_most"] = sizes[0],
            ["largest_group"] = groups.CountBy(group => group).Max(pair => pair.Value),
            ["properties"] = check.All,
        };
    }

    private static OracleAnswer TimeSeries(OracleInputs inputs)
    {
        int n = inputs.Integer("n");
        (int k, int? size, int gap, int? most) =
            (inputs.Integer("k"), inputs.IntegerOrNull("test_size"), inputs.Integer("gap"), inputs.IntegerOrNull("max_train_size"));
        var check = new FoldProperties(n, _ => TimeSeriesSplit.Split(n, k, size, gap, most));
        check.All["every_train_row_before_every_test_row"] = () => check.Folds.All(fold => fold.Train.Max() < fold.Test.Min());
        check.All["test_folds_in_order_without_overlap"] = () =>
            check.Folds.Zip(check.Folds.Skip(1)).All(pair => pair.First.Test.Max() < pair.Second.Test.Min());
        return new OracleAnswer
        {
            ["count"] = check.Folds.Count,
            ["splits"] = check.Folds.Select(fold => new OracleAnswer
            {
                ["train_from"] = From(fold.Train),
                ["train_to"] = fold.Train[^1] + 1,
                ["test_from"] = From(fold.Test),
                ["test_to"] = fold.Test[^1] + 1,
            }),
            ["properties"] = check.All,
        };
    }

    private static OracleAnswer Error(OracleInputs inputs)
    {
        Action split = inputs.Text("splitter") switch
        {
            "stratified_kfold" => () => StratifiedKFold.Split(inputs.Integers("labels"), inputs.Integer("k")),
            "group_kfold" => () => GroupKFold.Split(inputs.Integers("groups"), inputs.Integer("k")),
            "time_series" => () => TimeSeriesSplit.Split(inputs.Integer("n"), inputs.Integer("k")),
            string other => throw new NotSupportedException($"unknown splitter {other}"),
        };
        ArgumentException? error = null;
        try
        {
            split();
        }
        catch (ArgumentException thrown)
        {
            error = thrown;
        }

        string[] words = (error?.Message ?? "").Split([' ', '.', ',', ':', ';', '(', ')']);
        return new OracleAnswer { ["error"] = error is not null, ["mentions"] = new Mentions(words) };
    }

    // A range [from, to) has no holes.
    private static int From(int[] rows)
    {
        Assert.That(rows, Is.EqualTo(Enumerable.Range(rows[0], rows.Length)));
        return rows[0];
    }
}
