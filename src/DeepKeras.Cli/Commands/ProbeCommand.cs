using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Probes;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras probe</c>: what the layers of a trained model know.</summary>
internal sealed class ProbeCommand : ICommand
{
    private readonly Argument<string> model = new("model") { Description = "A .keras file that train wrote." };
    private readonly DataOptions data = new(withTarget: false);
    private readonly Option<string?> target = new("--target") { HelpName = "COLUMN", Description = "The column with the answers. Without it: the one of the training." };
    private readonly Option<int> rows = new("--rows") { HelpName = "N", Description = "The most rows to use, 20 or more.", DefaultValueFactory = _ => 2000 };
    private readonly Option<int> folds = new("--folds") { HelpName = "N", Description = "Folds the probes are scored on, 2 or more.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "What rows, folds and the untrained weights follow from.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> html = new("--html") { HelpName = "FILE", Description = "Write layers, filters, activations and projection as one HTML page." };
    private readonly Option<string?> json = new("--json") { HelpName = "FILE", Description = "Write every number as JSON; with - to the standard output, and nothing else there." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Only the answer." };

    public string Name => "probe";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("probe digits.keras digits --html probe.html", "A linear learner on every layer against the raw pixels; filters, activations and projection drawn."),
        new("probe income.keras new.csv", "Rows that the model has not seen."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Fit a linear learner to every layer of a trained model, and say where the target becomes readable.") { model };
        data.AddTo(command, target, rows, folds, seed, html, json, quiet);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string path = parsed.GetRequiredValue(model), source = parsed.GetRequiredValue(data.Data)!;
        string? page = OutputFile.Check("--html", parsed.GetValue(html));
        string? numbers = parsed.GetValue(json) == "-" ? "-" : OutputFile.Check("--json", parsed.GetValue(json));
        Numbers.AtLeast("--rows", parsed.GetValue(rows), 20);
        Numbers.AtLeast("--folds", parsed.GetValue(folds), 2);
        using DeepPipeline pipeline = PipelineFile.Load(path);
        bool builtIn = data.IsBuiltIn(parsed);
        if (builtIn && parsed.GetValue(target) is not null)
        {
            throw new UsageException($"--target is for CSV files; {source} is a built-in set that brings its own.");
        }

        Dataset set = builtIn ? data.Load(parsed) : pipeline.ReadCsv(DataOptions.FileOf(source), parsed.GetValue(target), data.Read(parsed));
        bool silent = parsed.GetValue(quiet);
        var options = new ProbeOptions { MaximumRows = parsed.GetValue(rows), Folds = parsed.GetValue(folds), Seed = parsed.GetValue(seed) };
        ProbeReport report = Probe.Run(pipeline, set, options, Path.GetFileName(path), silent ? null : new Lines(terminal.Error), terminal.Cancellation);
        if (page is not null)
        {
            report.SaveHtml(page);
        }

        if (numbers is not null and not "-")
        {
            report.SaveJson(numbers);
        }

        terminal.Output.WriteLine(numbers == "-" ? report.ToJson() : silent ? report.Text : report.ToText(terminal.Width).TrimEnd());
        if (!silent)
        {
            Notes.Written(terminal, page, numbers == "-" ? null : numbers);
        }

        return Application.Done;
    }

    private sealed class Lines(TextWriter output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine($"probing {value}");
    }
}
