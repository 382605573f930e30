using System.CommandLine;
using System.Globalization;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras curve</c>: score against training rows, deep and shallow, and where they cross.</summary>
internal sealed class CurveCommand : ICommand
{
    private readonly DataOptions data = new();
    private readonly Option<string[]> models = new("--models") { HelpName = "NAMES", Description = $"Compare only these learners, separated by commas: {string.Join(", ", LearnerChoice.Names)}. Without it: all that fit the data." };
    private readonly Option<string[]> added = new("--model") { HelpName = "RECIPE", Description = "Add a deep model: mlp:64,32, cnn, conv1d, or the path of a Keras .json or .keras file. Can be given several times." };
    private readonly Option<string?> sizes = new("--sizes") { HelpName = "ROWS", Description = "Training sizes, separated by commas; the whole training part is added. Without it: --points sizes, evenly on a log scale." };
    private readonly Option<int> points = new("--points") { HelpName = "N", Description = "How many sizes.", DefaultValueFactory = _ => 6 };
    private readonly Option<int> splits = new("--folds") { HelpName = "N", Description = "Splits, 2 or more: each learner is fitted at every size of every split.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> repeats = new("--repeats") { HelpName = "N", Description = "How often the rows are shuffled anew and split.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "What splits, subsets and initial weights follow from.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> metric = new("--metric") { HelpName = "SCORE", Description = "The score. Without it: accuracy, or r2 for a number." };
    private readonly Option<int?> epochs = new("--epochs") { HelpName = "N", Description = "Epochs of every deep model at every size. Without it: as many gradient steps at few rows as at all." };
    private readonly Option<int> threads = new("--threads") { HelpName = "N", Description = "Threads of an operation in deep models.", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> parallel = new("--parallel") { HelpName = "N", Description = "Fits at once; scores do not depend on it. Without it: the number of processors." };
    private readonly Option<string?> resume = new("--resume") { HelpName = "FILE", Description = "Keep finished fits in this file, and go on from there if it is there already." };
    private readonly Option<string?> html = new("--html") { HelpName = "FILE", Description = "Write figure and numbers as one HTML page." };
    private readonly Option<string?> svg = new("--svg") { HelpName = "FILE", Description = "Write the figure alone." };
    private readonly Option<string?> json = new("--json") { HelpName = "FILE", Description = "Write every number as JSON; with - to the standard output, and nothing else there." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress, and only the answer." };

    public string Name => "curve";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("curve digits --models random-forest,cnn --html curve.html", "From how many digits on does a convolutional net lead a forest?"),
        new("curve people.csv --target income --sizes 100,300,1000,3000", "Sizes of your own."),
        new("curve words --models linear-svm,conv1d --folds 3 --resume words.fits", "Long runs go on where they were stopped."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Measure score against training rows for deep and shallow learners, and say from how many rows on depth leads.");
        data.AddTo(command, models, added, sizes, points, splits, repeats, seed, metric, epochs, threads, parallel, resume, html, svg, json, quiet);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? page = OutputFile.Check("--html", parsed.GetValue(html)), figure = OutputFile.Check("--svg", parsed.GetValue(svg));
        string? numbers = parsed.GetValue(json) == "-" ? "-" : OutputFile.Check("--json", parsed.GetValue(json));
        OutputFile.Check("--resume", parsed.GetValue(resume));
        foreach ((Option option, int? value, int least) in ((Option, int?, int)[])[(points, parsed.GetValue(points), 2), (splits, parsed.GetValue(splits), 2), (repeats, parsed.GetValue(repeats), 1), (epochs, parsed.GetValue(epochs), 1), (threads, parsed.GetValue(threads), 1), (parallel, parsed.GetValue(parallel), 1)])
        {
            Numbers.AtLeast(option.Name, value, least);
        }

        Dataset set = data.Load(parsed);
        bool silent = parsed.GetValue(quiet);
        if (!silent)
        {
            Notes.Write(terminal, set.Warnings);
        }

        CurveReport report = Measure(parsed, set, terminal, silent);
        if (page is not null)
        {
            report.SaveHtml(page);
        }

        if (figure is not null)
        {
            report.SaveSvg(figure);
        }

        if (numbers is not null and not "-")
        {
            report.SaveJson(numbers);
        }

        terminal.Output.WriteLine(numbers == "-" ? report.ToJson() : silent ? report.Text : report.ToText(terminal.Width).TrimEnd());
        if (!silent)
        {
            Notes.Written(terminal, page, figure, numbers == "-" ? null : numbers);
        }

        return report.Curves.Any(curve => curve.Failure is not null) && report.Crossovers.Count == 0 ? Application.Failed : Application.Done;
    }

    private CurveReport Measure(ParseResult parsed, Dataset set, Terminal terminal, bool silent)
    {
        (IReadOnlyList<ILearner> shallow, IReadOnlyList<DeepLearner> deep) = LearnerChoice.Of(set, parsed.GetValue(models) ?? [], parsed.GetValue(added) ?? []);
        if (deep.Count == 0 || !shallow.Any(learner => learner.Kind == LearnerKind.Shallow))
        {
            throw new UsageException($"--models: a curve needs a shallow and a deep learner; add {(deep.Count == 0 ? "deep, or --model with a recipe" : "shallow")}.");
        }

        var training = new DeepTraining { Epochs = parsed.GetValue(epochs), Threads = parsed.GetValue(threads) };
        try
        {
            LearningCurve curve = LearningCurve.On(set).Baselines([.. shallow]).Deep([.. deep.Select(learner => learner.With(training))])
                .Points(parsed.GetValue(points)).Splits(parsed.GetValue(splits), parsed.GetValue(repeats)).Seed(parsed.GetValue(seed)).Parallel(parsed.GetValue(parallel) ?? Environment.ProcessorCount);
            if (parsed.GetValue(sizes) is { } list)
            {
                curve.Sizes(Rows(list));
            }

            if (ScoreChoice.Of(parsed.GetValue(metric), set) is { } score)
            {
                curve.Metric(score);
            }

            if (parsed.GetValue(resume) is { } kept)
            {
                curve.Resume(kept);
            }

            ILearner[] all = [.. shallow.Any(learner => learner.Kind == LearnerKind.Prior) ? [] : (ILearner[])[Baseline.Prior()], .. shallow, .. deep];
            return silent ? curve.Run(null, terminal.Cancellation) : ComparisonView.Run(terminal, all, progress => curve.Run(progress, terminal.Cancellation));
        }
        catch (ArgumentException e)
        {
            throw new UsageException(LearnerChoice.Plain(e));
        }
    }

    private static int[] Rows(string list) => [.. list.Split(',', StringSplitOptions.TrimEntries).Select(part =>
        int.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out int rows) ? rows : throw new UsageException($"--sizes: expected whole numbers separated by commas, got \"{part}\"."))];
}
