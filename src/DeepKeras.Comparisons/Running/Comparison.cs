using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Tuning;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>
/// Does depth pay on this data? Shallow learners and deep models are fitted on the same folds, each on its training rows alone, and judged by
/// the corrected statistics of <see cref="Statistics.DeepVersusShallow"/>.
/// </summary>
/// <remarks>Not thread-safe while it is set up. The same data, learners, folds and seed give the same scores.</remarks>
public sealed class Comparison
{
    private readonly Dataset data;
    private readonly Entrants entrants;
    private int folds = 5;
    private int repeats = 2;
    private int seed;
    private double alpha = 0.05;
    private double? rope;
    private int seedRepeats = 1;
    private int parallel = 1;
    private int trials;
    private int innerFolds = 3;
    private string? journal;
    private Dataset? test;

    private Comparison(Dataset data)
    {
        this.data = data;
        entrants = new Entrants(data);
    }

    /// <summary>A comparison on a data set: 5 folds twice, the task's own score, all baselines, no deep model yet.</summary>
    /// <param name="data">The rows; groups and time order are respected when the folds are made.</param>
    public static Comparison On(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Comparison(data);
    }

    /// <summary>Which shallow learners take part, instead of all that can do the task. The prior always does.</summary>
    /// <param name="learners">Priors and shallow learners.</param>
    /// <exception cref="ArgumentException">A learner is deep, or cannot do the task.</exception>
    public Comparison Baselines(params ILearner[] learners)
    {
        entrants.SetBaselines(learners);
        return this;
    }

    /// <summary>Adds deep models.</summary>
    /// <param name="learners">Deep learners.</param>
    /// <exception cref="ArgumentException">A learner is not deep, or cannot do the task.</exception>
    public Comparison Deep(params ILearner[] learners)
    {
        entrants.AddDeep(learners);
        return this;
    }

    /// <summary>Adds a deep model of given layers; head, loss and metrics follow the task.</summary>
    /// <param name="name">The name in the report.</param>
    /// <param name="build">From the input to a model without its head: <c>input => Sequential.Create(input).Dense(64, "relu")</c>.</param>
    /// <param name="training">How it is trained; null: epochs by the number of rows, Adam with cosine decay.</param>
    public Comparison Deep(string name, Func<DeepInput, Sequential> build, DeepTraining? training = null) =>
        Deep(DeepLearner.Of(name, build, training));

    /// <summary>Adds a whole model of any form, its head included; loss and metrics follow the task.</summary>
    /// <param name="name">The name in the report.</param>
    /// <param name="build">From the inputs that the preprocessing makes, and the number of outputs of a head, to a model.</param>
    /// <param name="training">How it is trained; null: epochs by the number of rows, Adam with cosine decay.</param>
    public Comparison Deep(string name, Func<IReadOnlyList<DeepInput>, int, Model> build, DeepTraining? training = null) =>
        Deep(DeepLearner.Of(name, build, training));

    /// <summary>How the rows are split.</summary>
    /// <param name="count">Folds a repeat, at least 2; 3 folds in all are needed for a verdict.</param>
    /// <param name="repeats">Shufflings; 1 for rows in time order.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 folds, or no repeat.</exception>
    public Comparison Folds(int count, int repeats = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        folds = count;
        this.repeats = repeats;
        return this;
    }

    /// <summary>The score that decides; accuracy or R² when not set.</summary>
    /// <param name="score">A score of the data set's task.</param>
    /// <exception cref="ArgumentException">The score is of another kind of task.</exception>
    public Comparison Metric(Score score)
    {
        entrants.SetScore(score);
        return this;
    }

    /// <summary>The difference that is too small to matter; when not set, <see cref="Score.DefaultRope"/>.</summary>
    /// <param name="difference">In units of the score, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public Comparison Rope(double difference)
    {
        rope = double.IsFinite(difference) && difference >= 0 ? difference : throw new ArgumentOutOfRangeException(
            nameof(difference), difference, "expected a finite difference of at least 0.");
        return this;
    }

    /// <summary>The seed that folds, initial weights, row orders and bootstrap samples follow from; 0 when not set.</summary>
    /// <param name="value">Any number.</param>
    public Comparison Seed(int value)
    {
        seed = value;
        return this;
    }

    /// <summary>The chance of a wrong call that is accepted; 0.05 when not set.</summary>
    /// <param name="value">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1).</exception>
    public Comparison Alpha(double value)
    {
        alpha = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a chance between 0 and 1.");
        return this;
    }

    /// <summary>How many seeds every deep model gets on each fold; 1 when not set. A fold's score is then the mean over seeds, and the report parts seed variance from fold variance.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public Comparison Seeds(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        seedRepeats = count;
        return this;
    }

    /// <summary>
    /// How many fits may run at once; 1 when not set. The scores do not depend on it. With more than one, times are those of the first fold, whose
    /// fits run alone.
    /// </summary>
    /// <param name="fits">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public Comparison Parallel(int fits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fits, 1);
        parallel = fits;
        return this;
    }

    /// <summary>
    /// Every learner but the prior is tuned inside each training part, with the same number of settings: its defaults and points drawn from its
    /// search space, judged by inner folds of the training rows.
    /// </summary>
    /// <param name="settings">The number of settings, at least 2.</param>
    /// <param name="folds">Inner folds, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public Comparison Tune(int settings, int folds = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        trials = settings;
        innerFolds = folds;
        return this;
    }

    /// <summary>Keeps every finished fit in a file and goes on from there when it is run again: the report is that of an unbroken run.</summary>
    /// <param name="path">The file, made where it is not there. It is left when the comparison is done.</param>
    public Comparison Resume(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        journal = path;
        return this;
    }

    /// <summary>
    /// Trains on all rows of the data and tests on these, instead of folds. Then one fit of each learner speaks for itself only: models are compared
    /// row by row (McNemar's test), and no verdict on learners is given.
    /// </summary>
    /// <param name="rows">Rows with the same columns; their classes must be among those of the training rows.</param>
    public Comparison TestOn(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        test = rows;
        return this;
    }

    /// <summary>Fits every learner on every fold. A learner that fails is reported and leaves the comparison; the others go on.</summary>
    /// <param name="progress">Told before and after each fit.</param>
    /// <param name="cancellation">Stops the run; nothing is left behind but the file of <see cref="Resume"/>.</param>
    /// <exception cref="ArgumentException">The data cannot be split as asked, two learners have one name, or the file to resume from is of another comparison.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ComparisonReport Run(IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        Score score = entrants.Score;
        IReadOnlyList<ILearner> learners = entrants.All(learner =>
            trials > 0 && learner is ITunableLearner tunable ? new TunedLearner(tunable, trials, innerFolds, score) : learner);
        Dataset rows = test is null ? data : FixedTest.Join(data, test);
        FoldPlan plan = (test is null ? FoldPlan.For(data, folds, repeats, seed) : FoldPlan.Fixed(data.Rows, test.Rows, seed)) with { SeedRepeats = seedRepeats };
        CheckFolds(plan);
        List<string> warnings = [.. data.Warnings, .. plan.Warnings];
        double repeated = Duplicates.Share(rows, plan.Folds);
        if (Duplicates.Warning(repeated) is string duplicates)
        {
            warnings.Add(duplicates);
        }

        IReadOnlyList<LearnerResult> results = new FoldRunner(rows, plan, score, learners).Run(parallel, journal, progress, cancellation);
        return ReportBuilder.Build(rows, plan, score, results, new JudgeOptions(seed, alpha, rope)
        {
            Tuning = trials == 0 ? "fixed" : TuningText(learners),
            SeedsPerFold = seedRepeats,
        }, warnings) with
        {
            DuplicateShare = repeated,
            DataHash = PlanPrint.Of(rows),
            ParallelFits = parallel,
        };
    }

    // Known beforehand, and no reason to train for nothing.
    private void CheckFolds(FoldPlan plan)
    {
        if (plan.Exchangeable && plan.Folds.All(fold => fold.Test.Length == 1))
        {
            throw new ArgumentException(
                $"data set \"{data.Name}\": {plan.Count} folds leave one of {data.Rows} rows out each, and scores of single rows say nothing about their spread; expected fewer folds, or a fixed test set.");
        }
    }

    private string TuningText(IReadOnlyList<ILearner> learners)
    {
        string[] without = [.. learners.Where(learner => learner.Kind != LearnerKind.Prior && learner is not TunedLearner).Select(learner => learner.Name)];
        string rest = without.Length == 0 ? string.Empty : $"; {string.Join(" and ", without)} {(without.Length == 1 ? "has" : "have")} no search space and kept fixed settings";
        return $"equal budget: {trials} settings for every learner, chosen by {innerFolds} folds inside each training part{rest}";
    }
}
