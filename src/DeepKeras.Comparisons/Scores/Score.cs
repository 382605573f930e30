using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// How a prediction is judged on a test part: a <see cref="ClassificationScore"/> or a <see cref="RegressionScore"/>. The known
/// ones are static members; definitions and edge cases are scikit-learn's unless said otherwise.
/// </summary>
public abstract record Score
{
    private protected Score(string name, bool higherIsBetter)
    {
        Name = name;
        HigherIsBetter = higherIsBetter;
    }

    /// <summary>Share of rows whose most probable class is right; equal probabilities go to the first class.</summary>
    public static ClassificationScore Accuracy { get; } = new LabelScore("accuracy", matrix => matrix.Accuracy);

    /// <summary>Mean recall of the classes that occur.</summary>
    public static ClassificationScore BalancedAccuracy { get; } = new LabelScore("balanced accuracy", matrix => matrix.BalancedAccuracy);

    /// <summary>F1 averaged over classes.</summary>
    public static ClassificationScore F1Macro { get; } = new LabelScore("f1 macro", matrix => matrix.F1Macro);

    /// <summary>F1 of all classes' counts together; equal to accuracy.</summary>
    public static ClassificationScore F1Micro { get; } = new LabelScore("f1 micro", matrix => matrix.F1Micro);

    /// <summary>F1 averaged by the classes' true counts.</summary>
    public static ClassificationScore F1Weighted { get; } = new LabelScore("f1 weighted", matrix => matrix.F1Weighted);

    /// <summary>Matthews's correlation, Gorodkin's for more than two classes, in [-1, 1]; 0 where undefined.</summary>
    public static ClassificationScore Mcc { get; } = new LabelScore("mcc", matrix => matrix.Mcc);

    /// <summary>Area under the ROC curve; one-versus-rest, macro, for more than two classes. NaN when a class does not occur.</summary>
    public static ClassificationScore RocAuc { get; } = new ProbabilityScore("roc auc", (labels, p) => Scores.RocAuc.Of(labels, p));

    /// <summary>The same, with classes weighed by their true counts. NaN when a class does not occur.</summary>
    public static ClassificationScore RocAucWeighted { get; } =
        new ProbabilityScore("roc auc weighted", (labels, p) => Scores.RocAuc.Of(labels, p, byCount: true));

    /// <summary>Average precision; one-versus-rest, macro, for more than two classes. NaN when a class does not occur.</summary>
    public static ClassificationScore AveragePrecision { get; } =
        new ProbabilityScore("average precision", (labels, p) => Scores.AveragePrecision.Of(labels, p));

    /// <summary>Mean -ln of the true class's probability, clipped at 2.2e-16 (Keras clips at 1e-7).</summary>
    public static ClassificationScore LogLoss { get; } = new ProbabilityLoss("log loss", (labels, p) => Scores.LogLoss.Of(labels, p));

    /// <summary>Brier's score in [0, 1]: half the squared distance to the true class, for two classes mean (p - y)².</summary>
    public static ClassificationScore Brier { get; } = new ProbabilityLoss("brier", (labels, p) => BrierScore.Half(labels, p));

    /// <summary>Expected calibration error in 10 bins of equal width: P(class 1) of two classes, the largest of more.</summary>
    public static ClassificationScore CalibrationError { get; } =
        new ProbabilityScore("calibration error", (labels, p) => Calibration.Of(labels, p, bins: 10).Expected, higherIsBetter: false);

    /// <summary>1 - SSE / SST. NaN where the target does not vary or there is one row, so that such a fold counts as failed.</summary>
    public static RegressionScore R2 { get; } =
        new ErrorScore("r2", errors => errors.TargetVaries ? errors.R2 : double.NaN, higherIsBetter: true);

    /// <summary>Root of the mean squared error, in the target's units.</summary>
    public static RegressionScore Rmse { get; } = new ErrorScore("rmse", errors => errors.RootMeanSquared);

    /// <summary>Mean squared error, in the target's units squared.</summary>
    public static RegressionScore Mse { get; } = new ErrorScore("mse", errors => errors.MeanSquared);

    /// <summary>Mean absolute error, in the target's units.</summary>
    public static RegressionScore Mae { get; } = new ErrorScore("mae", errors => errors.MeanAbsolute);

    /// <summary>Median absolute error, in the target's units.</summary>
    public static RegressionScore MedianAbsoluteError { get; } = new ErrorScore("median absolute error", errors => errors.MedianAbsolute);

    /// <summary>Largest absolute error, in the target's units.</summary>
    public static RegressionScore MaxError { get; } = new ErrorScore("max error", errors => errors.Max);

    /// <summary>Every known score.</summary>
    public static IReadOnlyList<Score> All { get; } =
    [
        Accuracy, BalancedAccuracy, F1Macro, F1Micro, F1Weighted, Mcc, RocAuc, RocAucWeighted, AveragePrecision,
        LogLoss, Brier, CalibrationError, R2, Rmse, Mse, Mae, MedianAbsoluteError, MaxError,
    ];

    /// <summary>As reports print it and <see cref="Named"/> finds it, such as "balanced accuracy".</summary>
    public string Name { get; }

    /// <summary>False for losses and errors.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>Share of rows whose true class is among the k most probable; of equal ones the later counts as more probable.</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public static ClassificationScore Top(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new ProbabilityScore($"top {k} accuracy", (labels, p) => TopClasses.Accuracy(labels, p, k));
    }

    /// <summary>The score of this name; case, spaces, hyphens and underscores do not matter.</summary>
    /// <param name="name">Such as "log-loss".</param>
    /// <exception cref="ArgumentException">No score has this name; the message lists those that exist.</exception>
    public static Score Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(score => Plain(score.Name) == Plain(name)) ?? throw new ArgumentException(
            $"Unknown score '{name}'. Known: {string.Join(", ", All.Select(score => score.Name))}.", nameof(name));
    }

    /// <summary>The score of a learner's predictions. Margins, which are no probabilities, can be ranked and counted, and not judged as probabilities.</summary>
    /// <param name="rows">The rows that were predicted, with their targets.</param>
    /// <param name="predictions">A prediction for each row.</param>
    /// <exception cref="InvalidOperationException">The predictions are of another number of rows, or of another task.</exception>
    /// <exception cref="ArithmeticException">A prediction is not finite.</exception>
    /// <exception cref="NotSupportedException">The score needs probabilities, and these are margins.</exception>
    public double Of(Dataset rows, Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(predictions);
        return Scorer.Of(this, predictions, rows);
    }

    /// <summary>The scores that fit a task.</summary>
    /// <param name="task">What is to be learnt.</param>
    public static IReadOnlyList<Score> For(LearningTask task) =>
        [.. All.Where(score => score is RegressionScore == (task == LearningTask.Regression))];

    /// <summary>The score a comparison uses unless told otherwise: accuracy, or R² for regression.</summary>
    /// <param name="task">What is to be learnt.</param>
    public static Score DefaultFor(LearningTask task) => task == LearningTask.Regression ? R2 : Accuracy;

    /// <summary>
    /// The region of practical equivalence that holds unless a person sets another: 0.01 for scores with a scale of their own,
    /// 1 % of the best shallow mean for losses and errors.
    /// </summary>
    /// <param name="bestShallowMean">The best mean of the shallow learners.</param>
    public virtual double DefaultRope(double bestShallowMean) => 0.01;

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
