using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras evaluate</c>: a trained model's scores on data with known answers.</summary>
internal sealed class EvaluateCommand : ICommand
{
    private readonly Argument<string> model = new("model") { Description = "A .keras file that train wrote." };
    private readonly DataOptions data = new(withTarget: false);
    private readonly Option<string?> target = new("--target") { HelpName = "COLUMN", Description = "The column with the answers. Without it: the one of the training." };
    private readonly Option<bool> json = new("--json") { Description = "Write the scores as JSON." };

    public string Name => "evaluate";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("evaluate iris.keras iris", "A built-in set. Rows the model was trained on flatter it."),
        new("evaluate income.keras new.csv --target income", "A file with the same columns; their order does not matter."),
        new("evaluate income.keras new.csv --json", "For a program."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Score a trained model on data with known answers.") { model };
        data.AddTo(command, target, json);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string path = parsed.GetRequiredValue(model), source = parsed.GetRequiredValue(data.Data)!;
        using DeepPipeline pipeline = PipelineFile.Load(path);
        bool builtIn = data.IsBuiltIn(parsed);
        if (builtIn && parsed.GetValue(target) is not null)
        {
            throw new UsageException($"--target is for CSV files; {source} is a built-in set that brings its own.");
        }

        Dataset rows = builtIn
            ? pipeline.Align(data.Load(parsed))
            : pipeline.ReadCsv(DataOptions.FileOf(source), parsed.GetValue(target), data.Read(parsed));
        ScoreList scores = ScoreList.Of(pipeline.Predict(rows), rows);
        if (parsed.GetValue(json))
        {
            terminal.Output.WriteLine(scores.ToJson(path, source));
            return Application.Done;
        }

        terminal.Output.WriteLine($"{Path.GetFileName(path)} on {rows.Name}: {rows.Rows} rows, target \"{rows.TargetName}\"");
        scores.Write(terminal.Output);
        return Application.Done;
    }
}
