using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Cli.Options;

/// <summary>Which learners take part in a comparison: the defaults, those picked, those added.</summary>
internal static class LearnerChoice
{
    private static readonly (string Name, Func<ILearner> Make)[] Known =
    [
        ("prior", Baseline.Prior),
        ("linear", Baseline.Linear),
        ("logistic-regression", () => Baseline.LogisticRegression()),
        ("linear-svm", () => Baseline.LinearSvm()),
        ("random-forest", () => Baseline.RandomForest()),
        ("boosting", () => Baseline.GradientBoosting()),
        ("lightgbm", () => Baseline.LightGbm()),
        ("knn", () => Baseline.Knn()),
        ("kernel-svm", () => Baseline.KernelSvm()),
        ("fast-tree", () => Baseline.FastTree()),
        ("fast-forest", () => Baseline.FastForest()),
        ("mlp", () => DeepLearner.Mlp()),
        ("cnn", DeepLearner.Cnn),
        ("conv1d", DeepLearner.Conv1D),
    ];

    /// <summary>The names that can be picked.</summary>
    public static IEnumerable<string> Names => [.. Known.Select(known => known.Name), "shallow", "deep"];

    /// <summary>The learners, shallow ones and deep ones.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="picked">Names, each a list with commas; empty: the defaults.</param>
    /// <param name="added">Recipes of further deep models.</param>
    /// <exception cref="UsageException">A name or recipe is not known, or cannot do the task.</exception>
    public static (IReadOnlyList<ILearner> Shallow, IReadOnlyList<DeepLearner> Deep) Of(Dataset data, IReadOnlyList<string> picked, IReadOnlyList<string> added)
    {
        var learners = new List<ILearner>();
        foreach (string name in picked.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)))
        {
            Add(learners, Find(name, data));
        }

        if (picked.Count == 0)
        {
            learners.AddRange(Baseline.DefaultsFor(data.Task).Where(learner => !(IsLongText(data) && learner.Name == Baseline.RandomForest().Name)));
            learners.AddRange(DeepLearner.DefaultsFor(data));
        }

        Add(learners, added.Select(recipe => Parse(recipe)));
        foreach (ILearner learner in learners)
        {
            if (!learner.Supports(data.Task))
            {
                throw new UsageException($"{learner.Name} cannot learn \"{data.TargetName}\": the task is {data.Task.ToString().ToLowerInvariant()}.");
            }
        }

        return ([.. learners.Where(learner => learner is not DeepLearner)], [.. learners.OfType<DeepLearner>()]);
    }

    /// <summary>Whether a random forest would take minutes; it does not lead on text either (it was last of four in the study on words).</summary>
    public static bool IsLongText(Dataset data) => data.Rows >= 10_000 && data.Features.Any(column => column.Kind == ColumnKind.Text);

    /// <summary>The learner of a recipe.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DeepLearner Parse(string recipe)
    {
        try
        {
            return DeepRecipe.Parse(recipe);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(Plain(e));
        }
    }

    /// <summary>An argument error's message without the name of a parameter, which says nothing on a command line.</summary>
    public static string Plain(ArgumentException e) => e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);

    private static void Add(List<ILearner> learners, IEnumerable<ILearner> more)
    {
        foreach (ILearner learner in more)
        {
            if (!learners.Any(other => other.Name == learner.Name))
            {
                learners.Add(learner);
            }
        }
    }

    private static IEnumerable<ILearner> Find(string name, Dataset data)
    {
        string plain = name.ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        return plain switch
        {
            "shallow" => Baseline.DefaultsFor(data.Task),
            "deep" => DeepLearner.DefaultsFor(data),
            _ => Known.FirstOrDefault(known => known.Name == plain).Make is { } make
                ? [make()]
                : throw new UsageException($"{NameSuggestion.Unknown("learner", name, Names)} A recipe such as mlp:64,32 goes with --model."),
        };
    }
}
