using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras compare</c>: does depth pay on this data?</summary>
internal sealed class CompareCommand : ICommand
{
    private const int ManyRows = 5000;

    private readonly DataOptions data = new();
    private readonly Option<string[]> models = new("--models") { HelpName = "NAMES", Description = $"Compare only these learners, separated by commas: {string.Join(", ", LearnerChoice.Names)}. Without it: all that fit the data (boosting is LightGBM where it loads, else fast-tree)." };
    private readonly Option<string[]> added = new("--model") { HelpName = "RECIPE", Description = "Add a deep model: mlp:64,32, cnn, conv1d, or the path of a Keras .json or .keras file (its weights are not used). Can be given several times." };
    private readonly Option<int> folds = new("--folds") { HelpName = "N", Description = "Parts of a split, 2 or more.", DefaultValueFactory = _ => 5 };
    private readonly Option<int?> repeats = new("--repeats") { HelpName = "N", Description = $"Splits, each shuffled anew. Without it: 2, from {ManyRows} rows on 1." };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "What splits, initial weights and bootstrap samples follow from.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> metric = new("--metric") { HelpName = "SCORE", Description = $"The score that decides: {string.Join(", ", Score.All.Select(score => score.Name.Replace(' ', '-')))}. Without it: accuracy, or r2 for a number." };
    private readonly Option<double?> rope = new("--rope") { HelpName = "DIFFERENCE", Description = "The difference that is too small to matter. Without it: 0.01, or 1 % of the best shallow learner for errors and losses." };
    private readonly Option<int?> epochs = new("--epochs") { HelpName = "N", Description = "Epochs of every deep model. Without it: by the number of rows." };
    private readonly Option<int> threads = new("--threads") { HelpName = "N", Description = "Threads of an operation in deep models. With 1 results do not depend on the number of processors.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> html = new("--html") { HelpName = "FILE", Description = "Write the report as one HTML page." };
    private readonly Option<string?> json = new("--json") { HelpName = "FILE", Description = "Write every number as JSON; with - to the standard output, and nothing else there." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress, and only the verdict." };

    public string Name => "compare";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("compare breast-cancer", "Shallow learners and an mlp on a built-in set: 5 folds, twice."),
        new("compare people.csv --target income --ignore id", "The same on a file of your own."),
        new("compare iris --models logistic-regression,random-forest --model mlp:64,32 --model mlp:256", "Two shallow learners against two nets."),
        new("compare visits.csv --target visits --group person --metric rmse --html report.html", "Rows of one person stay together; the report is a page."),
        new("compare wine --json - | jq .verdict", "For a program."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Fit shallow learners and deep models on the same folds, and say with honest statistics whether depth pays.");
        data.AddTo(command, models, added, folds, repeats, seed, metric, rope, epochs, threads, html, json, quiet);

        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? page = OutputFile.Check("--html", parsed.GetValue(html));
        string? numbers = parsed.GetValue(json) == "-" ? "-" : OutputFile.Check("--json", parsed.GetValue(json));
        Numbers.AtLeast("--folds", parsed.GetValue(folds), 2);
        Numbers.AtLeast("--repeats", parsed.GetValue(repeats), 1);
        Numbers.AtLeast("--epochs", parsed.GetValue(epochs), 1);
        Numbers.AtLeast("--threads", parsed.GetValue(threads), 1);
        Dataset set = data.Load(parsed);
        bool silent = parsed.GetValue(quiet);
        if (!silent)
        {
            Notes.Write(terminal, set.Warnings);
        }

        Comparison comparison = SetUp(parsed, set, terminal, silent, out IReadOnlyList<ILearner> learners);
        ComparisonReport report = silent
            ? comparison.Run(null, terminal.Cancellation)
            : ComparisonView.Run(terminal, learners, progress => comparison.Run(progress, terminal.Cancellation));
        if (page is not null)
        {
            report.SaveHtml(page);
        }

        if (numbers is not null and not "-")
        {
            report.SaveJson(numbers);
        }

        terminal.Output.WriteLine(numbers == "-" ? report.ToJson() : silent ? report.Verdict.Text : report.ToText(terminal.Width).TrimEnd());
        if (!silent)
        {
            Notes.Written(terminal, page, numbers == "-" ? null : numbers);
        }

        else
        {
            Notes.Write(terminal, report.Learners.Where(learner => !learner.Succeeded).Select(learner => $"{learner.Name} failed: {learner.Failure}"));
        }

        return Outcome(report);
    }

    private Comparison SetUp(ParseResult parsed, Dataset set, Terminal terminal, bool silent, out IReadOnlyList<ILearner> learners)
    {
        (IReadOnlyList<ILearner> shallow, IReadOnlyList<DeepLearner> deep) = LearnerChoice.Of(set, parsed.GetValue(models) ?? [], parsed.GetValue(added) ?? []);
        if (deep.Count == 0 || !shallow.Any(learner => learner.Kind == LearnerKind.Shallow))
        {
            throw new UsageException($"--models: a comparison needs a shallow and a deep learner; add {(deep.Count == 0 ? "deep, or --model with a recipe" : "shallow")}.");
        }

        var training = new DeepTraining { Epochs = parsed.GetValue(epochs), Threads = parsed.GetValue(threads) };
        int times = parsed.GetValue(repeats) ?? (set.Rows >= ManyRows || set.TimeOrdered ? 1 : 2);
        if (!silent)
        {
            Notes.Write(terminal, Savings(parsed, set));
        }

        try
        {
            Comparison comparison = Comparison.On(set).Baselines([.. shallow]).Deep([.. deep.Select(learner => learner.With(training))])
                .Folds(parsed.GetValue(folds), times).Seed(parsed.GetValue(seed));
            if (parsed.GetValue(metric) is { } name)
            {
                Score known = Score.All.FirstOrDefault(score => Plain(score.Name) == Plain(name))
                    ?? throw new UsageException(NameSuggestion.Unknown("score", name, Score.For(set.Task).Select(score => score.Name.Replace(' ', '-'))));
                comparison.Metric(known);
            }

            if (parsed.GetValue(rope) is double difference)
            {
                comparison.Rope(difference);
            }

            learners = shallow.Any(learner => learner.Kind == LearnerKind.Prior) ? [.. shallow, .. deep] : [Baseline.Prior(), .. shallow, .. deep];
            return comparison;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(LearnerChoice.Plain(e));
        }
    }

    // What is left out by default where it would take long.
    private IEnumerable<string> Savings(ParseResult parsed, Dataset set)
    {
        if (parsed.GetValue(repeats) is null && set.Rows >= ManyRows && !set.TimeOrdered)
        {
            yield return $"{set.Rows} rows: one split of {parsed.GetValue(folds)} folds instead of two; --repeats 2 makes it two.";
        }

        if (parsed.GetValue(models) is null or [] && LearnerChoice.IsLongText(set))
        {
            yield return $"{set.Rows} rows of text: without the random forest, which is slow on it; --models shallow,deep takes all. This takes minutes.";
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // One failed learner is a note in the report; a comparison without a shallow or without a deep side is none.
    private static int Outcome(ComparisonReport report) =>
        report.Learners.Any(learner => !learner.Succeeded) && (report.BestDeep is null || report.BestShallow is null) ? Application.Failed : Application.Done;
}
