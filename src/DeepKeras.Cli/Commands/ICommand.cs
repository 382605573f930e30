using System.CommandLine;

namespace DeepKeras.Cli.Commands;

/// <summary>A command of the program.</summary>
internal interface ICommand
{
    /// <summary>The word it is called by.</summary>
    string Name { get; }

    /// <summary>Command lines with what they do, for the help.</summary>
    IReadOnlyList<Example> Examples { get; }

    /// <summary>The command with its arguments and options.</summary>
    Command Create();

    /// <summary>Does the job.</summary>
    /// <returns>The exit code.</returns>
    int Run(ParseResult parsed, Terminal terminal);
}
