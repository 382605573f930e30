using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DeepKeras.Cli.Commands;

namespace DeepKeras.Cli.Options;

/// <summary>The help of System.CommandLine with examples below it.</summary>
internal sealed class ExamplesHelp(HelpAction help, IReadOnlyDictionary<string, IReadOnlyList<Example>> examples) : SynchronousCommandLineAction
{
    public static void Attach(RootCommand root, IReadOnlyDictionary<string, IReadOnlyList<Example>> examples)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExamplesHelp((HelpAction)option.Action!, examples);
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        IEnumerable<Example> shown = examples.TryGetValue(parseResult.CommandResult.Command.Name, out IReadOnlyList<Example>? own)
            ? own
            : examples.Values.Select(list => list[0]);
        output.WriteLine("Examples:");
        foreach (Example example in shown)
        {
            output.WriteLine($"  deepkeras {example.Line}");
            output.WriteLine($"      {example.Does}");
        }

        output.WriteLine();
        return code;
    }
}
