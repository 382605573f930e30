using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Gradient boosting by ML.NET's FastTree; one against the rest for three classes or more.</summary>
internal sealed class FastTreeLearner(BoostingOptions options) : ShallowLearner(
    "boosting (FastTree)", options.Describe("FastTree"), new CharacterNGramOptions { MaximumFeatures = 300 }), ITunableLearner
{
    public string SearchSpace => BoostingOptions.SearchSpace;

    public ILearner Variant(SearchDraw draw) => new FastTreeLearner(BoostingOptions.Drawn(draw));

    protected override IShallowModel Train(ShallowTraining training) => training.Data.Task switch
    {
        LearningTask.Regression => new TreeModel(TreeOutput.Number, [Number(training)]),
        LearningTask.Binary => new TreeModel(TreeOutput.LogOdds, [OneClass(training, 1, out double scale)], scale),
        _ => Multiclass(training),
    };

    private TreeModel Multiclass(ShallowTraining training)
    {
        double scale = 1;
        FlatTrees[] ensembles = [.. Enumerable.Range(0, training.Data.Classes.Count).Select(c => OneClass(training, c, out scale))];
        return new TreeModel(TreeOutput.LogOddsEach, ensembles, scale);
    }

    private FlatTrees Number(ShallowTraining training) => training.WithContext(context => FlatTrees.From(
        context.Regression.Trainers.FastTree(Set(new FastTreeRegressionTrainer.Options(), training))
            .Fit(training.NumberView(context)).Model.TrainedTreeEnsemble));

    private FlatTrees OneClass(ShallowTraining training, int positive, out double scale)
    {
        (FlatTrees ensemble, scale) = training.WithContext(context =>
        {
            training.Cancellation.ThrowIfCancellationRequested();
            var model = context.BinaryClassification.Trainers.FastTree(Set(new FastTreeBinaryTrainer.Options(), training))
                .Fit(training.BinaryView(context, positive)).Model;
            return (FlatTrees.From(model.SubModel.TrainedTreeEnsemble), -model.Calibrator.Slope);
        });
        return ensemble;
    }

    private T Set<T>(T target, ShallowTraining training)
        where T : BoostedTreeOptions
    {
        target.NumberOfTrees = options.Rounds;
        target.LearningRate = options.LearningRate;
        target.NumberOfLeaves = options.Leaves;
        target.MinimumExampleCountPerLeaf = options.MinimumRowsInLeaf;
        target.NumberOfThreads = 1;
        target.Seed = training.Seed;
        target.FeatureSelectionSeed = training.Seed;
        target.MemoryStatistics = false;
        return target;
    }
}
