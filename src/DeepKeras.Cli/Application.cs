using System.CommandLine;
using System.CommandLine.Parsing;
using DeepKeras.Cli.Commands;
using DeepKeras.Cli.Options;
using DeepKeras.Data;

namespace DeepKeras.Cli;

/// <summary>The commands, and what becomes of their errors.</summary>
internal sealed class Application
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCall = 2;
    public const int Stopped = 130;

    private readonly Terminal terminal;
    private readonly RootCommand root;
    private readonly Option<bool> debug = new("--debug") { Description = "Show where an error came from.", Recursive = true };
    private readonly Option<string?> engine = new("--engine") { Description = "What computes: torch, the default, or tensorflow, which needs libtensorflow.", HelpName = "name", Recursive = true };

    public Application(Terminal terminal)
    {
        this.terminal = terminal;
        root = new RootCommand(
            """
            Keras for .NET, and the question that comes before it: does depth pay on my data?

            Data are a built-in set's name (see: deepkeras datasets) or a CSV file with --target.
            Results go to the standard output, progress and errors to the standard error.
            Exit codes: 0 done, 1 the job failed, 2 the call was wrong, 130 stopped by Ctrl-C.
            """);
        ICommand[] commands = [new CompareCommand(), new CurveCommand(), new ProbeCommand(), new TrainCommand(), new EvaluateCommand(), new PredictCommand(), new SummaryCommand(), new ExportCommand(), new InspectCommand(), new DatasetsCommand()];
        foreach (ICommand command in commands)
        {
            Command made = command.Create();
            made.SetAction(parsed => command.Run(parsed, terminal));
            root.Add(made);
        }

        root.Add(debug);
        root.Add(engine);
        ExamplesHelp.Attach(root, commands.ToDictionary(command => command.Name, command => command.Examples), terminal.Width);
    }

    /// <summary>Runs a command line and says how it went.</summary>
    public int Run(string[] args)
    {
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        string command = parsed.CommandResult.Command == root ? "" : $" {parsed.CommandResult.Command.Name}";
        if (parsed.Errors.Count > 0)
        {
            return Report(WrongCall, Mistakes.Sentence(parsed), null, command);
        }

        bool showTrace = parsed.GetValue(debug);
        try
        {
            if (parsed.GetValue(engine) is { } name)
            {
                if (name is not ("torch" or "tensorflow"))
                {
                    throw new UsageException($"--engine: {NameSuggestion.Unknown("engine", name, ["torch", "tensorflow"])}");
                }

                Engine.Use(name);
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException) when (terminal.Cancellation.IsCancellationRequested)
        {
            return Report(Stopped, Kept(parsed) is { } kept ? $"stopped; what is finished is in {kept}, and the same command goes on from there." : "stopped; nothing was written.", null);
        }
        catch (UsageException e)
        {
            return Report(WrongCall, e.Message, showTrace ? e : null, command);
        }
        catch (DataException e) when (e.IsCallersMistake)
        {
            return Report(WrongCall, Mistakes.AsOptions(e.Message), showTrace ? e : null, command);
        }
        catch (DataException e)
        {
            return Report(Failed, Mistakes.AsOptions(e.Message), showTrace ? e : null);
        }
        catch (Exception e)
        {
            return Report(Failed, e.Message, showTrace ? e : null);
        }
    }

    private static string? Kept(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == "--resume") is Option<string?> resume ? parsed.GetValue(resume) : null;

    private int Report(int code, string message, Exception? trace, string? helpOn = null)
    {
        terminal.Error.WriteLine($"deepkeras: {message.ReplaceLineEndings(" ").Trim()}");
        if (helpOn is not null)
        {
            terminal.Error.WriteLine($"See: deepkeras{helpOn} --help");
        }

        if (trace is not null)
        {
            terminal.Error.WriteLine(trace);
        }

        return code;
    }
}
