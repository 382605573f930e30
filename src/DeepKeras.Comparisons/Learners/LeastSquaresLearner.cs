using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// Linear regression: exact least squares of smallest norm up to <see cref="ExactWidth"/> encoded columns, in double precision;
/// beyond (text) ML.NET's SDCA with a ridge of C = 1. ML.NET's own least squares needs Intel's MKL, which is not part of it.
/// </summary>
internal sealed class LeastSquaresLearner(double l2 = 0) : ShallowLearner(
    "linear regression", l2 == 0 ? "least squares; text as 1-3-grams with a ridge of 1" : FormattableString.Invariant($"least squares with a ridge of {l2}")), ITunableLearner
{
    public string SearchSpace => "ridge 0.001 to 1000";

    public ILearner Variant(SearchDraw draw) => new LeastSquaresLearner(draw.LogUniform(1e-3, 1e3));

    internal const int ExactWidth = 1000;

    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    protected override IShallowModel Train(ShallowTraining training) =>
        training.Rows.Width <= ExactWidth ? Exact(training) : training.WithContext(context => Ridge(context, training));

    private LinearModel Exact(ShallowTraining training)
    {
        EncodedRows rows = training.Rows;
        int n = rows.Rows, d = rows.Width;
        var means = new double[d];
        double targetMean = 0;
        var row = new float[d];
        for (int i = 0; i < n; i++)
        {
            rows.CopyTo(i, row);
            targetMean += training.Data.Targets[i] / (double)n;
            for (int j = 0; j < d; j++)
            {
                means[j] += row[j] / (double)n;
            }
        }

        var gram = new double[d, d];
        var moment = new double[d];
        var centred = new double[d];
        for (int i = 0; i < n; i++)
        {
            rows.CopyTo(i, row);
            double y = training.Data.Targets[i] - targetMean;
            for (int j = 0; j < d; j++)
            {
                centred[j] = row[j] - means[j];
                moment[j] += centred[j] * y;
            }

            for (int j = 0; j < d; j++)
            {
                for (int k = j; k < d; k++)
                {
                    gram[j, k] += centred[j] * centred[k];
                }
            }
        }

        for (int j = 0; j < d; j++)
        {
            gram[j, j] += l2;
            for (int k = 0; k < j; k++)
            {
                gram[j, k] = gram[k, j];
            }
        }

        training.Cancellation.ThrowIfCancellationRequested();
        double[] weights = SmallestNorm(gram, moment);
        double bias = targetMean;
        for (int j = 0; j < d; j++)
        {
            bias -= weights[j] * means[j];
        }

        return new LinearModel(LinearOutput.Number, [[.. weights.Select(w => (float)w)]], [bias]);
    }

    // Directions whose share of the variance is below rounding are left out, as a pseudo-inverse does.
    private static double[] SmallestNorm(double[,] gram, double[] moment)
    {
        var eigen = Matrix<double>.Build.DenseOfArray(gram).Evd(Symmetricity.Symmetric);
        Vector<double> values = eigen.EigenValues.Map(value => value.Real);
        double cut = values.Maximum() * 1e-11;
        Vector<double> projected = eigen.EigenVectors.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(moment));
        Vector<double> scaled = projected.MapIndexed((i, p) => values[i] > cut ? p / values[i] : 0, Zeros.Include);
        return (eigen.EigenVectors * scaled).ToArray();
    }

    private LinearModel Ridge(MLContext context, ShallowTraining training)
    {
        LinearRegressionModelParameters model = context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            L2Regularization = (float)((l2 == 0 ? 1 : l2) / training.Rows.Rows),
            L1Regularization = 0,
            MaximumNumberOfIterations = 200,
            ConvergenceTolerance = 0.001f,
            NumberOfThreads = 1,
        }).Fit(training.NumberView(context)).Model;
        return new LinearModel(LinearOutput.Number, [[.. model.Weights]], [model.Bias]);
    }
}
