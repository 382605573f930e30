using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras predict</c>: a trained model's answer for each row.</summary>
internal sealed class PredictCommand : ICommand
{
    private readonly Argument<string> model = new("model") { Description = "A .keras file that train wrote." };
    private readonly DataOptions data = new(withTarget: false);
    private readonly Option<string?> outFile = new("--out", "-o") { HelpName = "FILE", Description = "Where the predictions go, as CSV. Without it: to the standard output." };

    public string Name => "predict";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("predict income.keras new.csv --out predictions.csv", "A line for each row: the prediction, and for classes the probability of each."),
        new("predict iris.keras iris | head", "To the standard output."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Predict each row of a CSV file or a built-in set with a trained model.") { model };
        data.AddTo(command, outFile);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string? target = OutputFile.Check("--out", parsed.GetValue(outFile));
        string source = parsed.GetRequiredValue(data.Data)!;
        using DeepPipeline pipeline = PipelineFile.Load(parsed.GetRequiredValue(model));
        Predictions predictions = data.IsBuiltIn(parsed)
            ? pipeline.Predict(pipeline.Align(data.Load(parsed)))
            : pipeline.PredictCsv(DataOptions.FileOf(source), data.Read(parsed));
        terminal.Cancellation.ThrowIfCancellationRequested();
        if (target is null)
        {
            PredictionCsv.Write(terminal.Output, pipeline, predictions);
            return Application.Done;
        }

        PredictionCsv.Save(target, pipeline, predictions);
        Notes.Written(terminal, target);
        return Application.Done;
    }
}
