using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DeepKeras.Cli.Commands;

namespace DeepKeras.Cli.Options;

/// <summary>The help of System.CommandLine with examples below it.</summary>
internal sealed class ExamplesHelp(HelpAction help, IReadOnlyDictionary<string, IReadOnlyList<Example>> examples, int width) : SynchronousCommandLineAction
{
    public static void Attach(RootCommand root, IReadOnlyDictionary<string, IReadOnlyList<Example>> examples, int width)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExamplesHelp((HelpAction)option.Action!, examples, width);
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.Write(Standard(parseResult));
        IEnumerable<Example> shown = examples.TryGetValue(parseResult.CommandResult.Command.Name, out IReadOnlyList<Example>? own)
            ? own
            : examples.Values.Select(list => list[0]);
        output.WriteLine("Examples:");
        foreach (Example example in shown)
        {
            output.WriteLine($"  deepkeras {example.Line}");
            output.WriteLine($"      {example.Does}");
        }

        return Application.Done;
    }

    // The usage line has the name of the program's file, which is another one than that of the command.
    private string Standard(ParseResult parsed)
    {
        InvocationConfiguration configuration = parsed.InvocationConfiguration;
        TextWriter output = configuration.Output;
        using var text = new StringWriter();
        try
        {
            configuration.Output = text;
            help.MaxWidth = width;
            help.Invoke(parsed);
        }
        finally
        {
            configuration.Output = output;
        }

        string usage = $"Usage:{Environment.NewLine}  ";
        return text.ToString().TrimEnd().Replace($"{usage}{RootCommand.ExecutableName}", $"{usage}deepkeras", StringComparison.Ordinal)
            + Environment.NewLine + Environment.NewLine;
    }
}
