using System.CommandLine;
using DeepKeras.Cli.Options;
using DeepKeras.Cli.Views;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Cli.Commands;

/// <summary><c>deepkeras train</c>: one model, trained and saved with its preprocessing.</summary>
internal sealed class TrainCommand : ICommand
{
    private readonly DataOptions data = new();
    private readonly Option<string?> model = new("--model", "-m") { HelpName = "RECIPE", Description = "mlp, mlp:64,32, cnn, conv1d, or the path of a Keras .json or .keras file (its weights are not used). Without it: conv1d for text, cnn for images, else mlp." };
    private readonly Option<string> outFile = new("--out", "-o") { HelpName = "FILE", Description = "Where the model goes: a name that ends in .keras. Keras reads it too.", Required = true };
    private readonly Option<int?> epochs = new("--epochs") { HelpName = "N", Description = "How often all rows are gone through. Without it: by the number of rows." };
    private readonly Option<int?> batchSize = new("--batch-size") { HelpName = "N", Description = "Rows a step. Without it: 32, for text 64, from 20000 rows on 128." };
    private readonly Option<double?> learningRate = new("--learning-rate") { HelpName = "RATE", Description = "Adam's rate at the start; it falls to 0 along a cosine. Without it: 0.001, for text 0.004." };
    private readonly Option<double> validationSplit = new("--validation-split") { HelpName = "SHARE", Description = "The share of the rows to hold out and score the model on, from 0 to below 1: by class, by group, or the last ones of a series.", DefaultValueFactory = _ => 0.2 };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "What initial weights, the order of rows and the split follow from.", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> threads = new("--threads") { HelpName = "N", Description = "Threads of an operation. Without it: 1, for images and text as many as there are processors." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress." };

    public string Name => "train";

    public IReadOnlyList<Example> Examples { get; } =
    [
        new("train iris --out iris.keras", "The default model for the data; a fifth of the rows is held out to score it."),
        new("train people.csv --target income --model mlp:128,64 --epochs 30 --out income.keras", "Layers and epochs of your own."),
        new("train sales.csv --target sold --time day --validation-split 0 --out sales.keras", "All rows are trained on."),
        new("predict income.keras new.csv --out predictions.csv", "What comes next."),
    ];

    public Command Create()
    {
        var command = new Command(
            Name,
            "Train one deep model and save it in Keras's format, with what predict and evaluate need to prepare data the same way.");
        data.AddTo(command, model, outFile, epochs, batchSize, learningRate, validationSplit, seed, threads, quiet);

        return command;
    }

    public int Run(ParseResult parsed, Terminal terminal)
    {
        string target = OutputFile.Check("--out", parsed.GetRequiredValue(outFile), ".keras")!;
        Numbers.AtLeast("--epochs", parsed.GetValue(epochs), 1);
        Numbers.AtLeast("--batch-size", parsed.GetValue(batchSize), 1);
        Numbers.AtLeast("--threads", parsed.GetValue(threads), 1);
        if (parsed.GetValue(learningRate) is double rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new UsageException($"--learning-rate: expected a number above 0, got {rate}.");
        }

        double share = parsed.GetValue(validationSplit);
        if (!(share >= 0 && share < 1))
        {
            throw new UsageException($"--validation-split: expected a share from 0 to below 1, got {share}.");
        }

        DeepLearner? chosen = parsed.GetValue(model) is { } recipe ? LearnerChoice.Parse(recipe) : null;
        Dataset set = data.Load(parsed);
        bool silent = parsed.GetValue(quiet);
        if (!silent)
        {
            Notes.Write(terminal, set.Warnings);
        }

        chosen ??= DeepLearner.DefaultsFor(set)[^1];
        DeepLearner learner = chosen.With(new DeepTraining
        {
            Epochs = parsed.GetValue(epochs),
            BatchSize = parsed.GetValue(batchSize),
            LearningRate = parsed.GetValue(learningRate),
            Threads = parsed.GetValue(threads) ?? (IsLarge(set) ? null : 1),
        });
        (Dataset training, Dataset? validation) = Split(set, share, parsed.GetValue(seed));
        using DeepPipeline pipeline = Fit(learner, training, validation, parsed.GetValue(seed), terminal, silent);
        terminal.Cancellation.ThrowIfCancellationRequested();
        ScoreList scores = ScoreList.Of(pipeline.Predict(validation ?? training), validation ?? training);
        pipeline.Save(target, terminal.Cancellation);
        terminal.Output.WriteLine(
            $"{learner.Name} on {set.Name}: {pipeline.Size.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} parameters, {training.Rows} rows trained on; " +
            (validation is null ? "scores on those same rows, which flatter:" : $"scores on the {validation.Rows} rows held out:"));
        scores.Write(terminal.Output);
        Notes.Written(terminal, target);
        return Application.Done;
    }

    private static DeepPipeline Fit(DeepLearner learner, Dataset training, Dataset? validation, int seed, Terminal terminal, bool silent)
    {
        try
        {
            return TrainingView.Run(terminal, silent, progress => learner.Fit(
                training, seed, new FitOptions { Progress = progress, CancellationToken = terminal.Cancellation }, validation));
        }
        catch (ArgumentException e)
        {
            throw new UsageException(LearnerChoice.Plain(e));
        }
    }

    private static (Dataset Training, Dataset? Validation) Split(Dataset set, double share, int seed)
    {
        if (share == 0)
        {
            return (set, null);
        }

        try
        {
            Fold fold = Holdout.Split(set, share, seed);
            return (set.Subset(fold.Train), set.Subset(fold.Test));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--validation-split: {LearnerChoice.Plain(e)}");
        }
    }

    private static bool IsLarge(Dataset set) => set.ImageShape is not null || set.Features.Any(column => column.Kind == ColumnKind.Text);
}
