using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// A random forest by ML.NET's FastForest, which takes tens of seconds where <see cref="RandomForestLearner"/> takes one: fully grown trees on random 70 % of the rows; for classes √columns tried at each split and one
/// forest a class on 0/1 targets, whose mean leaf is the class's share, as in scikit-learn.
/// </summary>
internal sealed class FastForestLearner(int trees) : ShallowLearner(
    "random forest (FastForest)", $"FastForest, {trees} trees, fully grown, text as the 600 commonest 1-3-grams", new CharacterNGramOptions { MaximumFeatures = 600 })
{
    protected override IShallowModel Train(ShallowTraining training)
    {
        LearningTask task = training.Data.Task;
        if (task == LearningTask.Regression)
        {
            return new TreeModel(TreeOutput.Number, [Grow(training, null)]);
        }

        int[] positives = task == LearningTask.Binary ? [1] : [.. Enumerable.Range(0, training.Data.Classes.Count)];
        return new TreeModel(TreeOutput.Shares, [.. positives.Select(positive => Grow(training, positive))]);
    }

    private FlatTrees Grow(ShallowTraining training, int? positive) => training.WithContext(context =>
    {
        training.Cancellation.ThrowIfCancellationRequested();
        FastForestRegressionModelParameters model = context.Regression.Trainers.FastForest(Options(training, positive))
            .Fit(training.NumberView(context, positive)).Model;
        return FlatTrees.MeanOf(model.TrainedTreeEnsemble);
    });

    private FastForestRegressionTrainer.Options Options(ShallowTraining training, int? positive)
    {
        int seed = unchecked((training.Seed * 397) ^ (positive ?? 0)) & int.MaxValue;
        int width = training.Rows.Width;
        return new FastForestRegressionTrainer.Options
        {
            NumberOfTrees = trees,
            NumberOfLeaves = Math.Clamp(training.Rows.Rows, 2, MaximumLeaves),
            MinimumExampleCountPerLeaf = positive is null ? 5 : 1,
            FeatureFractionPerSplit = positive is null ? 1 : Math.Sqrt(width) / width,
            NumberOfThreads = 1,
            Seed = seed,
            FeatureSelectionSeed = seed,
            MemoryStatistics = false,
        };
    }

    private const int MaximumLeaves = 4096;
}
