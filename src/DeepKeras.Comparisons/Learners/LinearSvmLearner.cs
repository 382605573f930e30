using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// A linear support vector machine, one against the rest: hinge loss by dual coordinate ascent (liblinear's method), with C as scikit-learn has it.
/// ML.NET's own LinearSvm is Pegasos, whose result depends on the row order and stays short of the optimum; this one converges.
/// </summary>
internal sealed class LinearSvmLearner(float c) : ShallowLearner(
    "linear SVM", FormattableString.Invariant($"hinge loss by SDCA, C = {c}, one against the rest, text as 1-5-grams"), new CharacterNGramOptions { Longest = 5 }), ITunableLearner
{
    public string SearchSpace => "C 0.001 to 100";

    public ILearner Variant(SearchDraw draw) => new LinearSvmLearner((float)draw.LogUniform(1e-3, 100));

    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    protected override IShallowModel Train(ShallowTraining training)
    {
        int[] positives = training.Data.Task == LearningTask.Binary ? [1] : [.. Enumerable.Range(0, training.Data.Classes.Count)];
        var weights = new float[positives.Length][];
        var biases = new double[positives.Length];
        training.WarmVectors();
        Parallel.For(0, positives.Length, new ParallelOptions { CancellationToken = training.Cancellation }, i =>
            (weights[i], biases[i]) = training.WithContext(context => TrainOne(context, training, positives[i])));
        return new LinearModel(LinearOutput.Margins, weights, biases);
    }

    private (float[] Weights, double Bias) TrainOne(MLContext context, ShallowTraining training, int positive)
    {
        LinearBinaryModelParameters model = context.BinaryClassification.Trainers.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options
        {
            LossFunction = new HingeLoss(),
            L2Regularization = 1 / (c * training.Rows.Rows),
            L1Regularization = 0,
            BiasLearningRate = 1,
            ConvergenceTolerance = 0.01f,
            ConvergenceCheckFrequency = 10,
            MaximumNumberOfIterations = 100,
            NumberOfThreads = 1,
        }).Fit(training.BinaryView(context, positive)).Model;
        return ([.. model.Weights], model.Bias);
    }
}
