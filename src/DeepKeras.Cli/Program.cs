using System.Text;

namespace DeepKeras.Cli;

/// <summary>The console runner.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl-C stops after the step under way; the second one ends the program as ever.
            pressed.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        var terminal = new Terminal(Console.Out, Console.Error)
        {
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = Terminal.WidthOfConsole(),
            Cancellation = cancellation.Token,
        };
        return Run(args, terminal);
    }

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>0 when the job is done, 1 when it failed, 2 when the call was wrong, 130 when it was stopped.</returns>
    internal static int Run(string[] args, Terminal terminal) => new Application(terminal).Run(args);
}
