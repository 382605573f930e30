using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>The folds of a comparison and the seed of each: made once, the same for every learner.</summary>
internal sealed record FoldPlan(
    IReadOnlyList<Fold> Folds, IReadOnlyList<int> Seeds, int Count, int Repeats, string Description, bool Exchangeable, IReadOnlyList<string> Warnings)
{
    /// <summary>How many seeds each deep model gets on every fold.</summary>
    public int SeedRepeats { get; init; } = 1;

    /// <summary>The only fold's test part is a set given as such.</summary>
    public bool IsFixedTest { get; init; }

    /// <summary>The seed of a run: the fold's own one, and further ones that follow from it.</summary>
    public int SeedOf(int fold, int repeat) => repeat == 0 ? Seeds[fold] : SplitMix64.For(Seeds[fold], repeat).NextBelow(int.MaxValue);

    /// <summary>One training part and one test part, in that order, in one data set.</summary>
    public static FoldPlan Fixed(int trainRows, int testRows, int seed)
    {
        var fold = new Fold([.. Enumerable.Range(0, trainRows)], [.. Enumerable.Range(trainRows, testRows)], 0, 0);
        string description = FormattableString.Invariant($"a fixed test set of {testRows:N0} rows");
        return new FoldPlan([fold], [SplitMix64.For(seed, SeedStream).NextBelow(int.MaxValue)], 1, 1, description, false, []) { IsFixedTest = true };
    }

    /// <summary>Folds inside a training part, to choose settings by: groups and time are respected, rare classes accepted.</summary>
    public static IReadOnlyList<Fold> Inner(Dataset training, int count, int seed) =>
        training.TimeOrdered ? TimeSeriesSplit.Split(training.Rows, count)
        : training.Groups is { } groups ? GroupKFold.Split(groups, Math.Min(count, groups.Distinct().Count()), 1, seed)
        : training.Task == LearningTask.Regression ? KFold.Split(training.Rows, count, 1, seed)
        : StratifiedKFold.Split(training.Labels.ToArray(), count, 1, seed, allowRareClasses: true);

    public static FoldPlan For(Dataset data, int count, int repeats, int seed)
    {
        var warnings = new List<string>();
        IReadOnlyList<Fold> folds;
        string description;
        if (data.TimeOrdered)
        {
            repeats = 1;
            folds = TimeSeriesSplit.Split(data.Rows, count);
            description = $"expanding window, {count} blocks";
            if (data.Groups is not null)
            {
                warnings.Add("Time decides the folds: rows of one group stand on both sides of a fold, earlier ones in training, later ones in the test part.");
            }
        }
        else if (data.Groups is { } groups)
        {
            (folds, repeats) = Grouped(groups, count, repeats, seed, warnings);
            description = $"group {count}-fold{Times(repeats)}";
        }
        else if (data.Task == LearningTask.Regression)
        {
            folds = KFold.Split(data.Rows, count, repeats, seed);
            description = $"{count}-fold{Times(repeats)}";
        }
        else
        {
            CheckClasses(data, count);
            folds = StratifiedKFold.Split(data.Labels.ToArray(), count, repeats, seed);
            description = $"{count}-fold{Times(repeats)}, stratified";
        }

        SplitMix64 random = SplitMix64.For(seed, SeedStream);
        int[] seeds = [.. folds.Select(_ => random.NextBelow(int.MaxValue))];
        return new FoldPlan(folds, seeds, count, repeats, description, !data.TimeOrdered, warnings);
    }

    // Far from the streams that the splitters use, one a repeat.
    private const int SeedStream = 1_000_003;

    private static string Times(int repeats) => repeats == 1 ? string.Empty : $" x {repeats}";

    // Groups of very unequal sizes can leave one possible split only; then one repeat is all there is.
    private static (IReadOnlyList<Fold> Folds, int Repeats) Grouped(IReadOnlyList<int> groups, int count, int repeats, int seed, List<string> warnings)
    {
        IReadOnlyList<Fold> once = GroupKFold.Split(groups, count, 1, seed);
        if (repeats == 1)
        {
            return (once, 1);
        }

        try
        {
            return (GroupKFold.Split(groups, count, repeats, seed), repeats);
        }
        catch (ArgumentException)
        {
            warnings.Add($"The groups leave hardly more than one way to make {count} folds: 1 repeat instead of {repeats}.");
            return (once, 1);
        }
    }

    private static void CheckClasses(Dataset data, int count)
    {
        var rows = new int[data.Classes.Count];
        foreach (int label in data.Labels)
        {
            rows[label]++;
        }

        for (int c = 0; c < rows.Length; c++)
        {
            if (rows[c] < count)
            {
                throw new ArgumentException(
                    $"data set \"{data.Name}\": class \"{data.Classes[c]}\" of \"{data.TargetName}\" has {rows[c]} row{(rows[c] == 1 ? "" : "s")}, " +
                    $"expected at least {count}, one for each fold{(rows[c] >= 2 ? $"; {rows[c]} folds would do" : "; leave the class out")}.");
            }
        }
    }
}
