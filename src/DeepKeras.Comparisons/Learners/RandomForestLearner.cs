using DeepKeras.Comparisons.Tuning;
using System.Globalization;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// A random forest (Breiman, "Random Forests", 2001): trees on bootstrap samples, for classes split by Gini with √columns tried at each
/// node and grown until pure, for a number by squared error with all columns and at least 5 rows a leaf. All classes are in one tree.
/// </summary>
/// <remarks>Our own, since ML.NET's FastForest knows two classes only and pays a task a column for each split: on 1,437 digits 36 s against 1.</remarks>
internal sealed class RandomForestLearner(int? trees, int? leastInLeaf = null, double? columnShare = null)
    : ShallowLearner("random forest", Describe(trees, leastInLeaf, columnShare), new CharacterNGramOptions { MaximumFeatures = 600 }), ITunableLearner
{
    public string SearchSpace => "50 to 300 trees, leaves of at least 1 to 20 rows, 5 % to 100 % of the columns at each split";

    public ILearner Variant(SearchDraw draw) =>
        new RandomForestLearner(draw.Pick(50, 100, 200, 300), draw.Pick(1, 2, 3, 5, 10, 20), draw.LogUniform(0.05, 1));

    protected override IShallowModel Train(ShallowTraining training)
    {
        bool regression = training.Data.Task == LearningTask.Regression;
        var columns = BinnedColumns.Of(training.Rows);
        int[]? labels = regression ? null : training.Data.Labels.ToArray();
        float[]? targets = regression ? training.Data.Targets.ToArray() : null;
        int width = training.Rows.Width;
        int tried = columnShare is double share ? Math.Clamp((int)Math.Round(share * width), 1, width) : regression ? width : Math.Max(1, (int)Math.Sqrt(width));
        int leaf = leastInLeaf ?? (regression ? 5 : 1);
        int count = trees ?? (training.Data.Features.Any(column => column.Kind == ColumnKind.Text) ? 60 : 100);
        var grown = new ForestTree[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = training.Cancellation }, tree =>
            grown[tree] = new ForestGrower(columns, labels, training.Data.Classes.Count, targets, tried, leaf, SplitMix64.For(training.Seed, tree)).Grow());
        return new ForestModel(grown, regression ? 0 : training.Data.Classes.Count);
    }

    private static string Describe(int? trees, int? leastInLeaf, double? columnShare)
    {
        string count = trees?.ToString(CultureInfo.InvariantCulture) ?? "100";
        string grown = leastInLeaf is int rows ? FormattableString.Invariant($"leaves of at least {rows} rows, {columnShare:0.##} of the columns at each split") : "fully grown";
        return $"{count} trees{(trees is null ? " (60 where there is text)" : string.Empty)}, {grown}, text as the 600 commonest 1-3-grams";
    }
}
