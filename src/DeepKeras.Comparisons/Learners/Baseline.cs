using DeepKeras.Comparisons.MlNet;
using DeepKeras.Data;
using Microsoft.ML;

namespace DeepKeras.Comparisons.Learners;

/// <summary>The shallow learners, most of them on Microsoft.ML. Their settings follow scikit-learn's defaults as near as the trainers allow.</summary>
public static class Baseline
{
    /// <summary>Class shares, mean, or the last value of a series: what any learner has to beat. Every comparison has it.</summary>
    public static ILearner Prior() => new PriorLearner();

    /// <summary>Least squares, for a number.</summary>
    public static ILearner Linear() => new LeastSquaresLearner();

    /// <summary>Logistic regression, multinomial for three classes or more.</summary>
    /// <param name="l2">The penalty: sum of log losses + l2/2 · |w|², so 1 is scikit-learn's <c>C = 1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="l2"/> is negative or not finite.</exception>
    public static ILearner LogisticRegression(float l2 = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(l2);
        return float.IsFinite(l2) ? new LogisticRegressionLearner(l2) : throw new ArgumentOutOfRangeException(nameof(l2), l2, "expected a finite penalty.");
    }

    /// <summary>A linear support vector machine, one against the rest, for classes.</summary>
    /// <param name="c">The weight of the hinge losses against |w|²/2, as in scikit-learn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="c"/> is not positive or not finite.</exception>
    public static ILearner LinearSvm(float c = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(c);
        return float.IsFinite(c) ? new LinearSvmLearner(c) : throw new ArgumentOutOfRangeException(nameof(c), c, "expected a finite weight.");
    }

    /// <summary>A random forest of fully grown trees (Breiman 2001), on every processor; the result does not depend on their number.</summary>
    /// <param name="trees">The number of trees; null: 100, or 60 where a column is text.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trees"/> is not positive.</exception>
    public static ILearner RandomForest(int? trees = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trees ?? 1, nameof(trees));
        return new RandomForestLearner(trees);
    }

    /// <summary>A random forest by ML.NET's FastForest; far slower than <see cref="RandomForest"/> and no better.</summary>
    /// <param name="trees">The number of trees (for three classes or more: of each class).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trees"/> is not positive.</exception>
    public static ILearner FastForest(int trees = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trees);
        return new FastForestLearner(trees);
    }

    /// <summary>Gradient boosting: LightGBM where its native library loads, else FastTree; the name in the report says which.</summary>
    /// <param name="options">Rounds, rate, leaves; null: the defaults.</param>
    public static ILearner GradientBoosting(BoostingOptions? options = null) =>
        LightGbmNative.IsAvailable ? LightGbm(options) : FastTree(options);

    /// <summary>Gradient boosting by LightGBM.</summary>
    /// <param name="options">Rounds, rate, leaves; null: the defaults.</param>
    /// <remarks>Where the native library does not load, fitting throws a <see cref="DllNotFoundException"/> that says what to install.</remarks>
    public static ILearner LightGbm(BoostingOptions? options = null) => new LightGbmLearner(options ?? new BoostingOptions());

    /// <summary>Gradient boosting by ML.NET's FastTree.</summary>
    /// <param name="options">Rounds, rate, leaves; null: the defaults.</param>
    public static ILearner FastTree(BoostingOptions? options = null) => new FastTreeLearner(options ?? new BoostingOptions());

    /// <summary>The nearest training rows, on standardised columns.</summary>
    /// <param name="neighbours">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neighbours"/> is not positive.</exception>
    public static ILearner Knn(int neighbours = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbours);
        return new KnnLearner(neighbours);
    }

    /// <summary>A support vector machine with the Gaussian kernel, for classes; exact, so its time grows with the square of the rows and more.</summary>
    /// <param name="c">The weight of the hinge losses against |w|²/2, as in scikit-learn.</param>
    /// <param name="gamma">A factor on 1 / (columns · variance), scikit-learn's "scale"; null: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive or not finite.</exception>
    public static ILearner KernelSvm(double c = 1, double? gamma = null)
    {
        foreach (double value in (double[])[c, gamma ?? 1])
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfEqual(value, double.PositiveInfinity);
        }

        return new KernelSvmLearner(c, gamma);
    }

    /// <summary>
    /// Any pipeline of ML.NET. It gets a column for each feature under its own name (numbers as Single, categories and text as text) and the target
    /// as <c>Label</c>: a Boolean for two classes, a key for more, a number for regression. It has to give <c>Score</c>, or <c>Probability</c>.
    /// </summary>
    /// <param name="estimator">The pipeline. Its trainer's seed is its own: one that draws at random gives the same numbers only with a fixed seed.</param>
    /// <param name="name">The name in the report.</param>
    public static ILearner From(IEstimator<ITransformer> estimator, string name = "ML.NET pipeline")
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return From(_ => estimator, name);
    }

    /// <summary>The same, made anew for each fit in an environment that has the fit's seed.</summary>
    /// <param name="make">From the environment to the pipeline.</param>
    /// <param name="name">The name in the report.</param>
    /// <param name="settings">The settings, in a line.</param>
    public static ILearner From(Func<MLContext, IEstimator<ITransformer>> make, string name = "ML.NET pipeline", string settings = "a pipeline of ML.NET")
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new EstimatorLearner(name, make, settings);
    }

    /// <summary>The baselines of a task: linear or logistic regression with linear SVM, random forest, boosting.</summary>
    /// <param name="task">What is to be learnt.</param>
    public static IReadOnlyList<ILearner> DefaultsFor(LearningTask task) => task == LearningTask.Regression
        ? [Linear(), RandomForest(), GradientBoosting()]
        : [LogisticRegression(), LinearSvm(), RandomForest(), GradientBoosting()];
}
