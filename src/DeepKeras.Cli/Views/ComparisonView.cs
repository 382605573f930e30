using System.Globalization;
using DeepKeras.Comparisons;
using DeepKeras.Comparisons.Learners;
using Spectre.Console;

namespace DeepKeras.Cli.Views;

/// <summary>A comparison's progress on the error stream: bars on a terminal, a line a fit where it is piped.</summary>
internal static class ComparisonView
{
    public static T Run<T>(Terminal terminal, IReadOnlyList<ILearner> learners, Func<IProgress<ComparisonProgress>, T> run)
    {
        if (!terminal.ErrorIsTerminal)
        {
            return run(new Lines(terminal.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context => run(new Bars(context, learners)));
    }

    private static string Number(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A line for each fit.</summary>
    private sealed class Lines(TextWriter output) : IProgress<ComparisonProgress>
    {
        private readonly HashSet<string> failed = [];

        public void Report(ComparisonProgress value)
        {
            // A learner that failed is not fitted on further folds.
            if ((value.Score is null && value.Failure is null) || (value.Failure is not null && !failed.Add(value.Learner)))
            {
                return;
            }

            int digits = value.Total.ToString(CultureInfo.InvariantCulture).Length;
            string done = value.Done.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
            output.WriteLine($"[{done}/{value.Total}] fold {value.Fold}/{value.Folds}  {value.Learner}  {(value.Score is double score ? Number(score) : $"failed: {value.Failure}")}");
        }
    }

    /// <summary>A bar for each learner: the fold it is at, its mean so far.</summary>
    private sealed class Bars : IProgress<ComparisonProgress>
    {
        private readonly Dictionary<string, (ProgressTask Task, List<double> Scores)> tasks;
        private readonly int width;

        public Bars(ProgressContext context, IReadOnlyList<ILearner> learners)
        {
            width = learners.Max(learner => learner.Name.Length);
            tasks = learners.ToDictionary(
                learner => learner.Name,
                learner => (context.AddTask(Line(learner.Name, "waits", ""), autoStart: false), new List<double>()));
        }

        public void Report(ComparisonProgress value)
        {
            (ProgressTask task, List<double> scores) = tasks[value.Learner];
            task.MaxValue = value.Folds;
            if (!task.IsStarted)
            {
                task.StartTask();
            }

            if (value.Score is double score)
            {
                scores.Add(score);
            }

            bool ended = value.Score is not null || value.Failure is not null;
            string mean = scores.Count > 0 ? Number(scores.Average()) : "";
            task.Description = value.Failure is null ? Line(value.Learner, $"fold {value.Fold}/{value.Folds}", mean) : Line(value.Learner, "failed", "");
            task.Value = ended ? value.Fold : value.Fold - 1;
        }

        private string Line(string learner, string state, string mean) => Markup.Escape($"{learner.PadRight(width)}  {state,-10}  {mean,7}");
    }
}
