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
    private readonly Option<int> seeds = new("--seeds") { HelpName = "N", Description = "Seeds of every deep model on each fold; the report parts their variance from that of the folds.", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> tune = new("--tune") { HelpName = "N", Description = "Tune every learner with N settings, its defaults among them, by folds inside each training part. Without it: fixed settings for all." };
    private readonly Option<int> innerFolds = new("--inner-folds") { HelpName = "N", Description = "Folds inside a training part for --tune.", DefaultValueFactory = _ => 3 };
    private readonly Option<int?> patience = new("--patience") { HelpName = "N", Description = "Stop a deep model when a part of its own training rows has not got better for N epochs. Without it: the full number of epochs." };
    private readonly Option<string?> test = new("--test") { HelpName = "FILE", Description = "A fixed test set instead of folds: a CSV file with the same columns, or a built-in set's name such as fashion-mnist-test. Fitted models are then compared row by row." };
    private readonly Option<bool> curve = new("--curve") { Description = "Measure score against training rows as well (see: deepkeras curve), for the report." };
    private readonly Option<int?> parallel = new("--parallel") { HelpName = "N", Description = "Fits at once; scores do not depend on it. Without it: the number of processors." };
    private readonly Option<string?> resume = new("--resume") { HelpName = "FILE", Description = "Keep finished folds in this file, and go on from there if it is there already." };
    private readonly Option<string?> markdown = new("--markdown") { HelpName = "FILE", Description = "Write the report as Markdown." };
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
        new("compare wine --tune 20 --seeds 3 --resume wine.folds", "All tuned alike, three seeds; stopped with Ctrl-C it goes on later."),
        new("compare iris,wine,breast-cancer,digits,randhie --html sets.html", "Several sets: ranks and their critical difference."),
        new("compare train.csv --target y --test test.csv", "One given test set instead of folds."),
        new("compare wine --json - | jq .verdict", "For a program."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Fit shallow learners and deep models on the same folds, and say with honest statistics whether depth pays.");
        data.AddTo(command, models, added, folds, repeats, seed, metric, rope, epochs, patience, seeds, tune, innerFolds, test, curve, threads, parallel, resume, html, markdown, json, quiet);

        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? page = OutputFile.Check("--html", parsed.GetValue(html));
        string? numbers = parsed.GetValue(json) == "-" ? "-" : OutputFile.Check("--json", parsed.GetValue(json));
        Numbers.AtLeast("--folds", parsed.GetValue(folds), 2);
        Numbers.AtLeast("--repeats", parsed.GetValue(repeats), 1);
        string? document = OutputFile.Check("--markdown", parsed.GetValue(markdown));
        OutputFile.Check("--resume", parsed.GetValue(resume));
        Numbers.AtLeast("--seeds", parsed.GetValue(seeds), 1);
        Numbers.AtLeast("--tune", parsed.GetValue(tune), 2);
        Numbers.AtLeast("--inner-folds", parsed.GetValue(innerFolds), 2);
        Numbers.AtLeast("--patience", parsed.GetValue(patience), 1);
        Numbers.AtLeast("--parallel", parsed.GetValue(parallel), 1);
        Numbers.AtLeast("--epochs", parsed.GetValue(epochs), 1);
        Numbers.AtLeast("--threads", parsed.GetValue(threads), 1);
        bool silent = parsed.GetValue(quiet);
        if (data.Several(parsed) is { } sets)
        {
            return Many(parsed, sets, terminal, page, numbers ?? document, silent);
        }

        Dataset set = data.Load(parsed);
        if (!silent)
        {
            Notes.Write(terminal, set.Warnings);
        }

        Comparison comparison = SetUp(parsed, set, terminal, silent, out IReadOnlyList<ILearner> learners);
        ComparisonReport report = Usage(parsed, () => silent
            ? comparison.Run(null, terminal.Cancellation)
            : ComparisonView.Run(terminal, learners, progress => comparison.Run(progress, terminal.Cancellation)));
        if (parsed.GetValue(curve))
        {
            report = report with { Curve = MeasureCurve(parsed, set, terminal, silent) };
        }

        if (document is not null)
        {
            report.SaveMarkdown(document);
        }

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
            Notes.Written(terminal, page, document, numbers == "-" ? null : numbers);
        }

        else
        {
            Notes.Write(terminal, report.Learners.Where(learner => !learner.Succeeded).Select(learner => $"{learner.Name} failed: {learner.Failure}"));
        }

        return Outcome(report);
    }

    // Each set with its own score and its own learners; those that all share are ranked.
    private int Many(ParseResult parsed, IReadOnlyList<Dataset> sets, Terminal terminal, string? page, string? other, bool silent)
    {
        if (other is not null || parsed.GetValue(test) is not null || parsed.GetValue(curve) || parsed.GetValue(metric) is not null)
        {
            throw new UsageException("several data sets: --json, --markdown, --test, --curve and --metric are for one set; --html writes the page of all.");
        }

        var reports = new List<ComparisonReport>();
        foreach (Dataset set in sets)
        {
            if (!silent)
            {
                Notes.Write(terminal, [$"{set.Name}: {set.Rows} rows", .. set.Warnings]);
            }

            Comparison comparison = SetUp(parsed, set, terminal, silent, out IReadOnlyList<ILearner> learners);
            if (parsed.GetValue(resume) is { } kept)
            {
                comparison.Resume($"{kept}.{set.Name}");
            }

            reports.Add(Usage(parsed, () => silent ? comparison.Run(null, terminal.Cancellation)
                : ComparisonView.Run(terminal, learners, progress => comparison.Run(progress, terminal.Cancellation))));
        }

        ManyReport many = ManyReport.Of(reports);
        if (page is not null)
        {
            many.SaveHtml(page);
        }

        terminal.Output.WriteLine(silent ? many.Text : many.ToText(terminal.Width).TrimEnd());
        if (!silent)
        {
            Notes.Written(terminal, page);
        }

        return Application.Done;
    }

    private Comparison SetUp(ParseResult parsed, Dataset set, Terminal terminal, bool silent, out IReadOnlyList<ILearner> learners)
    {
        (IReadOnlyList<ILearner> shallow, IReadOnlyList<DeepLearner> deep) = LearnerChoice.Of(set, parsed.GetValue(models) ?? [], parsed.GetValue(added) ?? []);
        if (deep.Count == 0 || !shallow.Any(learner => learner.Kind == LearnerKind.Shallow))
        {
            throw new UsageException($"--models: a comparison needs a shallow and a deep learner; add {(deep.Count == 0 ? "deep, or --model with a recipe" : "shallow")}.");
        }

        var training = Training(parsed);
        int times = parsed.GetValue(repeats) ?? (set.Rows >= ManyRows || set.TimeOrdered ? 1 : 2);
        if (!silent)
        {
            Notes.Write(terminal, Savings(parsed, set));
        }

        try
        {
            Comparison comparison = Comparison.On(set).Baselines([.. shallow]).Deep([.. deep.Select(learner => learner.With(training))])
                .Folds(parsed.GetValue(folds), times).Seed(parsed.GetValue(seed)).Seeds(parsed.GetValue(seeds))
                .Parallel(parsed.GetValue(parallel) ?? Environment.ProcessorCount);
            if (parsed.GetValue(tune) is int settings)
            {
                comparison.Tune(settings, parsed.GetValue(innerFolds));
            }

            if (parsed.GetValue(resume) is { } kept)
            {
                comparison.Resume(kept);
            }

            if (parsed.GetValue(test) is { } file)
            {
                comparison.TestOn(data.LoadMore(parsed, "--test", file, set));
            }

            if (ScoreChoice.Of(parsed.GetValue(metric), set) is { } known)
            {
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
        if (parsed.GetValue(repeats) is null && set.Rows >= ManyRows && !set.TimeOrdered && parsed.GetValue(test) is null)
        {
            yield return $"{set.Rows} rows: one split of {parsed.GetValue(folds)} folds instead of two; --repeats 2 makes it two.";
        }

        if (parsed.GetValue(models) is null or [] && LearnerChoice.IsLongText(set))
        {
            yield return $"{set.Rows} rows of text: without the random forest, which is slow on it; --models shallow,deep takes all. This takes minutes.";
        }
    }

    private DeepTraining Training(ParseResult parsed) =>
        new() { Epochs = parsed.GetValue(epochs), Threads = parsed.GetValue(threads), Patience = parsed.GetValue(patience) };

    private CurveReport MeasureCurve(ParseResult parsed, Dataset set, Terminal terminal, bool silent)
    {
        (IReadOnlyList<ILearner> shallow, IReadOnlyList<DeepLearner> deep) = LearnerChoice.Of(set, parsed.GetValue(models) ?? [], parsed.GetValue(added) ?? []);
        DeepLearner[] trained = [.. deep.Select(learner => learner.With(Training(parsed)))];
        return Usage(parsed, () =>
        {
            LearningCurve measured = LearningCurve.On(set).Baselines([.. shallow]).Deep(trained).Splits(parsed.GetValue(folds)).Seed(parsed.GetValue(seed))
                .Parallel(parsed.GetValue(parallel) ?? Environment.ProcessorCount);
            if (ScoreChoice.Of(parsed.GetValue(metric), set) is { } known)
            {
                measured.Metric(known);
            }

            if (parsed.GetValue(resume) is { } kept)
            {
                measured.Resume($"{kept}.curve");
            }

            return silent ? measured.Run(null, terminal.Cancellation)
                : ComparisonView.Run(terminal, [.. shallow.Any(learner => learner.Kind == LearnerKind.Prior) ? [] : (ILearner[])[Baseline.Prior()], .. shallow, .. deep], progress => measured.Run(progress, terminal.Cancellation));
        });
    }

    // A file that cannot be resumed from is a wrong call; data that cannot be split are not.
    private T Usage<T>(ParseResult parsed, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (ArgumentException e) when (parsed.GetValue(resume) is { } kept && e.Message.StartsWith(kept, StringComparison.Ordinal))
        {
            throw new UsageException($"--resume: {LearnerChoice.Plain(e)}");
        }
    }

    // One failed learner is a note in the report; a comparison without a shallow or without a deep side is none.
    private static int Outcome(ComparisonReport report) =>
        report.Learners.Any(learner => !learner.Succeeded) && (report.BestDeep is null || report.BestShallow is null) ? Application.Failed : Application.Done;
}
