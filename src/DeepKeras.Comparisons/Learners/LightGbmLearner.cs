using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LightGbm.LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Gradient boosting by LightGBM on one thread: log loss, softmax for three classes or more, squared error.</summary>
internal sealed class LightGbmLearner(BoostingOptions options) : ShallowLearner(
    "boosting (LightGBM)", options.Describe("LightGBM"), new CharacterNGramOptions { MaximumFeatures = 300 }), ITunableLearner
{
    public string SearchSpace => BoostingOptions.SearchSpace;

    public ILearner Variant(SearchDraw draw) => new LightGbmLearner(BoostingOptions.Drawn(draw));

    protected override IShallowModel Train(ShallowTraining training)
    {
        LightGbmNative.Load();
        if (!CanSplit(training.Rows))
        {
            return Prior(training.Data);
        }

        return training.WithContext(context => training.Data.Task switch
        {
            LearningTask.Regression => Number(context, training),
            LearningTask.Binary => Binary(context, training),
            _ => Multiclass(context, training),
        });
    }

    // Where no column leaves enough rows on both sides LightGBM's trees have no split; ML.NET cannot read such a tree. Their value is the prior.
    private bool CanSplit(EncodedRows rows)
    {
        int least = options.MinimumRowsInLeaf;
        float[] dense = rows.Rows >= 2 * least ? DenseRows.Of(rows) : [];
        var values = new float[rows.Rows];
        for (int column = 0; dense.Length > 0 && column < rows.Width; column++)
        {
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = dense[(row * rows.Width) + column];
            }

            Array.Sort(values);
            if (values[least - 1] < values[^least])
            {
                return true;
            }
        }

        return false;
    }

    private static TreeModel Prior(Dataset data)
    {
        if (data.Task == LearningTask.Regression)
        {
            return new TreeModel(TreeOutput.Number, [FlatTrees.Constant(data.Targets.ToArray().Average(target => (double)target))]);
        }

        double[] logs = [.. Enumerable.Range(0, data.Classes.Count).Select(c => Math.Log(Math.Max(1e-15, data.Labels.ToArray().Count(label => label == c) / (double)data.Rows)))];
        return data.Task == LearningTask.Binary
            ? new TreeModel(TreeOutput.LogOdds, [FlatTrees.Constant(logs[1] - logs[0])])
            : new TreeModel(TreeOutput.Logits, [.. logs.Select(FlatTrees.Constant)]);
    }

    private TreeModel Number(MLContext context, ShallowTraining training)
    {
        LightGbmRegressionTrainer.Options settings = Set<LightGbmRegressionTrainer.Options, float, RegressionPredictionTransformer<LightGbmRegressionModelParameters>, LightGbmRegressionModelParameters>(training.Seed);
        settings.EvaluationMetric = LightGbmRegressionTrainer.Options.EvaluateMetricType.None;
        LightGbmRegressionModelParameters model = context.Regression.Trainers.LightGbm(settings).Fit(training.NumberView(context)).Model;
        return new TreeModel(TreeOutput.Number, [FlatTrees.From(model.TrainedTreeEnsemble)]);
    }

    private TreeModel Binary(MLContext context, ShallowTraining training)
    {
        LightGbmBinaryTrainer.Options settings = Set<LightGbmBinaryTrainer.Options, float, BinaryPredictionTransformer<BinaryModel>, BinaryModel>(training.Seed);
        settings.Sigmoid = 1;
        settings.EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.None;
        BinaryModel model = context.BinaryClassification.Trainers.LightGbm(settings).Fit(training.BinaryView(context, 1)).Model;
        return new TreeModel(TreeOutput.LogOdds, [FlatTrees.From(model.SubModel.TrainedTreeEnsemble)], -model.Calibrator.Slope);
    }

    private TreeModel Multiclass(MLContext context, ShallowTraining training)
    {
        LightGbmMulticlassTrainer.Options settings = Set<LightGbmMulticlassTrainer.Options, VBuffer<float>, MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>(training.Seed);
        settings.UseSoftmax = true;
        settings.Sigmoid = 1;
        settings.EvaluationMetric = LightGbmMulticlassTrainer.Options.EvaluateMetricType.None;
        OneVersusAllModelParameters model = context.MulticlassClassification.Trainers.LightGbm(settings).Fit(training.ClassView(context)).Model;
        return new TreeModel(TreeOutput.Logits, [.. MlNetAccess.SubModels(model).Select(part => FlatTrees.From(((BinaryModel)part).SubModel.TrainedTreeEnsemble))]);
    }

    // ML.NET's own defaults differ from LightGBM's: a ridge of 0.01 on leaves and a least Hessian of 0.1.
    private TOptions Set<TOptions, TOutput, TTransformer, TModel>(int seed)
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new() => new()
        {
            NumberOfIterations = options.Rounds,
            LearningRate = options.LearningRate,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.MinimumRowsInLeaf,
            Booster = new GradientBooster.Options { L2Regularization = 0, MinimumChildWeight = 1e-3 },
            UseCategoricalSplit = false,
            Deterministic = true,
            NumberOfThreads = 1,
            Seed = seed,
        };
}
