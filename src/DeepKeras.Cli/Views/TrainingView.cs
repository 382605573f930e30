using System.Globalization;
using Spectre.Console;

namespace DeepKeras.Cli.Views;

/// <summary>A training's progress on the error stream: a bar on a terminal, a line an epoch where it is piped.</summary>
internal static class TrainingView
{
    public static T Run<T>(Terminal terminal, bool quiet, Func<IProgress<TrainingProgress>?, T> run)
    {
        if (quiet)
        {
            return run(null);
        }

        if (!terminal.ErrorIsTerminal)
        {
            return run(new Lines(terminal.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context => run(new Bar(context.AddTask("reading"))));
    }

    private static string Logs(TrainingProgress value) =>
        string.Join("  ", value.Logs.Select(log => $"{log.Key} {log.Value.ToString("0.0000", CultureInfo.InvariantCulture)}"));

    private sealed class Lines(TextWriter output) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochEnded)
            {
                output.WriteLine($"epoch {value.Epoch + 1}/{value.Epochs}  {Logs(value)}");
            }
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = (double)value.Epochs * value.Steps;
            task.Value = ((double)value.Epoch * value.Steps) + value.Step;
            task.Description = Markup.Escape($"epoch {value.Epoch + 1}/{value.Epochs}  {Logs(value)}");
        }
    }
}
