using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>
/// From how many rows does depth pay? Learners are fitted on nested subsets of each split's training part and scored on the same test part at
/// every size. A deep model gets at every size at least as many gradient steps as at the largest one.
/// </summary>
/// <remarks>Not thread-safe while it is set up. The same data, learners, sizes and seed give the same scores.</remarks>
public sealed class LearningCurve
{
    private readonly Dataset data;
    private readonly Entrants entrants;
    private IReadOnlyList<int>? sizes;
    private int points = 6, splits = 5, repeats = 1, seed, parallel = 1;
    private double alpha = 0.05;
    private string? journal;

    private LearningCurve(Dataset data)
    {
        this.data = data;
        entrants = new Entrants(data);
    }

    /// <summary>A curve on a data set: 6 sizes up to the whole training part, 5 splits, the task's own score, all baselines.</summary>
    /// <param name="data">The rows; groups and time order are respected.</param>
    public static LearningCurve On(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new LearningCurve(data);
    }

    /// <summary>Which shallow learners take part, instead of all that can do the task. The prior always does.</summary>
    /// <param name="learners">Priors and shallow learners.</param>
    /// <exception cref="ArgumentException">A learner is deep, or cannot do the task.</exception>
    public LearningCurve Baselines(params ILearner[] learners)
    {
        entrants.SetBaselines(learners);
        return this;
    }

    /// <summary>Adds deep models.</summary>
    /// <param name="learners">Deep learners.</param>
    /// <exception cref="ArgumentException">A learner is not deep, or cannot do the task.</exception>
    public LearningCurve Deep(params ILearner[] learners)
    {
        entrants.AddDeep(learners);
        return this;
    }

    /// <summary>The training sizes; the whole training part is added as the last.</summary>
    /// <param name="rows">Sizes from 2.</param>
    /// <exception cref="ArgumentException">No sizes, or one below 2.</exception>
    public LearningCurve Sizes(params int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        sizes = rows.Length > 0 && rows.All(n => n >= 2) ? [.. rows.Distinct().Order()] : throw new ArgumentException(
            $"expected training sizes of 2 rows or more, got {(rows.Length == 0 ? "none" : string.Join(", ", rows))}.", nameof(rows));
        return this;
    }

    /// <summary>How many sizes, evenly on a log scale, when they are not given.</summary>
    /// <param name="count">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public LearningCurve Points(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        points = count;
        return this;
    }

    /// <summary>How the rows are split.</summary>
    /// <param name="count">Folds a repeat, at least 2.</param>
    /// <param name="repeats">Shufflings, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public LearningCurve Splits(int count, int repeats = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        splits = count;
        this.repeats = repeats;
        return this;
    }

    /// <summary>The score; accuracy or R² when not set.</summary>
    /// <param name="score">A score of the data set's task.</param>
    /// <exception cref="ArgumentException">The score is of another kind of task.</exception>
    public LearningCurve Metric(Score score)
    {
        entrants.SetScore(score);
        return this;
    }

    /// <summary>The seed that splits, subsets and initial weights follow from; 0 when not set.</summary>
    /// <param name="value">Any number.</param>
    public LearningCurve Seed(int value)
    {
        seed = value;
        return this;
    }

    /// <summary>The chance that an interval misses; 0.05 when not set.</summary>
    /// <param name="value">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1).</exception>
    public LearningCurve Alpha(double value)
    {
        alpha = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a chance between 0 and 1.");
        return this;
    }

    /// <summary>How many fits may run at once; 1 when not set. The scores do not depend on it.</summary>
    /// <param name="fits">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public LearningCurve Parallel(int fits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fits, 1);
        parallel = fits;
        return this;
    }

    /// <summary>Keeps every finished fit in a file and goes on from there when it is run again.</summary>
    /// <param name="path">The file, made where it is not there.</param>
    public LearningCurve Resume(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        journal = path;
        return this;
    }

    /// <summary>Fits every learner at every size of every split. A learner that fails is reported; the others go on.</summary>
    /// <param name="progress">Told before and after each fit; its folds are splits times sizes.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The data cannot be split as asked, a size does not fit, or the file to resume from is of another run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CurveReport Run(IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        FoldPlan outer = FoldPlan.For(data, splits, data.TimeOrdered ? 1 : repeats, seed);
        int[] grid = Grid(outer);
        Score score = entrants.Score;
        IReadOnlyList<ILearner> learners = entrants.All(learner => WithSteps(learner, grid[^1]));
        FoldPlan plan = Nested(outer, grid);
        IReadOnlyList<LearnerResult> results = new FoldRunner(data, plan, score, learners).Run(parallel, journal, progress, cancellation);
        return CurveBuilder.Build(data, outer, grid, score, results, seed, alpha);
    }

    // Equal epochs would starve a network of steps where there are few rows.
    private ILearner WithSteps(ILearner learner, int most) => learner is DeepLearner { Training: { Epochs: null, MinimumSteps: null } training } network
        ? network.With(training with { MinimumSteps = training.StepsFor(new DeepProblem(data.Name, InputsFor(network), data.Task, data.Classes.Count, most, data.TimeOrdered)) })
        : learner;

    private IReadOnlyList<DeepInput> InputsFor(DeepLearner network) => DeepEncoder.Fit(data, network.Architecture.TakesImagesAsTables).Inputs;

    private int[] Grid(FoldPlan outer)
    {
        int most = outer.Folds.Min(fold => fold.Train.Length);
        int least = Math.Min(Math.Max(20, 5 * data.Classes.Count), Math.Max(2, most / 4));
        IEnumerable<int> wanted = sizes ?? [.. Enumerable.Range(0, points).Select(i => (int)Math.Round(least * Math.Pow((double)most / least, (double)i / (points - 1))))];
        if (sizes is not null && sizes.FirstOrDefault(n => n > most) is var tooMany and > 0)
        {
            throw new ArgumentException($"data set \"{data.Name}\": a training part has {most} rows, a subset of {tooMany} was asked for.");
        }

        return [.. wanted.Append(most).Distinct().Order()];
    }

    // Every size of every split is a fold of its own: what runs, resumes and fails for folds does so here.
    private FoldPlan Nested(FoldPlan outer, int[] grid)
    {
        var folds = new List<Fold>();
        var seeds = new List<int>();
        for (int split = 0; split < outer.Folds.Count; split++)
        {
            Fold whole = outer.Folds[split];
            int[] order = NestedRows.Order(data.Subset(whole.Train), outer.Seeds[split]);
            foreach (int n in grid)
            {
                int[] rows = [.. order.Take(n).Order().Select(row => whole.Train[row])];
                folds.Add(new Fold(rows, whole.Test, whole.Repeat, whole.Index));
                seeds.Add(outer.Seeds[split]);
            }
        }

        return outer with { Folds = folds, Seeds = seeds };
    }
}
