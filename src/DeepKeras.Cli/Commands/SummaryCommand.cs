using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras summary</c>: the layers of a model.</summary>
internal sealed class SummaryCommand : ICommand
{
    private readonly Argument<string> model = new("model") { Description = "A .keras or Keras .json file, or a recipe: mlp, mlp:64,32, cnn, conv1d." };
    private readonly DataOptions data = new(optional: true);

    public string Name => "summary";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("summary iris.keras", "The layers of a saved model."),
        new("summary mlp:64,32 breast-cancer", "What a recipe makes of a data set."),
        new("summary conv1d mails.csv --target spam --text body", "The same for a file."),
    ];

    public Command Create()
    {
        var command = new Command(Name, "Show a model's layers, the shapes of their outputs, and their numbers of parameters.") { model };
        data.AddTo(command);
        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string recipe = parsed.GetRequiredValue(model);
        using Model shown = Build(recipe, parsed);
        shown.Summary(terminal.Output, new SummaryOptions { LineLength = Math.Clamp(terminal.Width, 60, 100) });
        return Application.Done;
    }

    private Model Build(string recipe, ParseResult parsed)
    {
        bool hasData = parsed.GetValue(data.Data) is not null;
        if (!hasData && recipe.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
        {
            return Model.Load(PipelineFile.Check(recipe));
        }

        DeepLearner learner = LearnerChoice.Parse(recipe);
        if (!hasData && recipe.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Model.FromJson(File.ReadAllText(recipe));
        }

        if (!hasData)
        {
            throw new UsageException($"the layers of {recipe} follow from the data; name them: deepkeras summary {recipe} iris");
        }

        Dataset set = data.Load(parsed);
        try
        {
            return learner.Build(set);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(LearnerChoice.Plain(e));
        }
    }
}
