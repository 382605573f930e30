using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// Logistic regression by L-BFGS: sum of log losses + L2/2 · |w|², the bias not penalised, so <c>L2 = 1</c> is scikit-learn's <c>C = 1</c>;
/// the multinomial form for three classes or more.
/// </summary>
internal sealed class LogisticRegressionLearner(float l2) : ShallowLearner(
    "logistic regression", FormattableString.Invariant($"L-BFGS, L2 = {l2} (C = {1 / l2}), text as 1-3-grams")), ITunableLearner
{
    public string SearchSpace => "L2 0.001 to 100";

    public ILearner Variant(SearchDraw draw) => new LogisticRegressionLearner((float)draw.LogUniform(1e-3, 100));

    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    protected override IShallowModel Train(ShallowTraining training) => training.WithContext(context =>
        training.Data.Task == LearningTask.Binary ? TrainBinary(context, training) : TrainMulticlass(context, training));

    private LinearModel TrainBinary(MLContext context, ShallowTraining training)
    {
        BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> fitted =
            context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                L1Regularization = 0,
                L2Regularization = l2,
                HistorySize = 10,
                NumberOfThreads = 1,
            }).Fit(training.BinaryView(context, 1));
        LinearBinaryModelParameters model = fitted.Model.SubModel;
        return new LinearModel(LinearOutput.LogOdds, [[.. model.Weights]], [model.Bias]);
    }

    private LinearModel TrainMulticlass(MLContext context, ShallowTraining training)
    {
        MaximumEntropyModelParameters model = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = l2,
            HistorySize = 10,
            NumberOfThreads = 1,
        }).Fit(training.ClassView(context)).Model;
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights!, out int _);
        return new LinearModel(LinearOutput.Logits, [.. weights.Select(row => row.DenseValues().ToArray())], [.. model.GetBiases().Select(bias => (double)bias)]);
    }
}
